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
#include "daemon/app/whose/settle.hpp"
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

void note(PollReport& report, const std::vector<FindingNumber>& findings) {
    report.findings.insert(report.findings.end(), findings.begin(), findings.end());
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

/// One outcome on its way into the store: what its steps hand on to each other.
struct Intake::Taking {
    Taking(io::KnownSource as_known, const http::Outcome& given, Instant at)
        : known(std::move(as_known)),
          outcome(given),
          now(at),
          host(last_host(known.source, given)),
          source(known.source) {
        report.source = source.id;
    }

    const io::KnownSource known;
    const Source& polled = known.source;
    const PollState& before = known.state;
    const http::Outcome& outcome;
    const Instant now;
    const std::string host;  // that answered, or did not
    PollStep step;
    Source source;  // as it will be kept
    ReadFeed document;
    Sifted sifted;
    std::vector<io::StoredActivity> seen;
    bool is_quiet = false;  // nothing but its times is to be kept, and they are
    PollReport report;

    bool has_failed() const { return step.result == PollResult::failed; }
    bool is_put_off() const { return has_failed() && step.state.failures == before.failures; }
    bool moved_only_times() const {
        return is_quiet && report.findings.empty() && !step.host && !report.joined &&
               source == polled;
    }
    void fill_report() {
        report.result = step.result;
        report.status = step.status;
        report.entries = sifted.entries;
        report.news = seen.size();
        report.re_announcement = sifted.re_announcement;
        report.next = step.state.next;
        report.problem = step.problem;
        report.host_changed = step.host.has_value();
    }
};

bool Intake::needs_document(const Source& source, const PollState& state, Instant now) const {
    return app::needs_document(store_, notice_, source, state, now);
}

PollReport Intake::take(const Source& polled, const http::Outcome& outcome, Instant now,
                        const std::optional<Url>& asked) {
    return take(store_.polls.known(polled), outcome, now, asked);
}

PollReport Intake::take(io::KnownSource known, const http::Outcome& outcome, Instant now,
                        const std::optional<Url>& asked) {
    if (is_cancelled(outcome)) {
        PollReport report;
        report.source = known.source.id;
        report.result = PollResult::cancelled;
        return report;
    }
    if (clock_watch_ != nullptr && clock_watch_->hear(outcome, now))
        known = store_.polls.known(std::move(known.source));
    Taking it(std::move(known), outcome, now);
    if (may_be_undone(outcome)) {
        io::Transaction transaction(store_, io::Transaction::Joined{});
        return take(transaction, it, asked);
    }
    io::Transaction transaction(store_);
    return take(transaction, it, asked);
}

PollReport Intake::take(io::Transaction& transaction, Taking& it, const std::optional<Url>& asked) {
    judge(it, asked);
    if (it.step.feed) read(it);
    if (it.has_failed()) {
        last_answer_.before_failure();
        if (!it.before.last_good) stand_by_the_list(store_, it.source);
    } else {
        keep(it);
    }
    settle_source(it);
    keep_troubles(it);
    if (it.has_failed()) store_.polls.save(it.polled.id, it.step.state);
    if (it.step.host) store_.polls.save_host(it.host, *it.step.host);
    it.fill_report();
    if (!it.is_quiet) record(it);
    if (shared_ != nullptr && it.moved_only_times())
        shared_->end(transaction);
    else
        transaction.commit();
    tell_log(it.source, it.before, it.report, it.seen.size(), it.is_put_off());
    publish(it.source, it.report, it.seen, it.now);
    return it.report;
}

/// What the reply is worth, by what is remembered of the source and its host.
void Intake::judge(Taking& it, const std::optional<Url>& asked) {
    HostState told = store_.polls.host(it.host);
    if (is_refusal(it.outcome)) told.last_good = store_.polls.last_good_at(it.host);
    Source as_asked = it.polled;
    if (asked) as_asked.url = *asked;
    it.step = after_reply(it.before, as_asked, it.outcome, told, settings_, it.now);
    if (!it.host.empty() && http::is_answered(it.outcome)) last_answer_.heard(it.now);
}

/// When the server says that the document was changed, if that lies between the last look and this.
std::optional<Instant> Intake::changed_between(std::optional<Instant> last_look, const Taking& it) {
    const http::Reply* reply = http::document_of(it.outcome);
    if (reply == nullptr || !last_look) return std::nullopt;
    const auto changed = http::last_modified_of(reply->headers);
    return changed > last_look && changed <= it.now ? changed : std::nullopt;
}

/// The document: what it says, what of that is news, and what that changes in the judgement.
void Intake::read(Taking& it) {
    it.document = read_feed(*it.step.feed, dialects_);
    // A copy that was old when it came says nothing of the time after it was made.
    const auto last_look = it.before.last_good ? it.known.proven_until : std::nullopt;
    const Known known = store_.entries.known(it.polled.id, it.document.entries, last_look);
    find_doers(store_, me_, it.polled, *it.step.feed, it.document, known, dialects_);
    it.sifted = sift(it.document, known, last_look, it.now, changed_between(last_look, it));
    const DocumentSummary summary{
        it.document.entries.size(), it.sifted.news.size(), it.document.bridge_errors,
        newest_stated(it.sifted),
        strangers_in(store_.activities, it.polled.id, it.before, it.document, it.sifted)};
    it.step = after_reading(std::move(it.step), it.before, it.polled, summary, settings_, it.now);
}

/// What a good poll saw and proves, and the people it is about.
void Intake::keep(Taking& it) {
    const SourceId id = it.polled.id;
    const bool in_doubt = clock_watch_ != nullptr && clock_watch_->in_doubt();
    if (it.step.feed) {
        it.source = settle(store_, me_, std::move(it.source), *it.step.feed, it.document, it.now);
        leave_unsigned(store_, me_, it.source, *it.step.feed, it.document, it.sifted.news);
        keep_coverage(store_, it.source, it.before, it.step, it.sifted, in_doubt);
        store_.entries.remember(id, it.sifted.new_ids, it.now);
        store_.entries.remember_words(id, it.sifted.words, it.now);
        it.seen = keep_news(it.source, std::move(it.sifted.news), it.report, it.now);
    } else {
        keep_proof(it);
    }
    // Before anybody is looked at: what they are judged by is what this poll leaves.
    if (!it.is_quiet) store_.polls.save(id, it.step.state);
    look_at_people(it.source,
                   sightings_in(it.seen, numbers_said(store_, id, it.seen, it.sifted.again),
                                more_until(it.before, it.sifted)),
                   !it.before.last_good, it.report, it.now);
    note(it.report, record_waves(store_, me_, it.seen, it.now));
}

/// A poll without a document: nearly always it moves nothing but times.
void Intake::keep_proof(Taking& it) {
    const SourceId id = it.polled.id;
    const bool in_doubt = clock_watch_ != nullptr && clock_watch_->in_doubt();
    const auto proven = proven_without_document(it.known.proven_until, it.step, in_doubt);
    it.is_quiet = moved_only_times(it.before, it.step.state);
    if (it.is_quiet) {
        it.fill_report();
        store_.polls.record_quiet(id, record_of(it.source, it.outcome, it.step, it.report, it.now),
                                  it.step.state, proven);
        return;
    }
    Coverage coverage = store_.coverages.of(id);
    coverage.proven_until = proven;
    store_.coverages.save(id, coverage);
}

void Intake::record(const Taking& it) {
    store_.polls.record(it.polled.id, record_of(it.source, it.outcome, it.step, it.report, it.now));
}

/// What the configuration declares keeps its address there, and two sources never share one: the
/// user is told, and that address is asked once for both.
void Intake::settle_source(Taking& it) {
    if (it.step.became_gone) it.source.status = SourceStatus::gone;
    if (!it.has_failed() && it.source.status == SourceStatus::gone)
        it.source.status = SourceStatus::active;
    if (it.step.new_address) {
        const auto other = store_.sources.by_url(*it.step.new_address);
        const bool leads_on = other && store_.polls.joined_to(other->id);
        if (other && other->id != it.source.id && !leads_on) {
            store_.polls.join(it.source.id, other->id);
            it.report.joined = true;
        } else if (!other && it.source.declared_at.empty()) {
            it.source.url = *it.step.new_address;
        }
    }
    if (it.source.status != it.polled.status || it.source.url != it.polled.url)
        store_.sources.update(it.source);
}

void Intake::keep_troubles(Taking& it) {
    if (!it.has_failed() || it.step.state.failing_since)
        note(it.report,
             record_troubles(store_, it.source, it.step, it.sifted.re_announcement, it.now));
    if (it.host.empty() || http::is_answered(it.outcome)) return;
    store_.polls.save(it.polled.id, it.step.state);  // this failure counts already
    it.step.state.next =
        after_no_answer(store_.marks, store_.polls, std::move(it.step.state.next), it.now);
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
            note(report, take_own(store_, news, now));
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
        note(report, look_at(store_, notice_, id, std::move(news), first_look, now));
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
