#include "earshot/novelty.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "daemon/core/activity/says_key.hpp"
#include "earshot/reader.hpp"

namespace earshot {
namespace {

/// A document mostly said before is one that was announced anew, from this many entries on: two
/// alike may be chance.
constexpr std::size_t min_known_by_what_they_say = 2;
constexpr std::size_t min_said_at_other_times = 5;

/// What a document is, by its keys as a whole.
class Verdict {
public:
    Verdict(const std::vector<ReadEntry>& entries, const Known& known)
        : known_(known), entries_(entries.size()) {
        for (const ReadEntry& read : entries) {
            if (!known.ids.contains(read.id_key)) continue;
            ++by_id_;
            if (read.words_key) undated_keep_ids_ = true;
        }
        for (const ReadEntry& read : entries) {
            if (is_known(read)) {
                ++met_before_;
                continue;
            }
            if (std::ranges::any_of(read.says, [this](const SaysKey& key) { return knows(key); }))
                ++by_what_;
            else
                for (const SaysKey& key : read.says)
                    if (said_before(key)) other_times_.insert(key.what);
        }
    }

    bool overlaps() const { return met_before_ + by_what_ > 0; }

    /// Met at an earlier poll, under its id or in its words.
    bool is_known(const ReadEntry& read) const {
        return known_.ids.contains(read.id_key) ||
               (read.words_key && !undated_keep_ids_ && known_.words.contains(*read.words_key));
    }

    /// Known by what it says. Without a time, saying the same proves nothing, unless every id of
    /// the document is a stranger: some servers write new ids each time they are asked.
    bool knows(const SaysKey& key) const {
        return key.at ? known_.has(key) : by_id_ == 0 && said_before(key);
    }

    bool said_before(const SaysKey& key) const { return known_.says.contains(key.what); }

    bool re_announcement() const {
        if (by_what_ >= min_known_by_what_they_say && by_what_ * 2 > entries_) return true;
        // Counted by what is said, not by entry: a feed whose titles are all alike says one thing.
        return other_times_.size() >= min_said_at_other_times &&
               (by_what_ + other_times_.size()) * 2 > entries_;
    }

private:
    const Known& known_;
    std::size_t entries_ = 0;
    std::size_t by_id_ = 0;
    bool undated_keep_ids_ = false;        // so that a new id is a new entry, whatever it says
    std::size_t met_before_ = 0;           // by id or words
    std::size_t by_what_ = 0;              // unknown id, known saying
    std::set<std::uint64_t> other_times_;  // unknown id, said before at another time
};

std::optional<Instant> time_of(const ReadEntry& read) {
    return believable_time(read.entry);
}

/// Where the known entries of a document stand, and when they say they are of.
class KnownOnes {
public:
    KnownOnes(const std::vector<ReadEntry>& entries, const Known& known, const Verdict& verdict)
        : known_(known) {
        std::vector<const ReadEntry*> there;
        for (const ReadEntry& read : entries)
            if (verdict.is_known(read)) there.push_back(&read);
        std::ranges::sort(there, {}, [](const ReadEntry* read) { return read->place; });
        int falls = 0, rises = 0;
        for (std::size_t i = 0; i + 1 < there.size(); ++i) {
            const auto above = time_of(*there[i]), below = time_of(*there[i + 1]);
            if (above && below && *above > *below) ++falls;
            if (above && below && *above < *below) ++rises;
        }
        in_order_ = rises * mostly <= falls + 1;
        if (!there.empty()) lowest_ = there.back()->place;
        for (const ReadEntry* read : there)
            if (const auto time = time_of(*read)) times_.insert(*time);
    }

    /// Put above some of them since the last look: neither what an emptied place lets slip back in
    /// at the end, nor the corrected form of what was there. A document in no order shows nothing.
    bool are_below(const ReadEntry& read, Instant stated) const {
        const bool corrected = is_near(known_.times, stated) && !is_near(times_, stated);
        return in_order_ && lowest_ && read.place < *lowest_ && !corrected;
    }

private:
    static constexpr int mostly = 3;

    static bool is_near(const std::set<Instant>& times, Instant t) {
        const auto next = times.lower_bound(t - same_event_tolerance);
        return next != times.end() && *next <= t + same_event_tolerance;
    }

