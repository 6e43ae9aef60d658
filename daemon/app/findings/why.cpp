#include "daemon/app/findings/why.hpp"

#include <algorithm>

#include "daemon/app/watch/whereabouts.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

/// From when on the watching matters for what was found.
struct Beginning {
    Instant found_at;
    Instant operator()(const Quiet& quiet) const { return quiet.last_seen; }
    Instant operator()(const Back& back) const { return back.last_before; }
    Instant operator()(const Burst& burst) const { return burst.start - day; }
    Instant operator()(const FollowUp& follow_up) const { return follow_up.connected; }
    Instant operator()(const Shared& shared) const { return shared.from; }
    Instant operator()(const Trouble& trouble) const { return std::min(trouble.since, found_at); }
};

/// "2 Apr".
std::string day_of(Instant t, const Zone& zone) {
    const std::string text = zone.format("%e %b", t);
    return text.substr(text.find_first_not_of(' '));
}

std::string line_for(const io::Store& store, const Source& source, Instant since,
                     const Zone& zone) {
    const auto history =
        store.polls.history(source.id, static_cast<std::size_t>(io::Polls::history_kept));
    std::size_t polls = 0, good = 0;
    for (const io::PollRecord& poll : history) {
        if (poll.at < since) break;  // newest first
        const bool seen = poll.result == PollResult::fresh || poll.result == PollResult::same;
        ++polls;
        if (seen) ++good;
    }
    const std::string title = source.title.empty() ? source.url.redacted() : source.title;
    const std::string ok = std::to_string(good) + " ok";
    if (polls == 0) return title + ": not polled since " + day_of(since, zone);
    const Instant oldest = history.back().at;
    if (polls == history.size() && oldest > since &&
        polls == static_cast<std::size_t>(io::Polls::history_kept))
        return title + ": the last " + std::to_string(polls) + " polls, since " +
               day_of(oldest, zone) + ": " + ok;
    return title + ": polled " + (polls == 1 ? "once" : std::to_string(polls) + " times") +
           " since " + day_of(std::max(since, oldest), zone) + ", " + ok;
}

/// Words with the user and a leave, as far as they count for a silence.
std::vector<WhyLine> about_the_user(const io::Store& store, PersonId id, Instant since,
                                    const Zone& zone) {
    std::vector<WhyLine> lines;
    const auto touches = store.touches.of(id, 1);
    if (touches.empty() || touches.front().at < since)
        lines.push_back({"you", "no word between you since then is known"});
    else
        lines.push_back({"you", "in touch on " + day_of(touches.front().at, zone) +
                                    ": the silence is counted from there"});
    const Answers answers = store.answers.of(id);
    if (answers.leave && answers.leave->to > since)
        lines.push_back({"", "known to be away " + day_of(answers.leave->from, zone) + " to " +
                                 day_of(answers.leave->to, zone) + ": not counted"});
    if (answers.usual_silence_days > 0)
        lines.push_back({"", "you called a silence of " +
                                 std::to_string(static_cast<int>(answers.usual_silence_days)) +
                                 " days normal"});
    if (answers.usual_connections > 0)
        lines.push_back({"", "you called " + std::to_string(answers.usual_connections) +
                                 " connections in one go normal"});
    if (answers.usual_run > 0)
        lines.push_back(
            {"", "you called " + std::to_string(answers.usual_run) + " in one go normal"});
    return lines;
}

}  // namespace

std::vector<WhyLine> explained(const io::Store& store, const Finding& finding, const Zone& zone,
                               Instant now) {
    std::vector<SourceId> ids;
    if (finding.person) ids = store.presence.sources_of(*finding.person);
    if (ids.empty() && finding.source) ids.push_back(*finding.source);
    const Instant since = std::visit(Beginning{finding.found_at}, finding.evidence);
    std::vector<WhyLine> coverage;
    for (const SourceId id : ids) {
        const auto source = store.sources.one(id);
        if (source)
            coverage.push_back(
                {coverage.empty() ? "coverage" : "", line_for(store, *source, since, zone)});
    }
    std::vector<WhyLine> lines = why(finding, zone, now);
    // The watching belongs to the evidence, and stands before what follows from it.
    const auto place = std::find_if(lines.begin(), lines.end(), [](const WhyLine& line) {
        return line.label == "ruled out" || line.label == "would end it";
    });
    const auto after = lines.insert(place, coverage.begin(), coverage.end()) +
                       static_cast<std::ptrdiff_t>(coverage.size());
    if (finding.person && std::holds_alternative<Quiet>(finding.evidence)) {
        const auto you = about_the_user(store, *finding.person, since, zone);
        lines.insert(after, you.begin(), you.end());
        const auto moved = last_word_on_moving(store, *finding.person);
        if (moved && !is_over(finding)) {
            lines.push_back({"elsewhere", sentence(*moved, zone, now)});
            if (const std::string step = step_of(*moved); !step.empty())
                lines.push_back({"", step});
        }
    }
    return lines;
}

}  // namespace earshot::app
