#include "daemon/app/api/counts.hpp"
#include "daemon/app/api/routes.hpp"
#include "earshot/version.hpp"

namespace earshot::app {
namespace {

/// The text format of Prometheus, one family after the other. Labels are words of ours only: no
/// title, name or address can get in.
class Exposition {
public:
    void family(const std::string& name, const char* help) {
        name_ = "earshot_" + name;
        text_ += "# HELP " + name_ + " " + help + "\n# TYPE " + name_ + " gauge\n";
    }
    void sample(long long value) { text_ += name_ + " " + std::to_string(value) + "\n"; }
    void sample(const char* label, std::string_view word, long long value) {
        text_ +=
            name_ + "{" + label + "=\"" + std::string(word) + "\"} " + std::to_string(value) + "\n";
    }
    std::string take() { return std::move(text_); }

private:
    std::string name_;
    std::string text_;
};

}  // namespace

control::Answer ServiceRoutes::metrics(Commands& commands, const Call&) {
    const Instant now = commands.clock_.now();
    const Census census = commands.count(now);
    const Verdict verdict = judge_health(census, now);
    Exposition out;
    out.family("build_info", "The running version.");
    out.sample("version", EARSHOT_VERSION, 1);
    out.family("start_time_seconds", "When the daemon started.");
    out.sample(to_epoch(commands.started_));
    out.family("healthy", "2 ok, 1 degraded, 0 failing.");
    out.sample(2 - static_cast<int>(verdict.health));
    out.family("sources", "Sources by what the user or the server made of them.");
    out.sample("status", "active", census.active);
    out.sample("status", "paused", census.paused);
    out.sample("status", "gone", census.gone);
    out.family("sources_failing", "Active sources whose last polls failed.");
    out.sample(census.failing);
    out.family("sources_unread", "Active sources that were not read for longer than planned.");
    out.sample(census.unread);
    out.family("sources_read", "Active sources that were read well lately.");
    out.sample(census.outlook.sources_read);
    out.family("people", "People by standing.");
    for (const auto& [standing, number] : census.people)
        out.sample("standing", standing, number);
    out.family("people_held_back", "Followed people who cannot be seen now.");
    out.sample(census.outlook.held_back);
    out.family("findings_open", "Findings that still hold.");
    for (const auto& [matter, number] : census.open)
        out.sample("matter", matter, number);
    out.family("deliveries", "Messages that are not with their reader.");
    out.sample("state", "waiting", census.deliveries_waiting);
    out.sample("state", "given_up", census.deliveries_given_up);
    out.family("polls_in_flight", "Polls under way.");
    out.sample(commands.poller_.in_flight());
    out.family("last_poll_time_seconds", "When a source was last asked, 0 when never.");
    out.sample(census.last_poll ? to_epoch(*census.last_poll) : 0);
    out.family("next_digest_time_seconds", "When the next digest is due.");
    out.sample(to_epoch(commands.teller_.next()));
    out.family("store_bytes", "Size of the store.");
    out.sample(static_cast<long long>(commands.store_.bytes()));
    Answer answer;
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    answer.body = out.take();
    return answer;
}

}  // namespace earshot::app