    const Known& known_;
    bool in_order_ = false;
    std::optional<std::size_t> lowest_;
    std::set<Instant> times_;
};

/// Shares out a day's worth of what states no time: of every k of one actor, the first included.
class DaysShare {
public:
    explicit DaysShare(Span without_look) : without_look_(without_look) {}

    bool takes_another(const Actor& actor) {
        if (without_look_ <= undated_is_fresh) return true;
        std::int64_t& met = met_[{actor.uri, actor.name}];
        ++met;
        return shared_out(met) > shared_out(met - 1);
    }

private:
    std::int64_t shared_out(std::int64_t entries) const {
        const auto gap = without_look_.count();
        return (entries * undated_is_fresh.count() + gap - 1) / gap;
    }

    Span without_look_;
    std::map<std::pair<std::string, std::string>, std::int64_t> met_;
};

News news_of(const Activity& activity, const SaysKey& says, Instant now) {
    News news{activity, says, now, TimeQuality::first_seen, Freshness::fresh};
    if (!activity.at || !is_believable(*activity.at)) return news;
    news.quality = *activity.at > now ? TimeQuality::clamped : TimeQuality::stated;
    news.at = std::min(*activity.at, now);
    return news;
}

}  // namespace

std::string_view to_text(TimeQuality quality) {
    switch (quality) {
        case TimeQuality::stated: return "stated";
        case TimeQuality::clamped: return "clamped";
        case TimeQuality::first_seen: return "first_seen";
    }
    return {};
}

bool Known::has(const SaysKey& key) const {
    if (!key.at) return false;  // without a time, saying the same is no proof of being the same
    const auto [begin, end] = says.equal_range(key.what);
    return std::any_of(begin, end, [&key](const auto& said) {
        const Span apart = said.second - *key.at;
        return apart <= same_event_tolerance && apart >= -same_event_tolerance;
    });
}

Sifted sift(const ReadFeed& document, const Known& known, std::optional<Instant> last_good,
            Instant now, std::optional<Instant> changed) {
    const Verdict verdict(document.entries, known);
    Sifted result;
    result.entries = document.entries.size();
    result.re_announcement = last_good && verdict.re_announcement();
    result.overlaps = verdict.overlaps();

    const KnownOnes known_ones(document.entries, known, verdict);
    DaysShare share(last_good ? now - *last_good : Span{0});
    Known met;  // what this document said already
    const auto say_again = [&](const Activity& activity, const SaysKey& says) {
        const bool news_at_all = last_good && !result.re_announcement;
        if (news_at_all && activity.more_objects > 0)
            result.again.push_back(news_of(activity, says, now));
    };
    for (const ReadEntry& read : document.entries) {
        if (const auto time = time_of(read))
            result.oldest = std::min(result.oldest.value_or(*time), *time);
        if (read.words_key) result.words.push_back(*read.words_key);
        if (verdict.is_known(read)) {
            for (std::size_t i = 0; i < read.activities.size(); ++i)
                say_again(read.activities[i], read.says[i]);
            continue;
        }
        if (!met.ids.insert(read.id_key).second) continue;
        result.new_ids.push_back(read.id_key);

        for (std::size_t i = 0; i < read.activities.size(); ++i) {
            const SaysKey& says = read.says[i];
            if (verdict.knows(says)) {
                say_again(read.activities[i], says);
                continue;
            }
            if (met.has(says)) continue;
            if (result.re_announcement && verdict.said_before(says)) continue;
            News news = news_of(read.activities[i], says, now);
            const bool undated = news.quality == TimeQuality::first_seen;
            if (!last_good && undated) continue;
            const bool old = !last_good || news.at < *last_good - late_publication;
            // Neither a time nor a neighbour that was known, or more than a day's share: nothing
            // proves that it just happened.
            const bool unproven =
                undated && (!result.overlaps || !share.takes_another(news.activity.actor));
            if (old || unproven || result.re_announcement) news.freshness = Freshness::backfill;
            // Last time it was not there, so that it is not of the day it bears.
            if (last_good && old && !result.re_announcement &&
                known_ones.are_below(read, news.at)) {
                news.at = changed.value_or(now);
                news.quality = TimeQuality::clamped;
            }
            result.news.push_back(std::move(news));
        }
        for (const SaysKey& says : read.says)
            if (says.at) met.says.emplace(says.what, *says.at);
    }
    std::ranges::stable_sort(result.news, {}, &News::at);
    std::ranges::stable_sort(result.again, {}, &News::at);
    return result;
}

}  // namespace earshot
