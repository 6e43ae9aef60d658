// Whatever is written, undone, or passes: what is kept of the horizon says what somebody finds
// who reads every row.

#include "daemon/app/watch/lookout.hpp"

#include <gtest/gtest.h>

#include <array>

#include <boost/asio/io_context.hpp>

#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/erasure.hpp"
#include "support/dice.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::app {
namespace {

const Instant monday = from_epoch(1'776'000'000);

// --- everything read, row by row ---

std::optional<Obstacle> obstacle_by_rows(const io::Store& store, const Source& source,
                                         Instant now) {
    using Kind = Obstacle::Kind;
    const auto offline = line_down(store.marks, store.polls);
    const PollState state = store.polls.state(source.id);
    const Coverage coverage = store.coverages.of(source.id);
    if (source.status == SourceStatus::paused) return std::nullopt;
    const bool failing =
        source.status == SourceStatus::gone || is_failing(state) || !coverage.proven_until;
    const bool unread = !failing && !is_read_in_time(source, state, now);
    if ((failing || unread) && offline && state.failing_since >= offline)
        return Obstacle{Kind::offline, offline};
    if (failing) return Obstacle{Kind::failing, state.failing_since};
    if (unread) return Obstacle{Kind::unread, state.last_good};
    if (state.recovering) return Obstacle{Kind::recovering, state.last_good};
    if (is_frozen(state, patience_with(store.presence, store.states, source.id)))
        return Obstacle{Kind::frozen, state.copy.made};
    if (source.carries != Carries::many) return std::nullopt;
    const FeedPulse pulse = store.pulses.of(source.id);
    if (gated(coverage, pulse) != coverage) return Obstacle{Kind::gate, pulse.last_item};
    if (const auto doubt = doubt_of(store.vouchings.of(source.id)))
        return Obstacle{Kind::nameless, doubt->since};
    return std::nullopt;
}

struct Found {
    std::map<std::string, std::string> held_back;  // name and kind: since, sources, people
    std::map<SourceHealth, std::set<SourceId>> sources;
    std::map<Standing, int> people;
    std::map<std::string, int> followed;
    std::map<PersonId, SeenPeople::Silent> silent;
    std::map<std::string, std::size_t> circles;
    std::vector<Finding> findings;
    std::optional<Instant> last_poll;

    bool operator==(const Found&) const = default;
};

void PrintTo(const Found& found, std::ostream* out) {
    *out << "held back:\n";
    for (const auto& [key, why] : found.held_back)
        *out << "  " << key << ": " << why << "\n";
    for (const auto& [health, ids] : found.sources) {
        *out << to_text(health) << ":";
        for (const SourceId id : ids)
            *out << " " << static_cast<std::int64_t>(id);
        *out << "\n";
    }
    for (const auto& [standing, number] : found.people)
        *out << to_text(standing) << " " << number << "\n";
    for (const auto& [word, number] : found.followed)
        *out << word << " " << number << "\n";
    *out << "silent:";
    for (const auto& [id, silent] : found.silent)
        *out << " " << static_cast<std::int64_t>(id);
    for (const auto& [name, people] : found.circles)
        *out << "\ncircle \"" << name << "\" " << people;
    *out << "\n" << found.findings.size() << " findings";
    *out << "\nlast poll " << (found.last_poll ? to_rfc3339(*found.last_poll) : "never") << "\n";
}

std::string told(const HeldBack& reason) {
    std::string text = "since " + (reason.obstacle.since ? to_rfc3339(*reason.obstacle.since) : "");
    for (const SourceId id : reason.which)
        text += " s" + std::to_string(static_cast<std::int64_t>(id));
    for (const PersonId id : reason.people)
        text += " p" + std::to_string(static_cast<std::int64_t>(id));
    return text;
}

std::string key_of(const HeldBack& reason) {
    // What it is called depends on all that is read at the host, too; which sources it is does not.
    const std::string kind = std::to_string(static_cast<int>(reason.obstacle.kind));
    if (reason.which.empty()) return reason.name + " " + kind;
    return "s" + std::to_string(static_cast<std::int64_t>(*reason.which.begin())) + " " + kind;
}

Found found_by_rows(const io::Store& store, Instant now) {
    Found found;
    Reasons reasons;
    std::set<PersonId> followed;
    std::map<PersonId, std::string> circles;
    found.circles[""] = 0;
    found.findings = store.findings.not_closed();
    for (const Person& person : store.people.all()) {
        ++found.people[person.standing];
        circles[person.id] = main_circle(person);
        if (person.standing == Standing::followed) followed.insert(person.id);
    }
    for (const Source& source : store.sources.all()) {
        const PollState state = store.polls.state(source.id);
        found.sources[health_of(source, state, now)].insert(source.id);
        if (state.last_attempt)
            found.last_poll =
                std::max(found.last_poll.value_or(*state.last_attempt), *state.last_attempt);
        const auto obstacle = obstacle_by_rows(store, source, now);
        std::vector<PersonId> people = store.presence.people_of(source.id);
        std::erase_if(people, [&](PersonId id) { return !followed.contains(id); });
        if (obstacle) {
            HeldBack& reason = reasons.of(*obstacle, name_of(*obstacle, source), source.id);
            reason.people.insert(people.begin(), people.end());
        }
        for (const PersonId id : people)
            if (source.status == SourceStatus::paused && is_paused_altogether(store, id))
                reasons.paused(source.title, id);
    }
    const std::vector<HeldBack> all = reasons.take();
    for (const HeldBack& reason : all)
        found.held_back[key_of(reason)] = told(reason);
    const std::set<PersonId> hidden = hidden_by(all);
    for (const PersonId id : followed) {
        const PersonState state = store.states.of(id);
        const auto silence = silence_now(store, id, state.rhythm, answered_measure(store, id), now);
        const Rhythm& rhythm = state.rhythm;
        const auto& quiet_due = state.quiet_due;
        const bool beyond = silence && is_beyond_longest(*silence) &&
                            in_days(now - *rhythm.last) > rhythm.longest_days;
        if (rhythm.last && (beyond || quiet_due)) found.silent[id] = {*rhythm.last, quiet_due};
        if (armed(rhythm) || quiet_due) {
            ++found.circles[""];
            if (!circles[id].empty()) ++found.circles[circles[id]];
        }
        const bool learns = rhythm.weight < 2.5;
        if (!hidden.contains(id) && learns && store.presence.sources_of(id).empty()) continue;
        ++found.followed[hidden.contains(id) ? "held back"
                         : learns            ? "learning"
                         : quiet_due         ? "quiet"
                         : beyond            ? "beyond"
                                             : "as usual"];
    }
    return found;
}

Found found_in(const Horizon& all, Instant now) {
    Found found;
    const std::vector<HeldBack> reasons = all.held_back();
    for (const HeldBack& reason : reasons)
        found.held_back[key_of(reason)] = told(reason);
    for (int number = 0; !to_text(SourceHealth(number)).empty(); ++number) {
        const auto health = SourceHealth(number);
        const auto which = all.sources_after(SourceId{}, {{health}, false}, 10'000);
        EXPECT_EQ(static_cast<int>(which.size()), all.sources(health)) << to_text(health);
        if (!which.empty()) found.sources[health] = {which.begin(), which.end()};
    }
    for (const Standing standing :
         {Standing::followed, Standing::light, Standing::resting, Standing::let_go})
        if (const int number = all.people().number_of(standing); number != 0)
            found.people[standing] = number;
    const Outlook outlook = all.outlook(reasons, Zone::utc(), now);
    for (const auto& [word, number] : {std::pair{"held back", outlook.held_back},
                                       {"learning", outlook.learning},
                                       {"quiet", outlook.quiet},
                                       {"beyond", outlook.beyond},
                                       {"as usual", outlook.as_usual}})
        if (number != 0) found.followed[word] = number;
    for (const auto& [id, silent] : all.people().silent())
        found.silent[id] = silent;
    found.circles = all.people().circles();
    for (auto one = all.findings().rbegin(); one != all.findings().rend(); ++one)
        found.findings.push_back(one->second);
    found.last_poll = all.last_poll();
    return found;
}

// --- anything that may happen ---

class Life {
public:
    explicit Life(test::Dice& dice) : dice_(dice) {}

    void step() {
        switch (dice_.number(0, 18)) {
            case 0: return add_source();
            case 1:
            case 2: return add_person();
            case 3:
            case 4:
            case 5: return poll();
            case 6: return see();
            case 7: return change_person();
            case 8: return change_source();
            case 9: return answer();
            case 10: return touch();
            case 11: return merge();
            case 12: return remove();
            case 13: return give_up();
            case 14:
                store.marks.set("line.answered", clock.now() - dice_.number(0, 5) * day);
                return;
            case 15: return pass(Span(dice_.number(1, 20 * 86400)));
            case 16: return pass(400 * day * dice_.number(0, 1));
            case 17: return find();
            case 18:
                if (dice_.number(0, 4) == 0) clock.jump_to(clock.now() - dice_.number(0, 9) * day);
                return;
        }
    }

    boost::asio::io_context io{1};
    tests::ManualClock clock{io, monday};
    io::Store store{":memory:"};
    Lookout lookout{io.get_executor(), clock, store};

private:
    Instant lately() { return clock.now() - Span(dice_.number(-86400, 20 * 86400)); }
    std::optional<Instant> maybe_lately() {
        return dice_.maybe([this] { return lately(); });
    }
    template <class Id>
    Id any(const std::vector<Id>& ids) {
        if (ids.empty()) return Id{};
        return ids[static_cast<std::size_t>(dice_.number(0, static_cast<int>(ids.size()) - 1))];
    }
    void pass(Span span) { clock.jump_to(clock.now() + span); }

    void add_source() {
        Source source;
        const auto number = std::to_string(sources_.size());
        source.url =
            Url::parse("https://h" + std::to_string(dice_.number(0, 3)) + ".example/" + number)
                .value();
        source.title = "feed " + std::to_string(dice_.number(0, 3));
        source.carries = dice_.any(Carries::many);
        source.interval = dice_.maybe([this] { return dice_.number(0, 9) * day; });
        PollState state;
        state.next.at = clock.now();
        sources_.push_back(store.sources.add(source, state));
    }

    void add_person() {
        Person person;
        person.name = "person " + std::to_string(people_.size());
        if (const auto circle = dice_.number(0, 2); circle > 0)
            person.circles = {circle == 1 ? "work" : "friends"};
        person.standing =
            dice_.number(0, 3) == 0 ? dice_.any(Standing::let_go) : Standing::followed;
        const PersonId id = store.people.add(person);
        people_.push_back(id);
        for (auto left = dice_.number(0, 2); left > 0; --left)
            show(id);
        know(id);
    }
    void show(PersonId id) {
        const SourceId source = any(sources_);
        if (store.sources.one(source) && store.people.one(id)) store.presence.note(id, source);
    }

    void know(PersonId id) {
        if (!store.people.one(id)) return;
        PersonState state;
        if (dice_.number(0, 5) > 0) state.rhythm.last = clock.now() - dice_.number(0, 40) * day;
        state.rhythm.weight = static_cast<double>(dice_.number(0, 8));
        state.rhythm.mean_log_gap = static_cast<double>(dice_.number(-2, 3));
        state.rhythm.longest_days = static_cast<double>(dice_.number(0, 15));
        if (dice_.number(0, 3) == 0) state.quiet_due = lately();
        store.states.save(id, state, maybe_lately());
    }

    void see() {
        const PersonId id = any(people_);
        const SourceId source = any(sources_);
        if (!store.people.one(id) || !store.sources.one(source)) return;
        for (auto left = dice_.number(1, 3); left > 0; --left) {
            News news;
            news.at = clock.now() - Span(dice_.number(-86400, 450 * 86400));
            store.activities.add(source, id, news, clock.now());
        }
        know(id);
    }

    void poll() {
        const SourceId id = any(sources_);
        if (!store.sources.one(id)) return;
        PollState state = store.polls.state(id);
        state.last_attempt = maybe_lately();
        state.last_good = dice_.number(0, 3) == 0 ? maybe_lately() : lately();
        state.failures = dice_.number(0, 2) == 0 ? static_cast<int>(dice_.number(0, 4)) : 0;
        state.failing_since = state.failures > 0 ? std::optional(lately()) : std::nullopt;
        state.recovering = dice_.number(0, 9) == 0;
        state.next = {clock.now() + dice_.number(-2, 9) * day, dice_.any(Reason::asked), ""};
        state.copy.since = dice_.number(0, 3) == 0 ? maybe_lately() : std::nullopt;
        state.copy.made = state.copy.since;
        store.polls.save(id, state);
        Coverage coverage;
        if (dice_.number(0, 5) > 0) coverage.proven_until = lately();
        if (dice_.coin()) {
            const Instant from = lately();
            coverage.lost = {{from, from + dice_.number(1, 9) * day}};
        }
        store.coverages.save(id, coverage);
        if (dice_.number(0, 2) > 0) return;
        store.pulses.save(id, {{}, maybe_lately(), dice_.maybe([] { return 9 * day; })});
        Vouching vouching;
        for (auto left = dice_.number(0, 14); left > 0; --left)
            vouching.heard.push_back({lately(), dice_.number(0, 4) > 0});
        store.vouchings.save(id, vouching);
    }

    void change_person() {
        const PersonId id = any(people_);
        auto person = store.people.one(id);
        if (!person) return;
        if (dice_.coin()) return show(id);
        person->standing = dice_.any(Standing::let_go);
        person->circles.clear();
        if (dice_.coin()) person->circles = {"work", "choir"};
        store.people.update(*person);
        if (dice_.number(0, 3) == 0) store.presence.find_anew(id);
    }
    void change_source() {
        auto source = store.sources.one(any(sources_));
        if (!source) return;
        source->status = dice_.any(SourceStatus::gone);
        source->title = "feed " + std::to_string(dice_.number(0, 3));
        source->carries = dice_.any(Carries::many);
        source->interval = dice_.maybe([this] { return dice_.number(0, 9) * day; });
        store.sources.update(*source);
    }
    void answer() {
        const PersonId id = any(people_);
        if (!store.people.one(id)) return;
        Answers answers;
        const Instant from = lately();
        if (dice_.coin()) answers.leave = Stretch{from, from + dice_.number(1, 20) * day};
        store.answers.save(id, answers);
    }
    void touch() {
        const PersonId id = any(people_);
        if (!touches_.empty() && dice_.coin()) {
            store.touches.remove(touches_.back());
            return touches_.pop_back();
        }
        if (store.people.one(id))
            touches_.push_back(store.touches.add(id, Touch{lately(), "", "", false}));
    }
    void find() {
        const auto open = store.findings.not_closed();
        if (!open.empty() && dice_.coin()) {
            Finding changed = open.front();
            changed.state = dice_.any(Finding::State::closed);
            return store.findings.update(changed);
        }
        Finding finding;
        finding.evidence = Quiet{};
        finding.found_at = lately();
        if (const PersonId id = any(people_); store.people.one(id)) finding.person = id;
        store.findings.add(finding);
    }
    void merge() {
        const PersonId id = any(people_);
        if (dice_.coin()) return store.people.show_again(id);
        const PersonId into = any(people_);
        if (id != into && store.people.one(id) && store.people.one(into))
            store.people.hide(id, into);
    }
    void remove() {
        switch (dice_.number(0, 5)) {
            case 0: return store.sources.remove(any(sources_));
            case 1: return store.people.remove(any(people_));
            case 2: {
                const PersonId id = any(people_);
                if (store.people.one(id)) store.erasure.erase(id, dice_.coin(), clock.now());
                return;
            }
            default: return;
        }
    }

    /// Whoever asks in the middle of what is undone later is told what stands there, and the next
    /// one what stood before.
    void give_up() {
        const auto people = people_;
        const auto sources = sources_;
        const auto touches = touches_;
        {
            const io::Transaction transaction(store);
            for (auto left = dice_.number(1, 4); left > 0; --left) {
                add_source();
                add_person();
                poll();
                see();
                change_person();
                change_source();
                touch();
                merge();
                find();
            }
            EXPECT_EQ(found_in(lookout.at(clock.now()), clock.now()),
                      found_by_rows(store, clock.now()));
        }
        people_ = people;
        sources_ = sources;
        touches_ = touches;
    }

    test::Dice& dice_;
    std::vector<SourceId> sources_;
    std::vector<PersonId> people_;
    std::vector<std::int64_t> touches_;
};

TEST(Lookout, SaysAtEveryMomentWhatTheRowsSay) {
    test::for_rounds(25, [](test::Dice& dice) {
        Life life(dice);
        for (int step = 0; step < 150; ++step) {
            life.step();
            if (dice.number(0, 2) > 0) continue;
            const Instant now = life.clock.now();
            const Found rows = found_by_rows(life.store, now);
            EXPECT_EQ(found_in(life.lookout.at(now), now), rows) << "step " << step;
            if (testing::Test::HasFailure()) return;
        }
    });
}

TEST(Lookout, AnotherTimeIsAnsweredAsIfItWereNow) {
    test::for_rounds(10, [](test::Dice& dice) {
        Life life(dice);
        for (int step = 0; step < 150; ++step)
            life.step();
        const Instant now = life.clock.now();
        for (const Instant t : {now + 30 * day, now - 30 * day, now})
            EXPECT_EQ(found_in(life.lookout.at(t), t), found_by_rows(life.store, t));
    });
}

TEST(Lookout, WhatIsWrittenIsReadOnInTheBackground) {
    boost::asio::io_context io(1);
    tests::ManualClock clock(io, monday);
    io::Store store(":memory:");
    Lookout lookout(io.get_executor(), clock, store);
    io::TaskGroup tasks(io.get_executor());
    tasks.spawn(lookout.run());
    clock.settle();
    {
        io::Transaction transaction(store);
        for (int i = 0; i < 3000; ++i) {
            Source source;
            source.url = Url::parse("https://h.example/" + std::to_string(i)).value();
            store.sources.add(source, {});
        }
        transaction.commit();
    }
    clock.settle();
    // More is written than is kept to be read, so that only who has read on knows all of it.
    EXPECT_EQ(lookout.at(monday).sources(SourceHealth::waiting), 3000);
    tasks.cancel();
    tests::run(io, tasks.join());
}

}  // namespace
}  // namespace earshot::app
