#include "daemon/app/reload.hpp"

#include <map>
#include <utility>

#include "daemon/app/answers/own_lines.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/line_check.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/store/marks.hpp"
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
    SettingTexts texts = read_settings(arguments_);
    try {
        if (!is_in_force(texts)) {
            auto fresh = load_settings(std::move(texts));
            if (!fresh) return refused(std::move(fresh.error()));
            put_into_force(std::move(*fresh));
        }
    } catch (const io::StoreError& error) {
        return refused({Problem{error.what(), "", true}});
    }
    parts_.teller.lay_out(read_templates(arguments_));
    parts_.poller.nudge();
    events_.publish(io::EventType::config, R"({"reloaded":true})");
    log::info("configuration and dialects reloaded");
    io::notify_ready("reloaded");
    return {};
}

/// The same texts once more, and a store that is as they declare: there is nothing to do.
bool Reload::is_in_force(const SettingTexts& texts) const {
    return texts.fingerprint && texts.fingerprint == in_force_.fingerprint &&
           is_in_line(store_.marks, in_force_.config.people, in_force_.config.sources);
}

void Reload::put_into_force(Settings fresh) {
    Config& config = in_force_.config;
    if (needs_restart(config, fresh.config))
        log::warning(
            "[store], [control], and of [poll] file_directories, ca_file, allow_networks and proxy "
            "take effect with the next start");
    const bool lines_stay = fresh.config.notice == config.notice &&
                            is_in_line(store_.marks, fresh.config.people, fresh.config.sources);
    std::map<PersonId, Measure> measures_before;
    if (!lines_stay) measures_before = measures(store_, config.notice);
    // The store first: when it refuses, nothing has changed.
    reconcile(store_, fresh.config.people, fresh.config.sources, clock_.now());
    std::vector<FindingNumber> moved;
    if (!lines_stay) moved = move_lines(store_, fresh.config.notice, measures_before, clock_.now());
    note_lines(store_.marks, fresh.config.notice);

    in_force_ = std::move(fresh);
    log::set_level(config.log.level);
    parts_.intake.set(config.poll, config.notice, Me(config.me));
    parts_.teller.set(config.digest, config.deliver);
    parts_.courier.set(config.deliver);
    for (const FindingNumber number : moved)
        announce_finding(events_, store_, number, clock_.now());
}

}  // namespace earshot::app
