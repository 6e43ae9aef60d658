#include "daemon/app/poll/keep_proof.hpp"

#include <utility>
#include <vector>

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/coverage.hpp"
#include "earshot/feed_pulse.hpp"
#include "earshot/vouching.hpp"

namespace earshot::app {
namespace {

/// Entries by whether they name anybody; several activities of one time and sentence are one. What
/// a calendar says, and what is said to the user, is understood and says nothing of this.
std::vector<Heard> heard_in(const std::vector<News>& news) {
    std::vector<Heard> heard;
    const News* before = nullptr;
    for (const News& one : news) {
        if (one.activity.sign != Sign::life) continue;
        const bool same = before != nullptr && before->at == one.at &&
                          before->activity.sentence == one.activity.sentence;
        if (!same) heard.push_back({one.at, false});
        if (one.activity.actor != Actor{}) heard.back().named = true;
        before = &one;
    }
    return heard;
}

}  // namespace

bool moved_only_times(const PollState& before, PollState after) {
    after.last_attempt = before.last_attempt;
    after.last_good = before.last_good;
    after.copy.made = before.copy.made;
    after.copy.since = before.copy.since;
    after.next = before.next;
    return after == before;
}

std::optional<Instant> proven_without_document(std::optional<Instant> before, const PollStep& step,
                                               bool clock_in_doubt) {
    if (step.state.recovering || clock_in_doubt) return before;
    Coverage known;
    known.proven_until = before;
    GoodPoll poll;
    poll.at = step.as_of;
    return after_good_poll(known, poll).proven_until;
}

void keep_coverage(io::Store& store, const Source& source, const PollState& before,
                   const PollStep& step, const Sifted& sifted, bool clock_in_doubt) {
    GoodPoll poll;
    poll.at = step.as_of;
    poll.overlaps = sifted.overlaps;
    // A document that is broken off is short for another reason.
    poll.shorter_than_usual = !step.feed->damage && sifted.entries < before.usual_entries;
    poll.oldest = sifted.oldest;
    const Coverage known = store.coverages.of(source.id);
    Coverage coverage = after_good_poll(known, poll);
    // What fell out is lost for good; what was seen counts when a second good poll confirms it.
    if (step.state.recovering || clock_in_doubt) coverage.proven_until = known.proven_until;
    if (source.carries == Carries::many && !sifted.news.empty()) {
        std::vector<Instant> items;
        for (const News& news : sifted.news)
            if (news.activity.sign == Sign::life) items.push_back(news.at);
        FeedPulse pulse = store.pulses.of(source.id);
        const auto closed =
            take_items(pulse, items, coverage, store.presence.lively_people(source.id));
        coverage = with_lost(std::move(coverage), closed);
        store.pulses.save(source.id, pulse);
        Vouching vouching = store.vouchings.of(source.id);
        const auto doubtful = take_heard(vouching, heard_in(sifted.news), coverage);
        coverage = with_lost(std::move(coverage), doubtful);
        store.vouchings.save(source.id, vouching);
    }
    store.coverages.save(source.id, coverage);
}

}  // namespace earshot::app
