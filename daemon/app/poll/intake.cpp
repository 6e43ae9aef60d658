#include "daemon/app/poll/intake.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/clock/clock_watch.hpp"
#include "daemon/app/findings/look.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/people/own_feed.hpp"
#include "daemon/app/people/recognise.hpp"
#include "daemon/app/people/tombstones.hpp"
#include "daemon/app/poll/keep_proof.hpp"
#include "daemon/app/poll/numbers_said.hpp"
#include "daemon/app/poll/poll_row.hpp"
#include "daemon/app/poll/shared_commit.hpp"
#include "daemon/app/poll/strangers.hpp"
#include "daemon/app/watch/own_network.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/reader.hpp"

namespace earshot::app {
namespace {

std::optional<Instant> newest_stated(const Sifted& sifted) {
    std::optional<Instant> newest;
    for (const News& news : sifted.news)
        if (news.quality == TimeQuality::stated)
            newest = std::max(newest.value_or(news.at), news.at);
    return newest;
}

/// One line when a source stops working and one when it works again, not one for each poll.
void tell_log(const Source& source, const PollState& before, const PollReport& report,
              std::size_t fresh, bool is_put_off) {
    const bool news = report.result == PollResult::failed || before.failures > 0 ||
                      report.re_announcement || fresh > 0;
    if (!news) return;
    const std::string what = source.title.empty() ? source.url.redacted() : source.title;
    if (report.result == PollResult::failed) {
        const std::string line = what + ": " +
                                 (report.problem ? to_text(*report.problem) : "failed") +
                                 ": trying again at " + to_rfc3339(report.next.at);
        const bool is_news = before.failures == 0 && !is_put_off;
        is_news ? log::warning(line) : log::debug(line);
        return;
    }
    if (before.failures > 0) log::info(what + ": can be read again");
    if (report.re_announcement)
        log::warning(what + ": announced its old entries again; none of that is counted");
    if (fresh > 0) log::debug(what + ": " + std::to_string(fresh) + " new");
}

bool is_cancelled(const http::Outcome& outcome) {
    const auto* broken = std::get_if<http::Broken>(&outcome);
    return broken != nullptr && broken->fault == http::Fault::cancelled;
}

/// What is undone together with others must be nothing that has to be kept: a reply without a body
/// brings nothing.
bool may_be_undone(const http::Outcome& outcome) {
    const auto* reply = std::get_if<http::Reply>(&outcome);
    return reply != nullptr && reply->status == 304;
}

}  // namespace

Intake::Intake(io::Store& store, const Dialects& dialects, io::EventStream& events,
               PollSettings settings, NoticeSettings notice, Me me)
    : store_(store),
      last_answer_(store),
      dialects_(dialects),
      events_(events),
      settings_(std::move(settings)),
      notice_(std::move(notice)),
      me_(std::move(me)) {}

void Intake::set(PollSettings settings, NoticeSettings notice, Me me) {
    settings_ = std::move(settings);
    notice_ = std::move(notice);
    me_ = std::move(me);
}

PollReport Intake::take(const Source& polled, const http::Outcome& outcome, Instant now,
                        const std::optional<Url>& asked) {
    PollReport report;
    report.source = polled.id;
    report.result = PollResult::cancelled;
    if (is_cancelled(outcome)) return report;
    if (clock_watch_ != nullptr) clock_watch_->hear(outcome, now);
    if (may_be_undone(outcome)) {
        io::Transaction transaction(store_, io::Transaction::Joined{});
        return take(transaction, polled, outcome, now, asked);
    }
    io::Transaction transaction(store_);
    return take(transaction, polled, outcome, now, asked);
}

PollReport Intake::take(io::Transaction& transaction, const Source& polled,
                        const http::Outcome& outcome, Instant now,
                        const std::optional<Url>& asked) {
    const std::string host = last_host(polled, outcome);
    const bool in_doubt = clock_watch_ != nullptr && clock_watch_->in_doubt();
    const PollState before = store_.polls.state(polled.id);
    HostState told = store_.polls.host(host);
    if (is_refusal(outcome)) told.last_good = store_.polls.last_good_at(host);
    Source as_asked = polled;
    if (asked) as_asked.url = *asked;
    PollStep step = after_reply(before, as_asked, outcome, told, settings_, now);

    PollReport report;
    report.source = polled.id;
    report.status = step.status;

    ReadFeed document;
    if (step.feed) document = read_feed(*step.feed, dialects_);

    if (!host.empty() && http::is_answered(outcome)) last_answer_.heard(now);
    Source source = polled;
    Sifted sifted;
    if (step.feed) {
        // A copy that was old when it came says nothing of the time after it was made.
        const auto last_look =
            before.last_good ? store_.coverages.of(source.id).proven_until : std::nullopt;
        const Known known = store_.entries.known(source.id, document.entries, last_look);
        find_doers(store_, me_, source, *step.feed, document, known, dialects_);
        sifted = sift(document, known, last_look, now);
        const DocumentSummary summary{
            document.entries.size(), sifted.news.size(), document.bridge_errors,
            newest_stated(sifted),
            strangers_in(store_.activities, source.id, before, document, sifted)};
        step = after_reading(std::move(step), before, source, summary, settings_, now);
    }
    std::vector<io::StoredActivity> seen;
    bool quiet = false;  // nothing but its times is to be kept, and they are
    if (step.result == PollResult::failed) last_answer_.before_failure();
    if (step.result != PollResult::failed) {
        if (step.feed) {
            source = settle(store_, me_, std::move(source), *step.feed, document, now);
            leave_unsigned(store_, me_, source, *step.feed, document, sifted.news);
            keep_coverage(store_, source, before, step, sifted, in_doubt);
            store_.entries.remember(source.id, sifted.new_ids, now);
            store_.entries.remember_words(source.id, sifted.words, now);
            seen = keep_news(source, std::move(sifted.news), report, now);
        } else {
            quiet = keep_quiet_poll(store_, source.id, before, step, in_doubt);
        }
        // Before anybody is looked at: what they are judged by is what this poll leaves.
        if (!quiet) store_.polls.save(source.id, step.state);
        look_at_people(source,
                       sightings_in(seen, numbers_said(store_, source.id, seen, sifted.again),
                                    more_until(before, sifted)),
                       !before.last_good, report, now);
        for (const FindingNumber number : record_waves(store_, me_, seen, now))
            report.findings.push_back(number);
    }
    if (step.became_gone) source.status = SourceStatus::gone;
    if (step.result != PollResult::failed && source.status == SourceStatus::gone)
        source.status = SourceStatus::active;
    // What the configuration declares keeps its address there, and two sources never share one: the
    // user is told, and that address is asked once for both.
    if (step.new_address) {
        const auto other = store_.sources.by_url(*step.new_address);
        const bool leads_on = other && store_.polls.joined_to(other->id);
        if (other && other->id != source.id && !leads_on) {
            store_.polls.join(source.id, other->id);
            report.joined = true;
        } else if (!other && source.declared_at.empty()) {
            source.url = *step.new_address;
        }
    }
    if (source.status != polled.status || source.url != polled.url) store_.sources.update(source);
    const bool is_counted = step.result != PollResult::failed || step.state.failing_since;
    if (is_counted)
        for (const FindingNumber number :
             record_troubles(store_, source, step, sifted.re_announcement, now))
            report.findings.push_back(number);

    if (!host.empty() && !http::is_answered(outcome)) {
        store_.polls.save(source.id, step.state);  // this failure counts already
        step.state.next =
            after_no_answer(store_.marks, store_.polls, std::move(step.state.next), now);
    }
    report.result = step.result;
    report.entries = sifted.entries;
    report.news = seen.size();
    report.re_announcement = sifted.re_announcement;
    report.next = step.state.next;
    report.problem = step.problem;
    if (step.result == PollResult::failed) store_.polls.save(source.id, step.state);
    if (step.host) store_.polls.save_host(host, *step.host);
    report.host_changed = step.host.has_value();
    store_.polls.record(source.id, record_of(source, outcome, step, report, now));
    const bool nothing_else =
        report.findings.empty() && !step.host && !report.joined && source == polled;
    if (shared_ != nullptr && quiet && nothing_else)
        shared_->end(transaction);
    else
        transaction.commit();

    const bool is_put_off =
        step.result == PollResult::failed && step.state.failures == before.failures;
    tell_log(source, before, report, seen.size(), is_put_off);
    publish(source, report, seen, now);
    return report;
}

std::vector<io::StoredActivity> Intake::keep_news(const Source& source, std::vector<News> all,
                                                  PollReport& report, Instant now) {
    std::vector<io::StoredActivity> seen;
    const bool is_anybody_erased = store_.erasure.has_tombstones();
    for (News& news : all) {
        if (is_anybody_erased) news = without_erased(store_.erasure, std::move(news));
        io::StoredActivity one;
        one.source = source.id;
        if (is_own(source) || me_.is(news.activity.actor)) {
            for (const FindingNumber number : take_own(store_, news, now))
                report.findings.push_back(number);
        } else {
            one.person = news.activity.sign == Sign::life
                             ? recognise(store_, source, news.activity.actor)
                             : known_person(store_, source, news.activity.actor);
            if (is_anybody_erased && !one.person && is_erased(store_.erasure, news.activity.actor))
                continue;
        }
        const bool is_sighting = one.person && news.activity.sign == Sign::life;
        if (is_sighting && !source.owner && news.freshness == Freshness::fresh)
            follow_rename(store_.people, *one.person, news.activity.actor);
        one.seen_at = now;
        one.id = store_.activities.add(source.id, one.person, news, now);
        one.news = std::move(news);
        seen.push_back(std::move(one));
    }
    return seen;
}

void Intake::look_at_people(const Source& source, SightingsOf sightings, bool first_look,
                            PollReport& report, Instant now) {
    for (const PersonId id : store_.states.to_check(source.id, now))
        sightings[id];

    for (auto& [id, news] : sightings)
        for (const FindingNumber number :
             look_at(store_, notice_, id, std::move(news), first_look, now))
            report.findings.push_back(number);
}

void Intake::publish(const Source& source, const PollReport& report,
                     const std::vector<io::StoredActivity>& seen, Instant now) {
    announce_poll(events_, source, report);
    for (const io::StoredActivity& one : seen)
        if (one.news.freshness == Freshness::fresh) announce_activity(events_, one);
    for (const FindingNumber number : report.findings)
        announce_finding(events_, store_, number, now);
}

}  // namespace earshot::app
