#include "daemon/app/reload.hpp"

#include <utility>

#include "daemon/app/answers/own_lines.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::app {
namespace {

/// What is opened once, at start.
bool needs_restart(const Config& now, const Config& then) {
    return now.store != then.store || now.control != then.control ||
           now.poll.file_directories != then.poll.file_directories ||
           now.poll.ca_file != then.poll.ca_file ||
           now.poll.allow_networks != then.poll.allow_networks || now.poll.proxy != then.poll.proxy;
}

std::vector<Problem> refused(std::vector<Problem> problems) {
    for (const Problem& problem : problems)
        log::error(to_text(problem) + ": the old settings stay in force");
    io::notify_ready("reload refused: the old settings are in force");
    return problems;
}

}  // namespace

Reload::Reload(const Arguments& arguments, Settings& in_force, io::Clock& clock, io::Store& store,
               io::EventStream& events, Parts parts)
    : arguments_(arguments),
      in_force_(in_force),
      clock_(clock),
      store_(store),
      events_(events),
      parts_(parts) {}

std::vector<Problem> Reload::operator()() {
    io::notify_reloading();
    auto fresh = load_settings(arguments_);
    if (!fresh) return refused(std::move(fresh.error()));
    try {
        put_into_force(std::move(*fresh));
    } catch (const io::StoreError& error) {
        return refused({Problem{error.what(), "", true}});
    }
    log::info("configuration and dialects reloaded");
    io::notify_ready("reloaded");
    return {};
}

void Reload::put_into_force(Settings fresh) {
    Config& config = in_force_.config;
    if (needs_restart(config, fresh.config))
        log::warning(
            "[store], [control], and of [poll] file_directories, ca_file, allow_networks and proxy "
            "take effect with the next start");
    const auto measures_before = measures(store_, config.notice);
    // The store first: when it refuses, nothing has changed.
    reconcile(store_, fresh.config.people, fresh.config.sources, clock_.now());
    const auto moved = move_lines(store_, fresh.config.notice, measures_before, clock_.now());

    in_force_ = std::move(fresh);
    log::set_level(config.log.level);
    parts_.intake.set(config.poll, config.notice, Me(config.me));
    parts_.poller.nudge();
    parts_.teller.set(config.digest, config.deliver);
    parts_.courier.set(config.deliver);
    for (const FindingNumber number : moved)
        announce_finding(events_, store_, number, clock_.now());
    events_.publish(io::EventType::config, R"({"reloaded":true})");
}

}  // namespace earshot::app
