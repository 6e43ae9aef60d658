#pragma once
// The store: one SQLite file, one writer, every SQL sentence of the program (the files of this
// folder). It keeps and finds; it decides nothing. Synchronous and quick. A failure of the database
// is an exception (StoreError): the program cannot go on without its memory, and what was not
// committed has not happened. So is writing to something that is not there: who waited for the
// world asks again whether the source still exists. Reading what is not there gives the default or
// nothing.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "earshot/courier.hpp"
#include "earshot/coverage.hpp"
#include "earshot/digest.hpp"
#include "earshot/feed_pulse.hpp"
#include "earshot/finding.hpp"
#include "earshot/notice.hpp"
#include "earshot/novelty.hpp"
#include "earshot/person.hpp"
#include "earshot/poll.hpp"
#include "earshot/same_person.hpp"
#include "earshot/source.hpp"
#include "earshot/together.hpp"

namespace earshot {
struct ReadEntry;  // reader.hpp
}

namespace earshot::io {

class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One line of a source's history: every poll leaves one (field.md rule 50). The newest
/// `Store::history_kept` of a source are kept.
struct PollRecord {
    Instant at;
    PollResult result = PollResult::failed;
    int status = 0;
    std::size_t bytes = 0;
    std::size_t entries = 0;
    std::size_t news = 0;
    Due next;
    std::string problem;  // redacted; empty when good
};

struct StoredActivity {
    std::int64_t id = 0;
    std::optional<SourceId> source;  // empty: the user's own, from an import
    std::optional<PersonId> person;
    News news;
    Instant seen_at;
};

struct StoredDigest {
    Digest digest;
    std::string text;
    Instant made_at;
};

struct StoredDelivery {
    Delivery delivery;
    std::string recipient;  // mailbox
    std::string message;    // the finished bytes
};

struct StoredIdentity {
    IdentityKey key;
    bool stated = false;  // by the user, in accounts and names; else learned from a feed

    bool operator==(const StoredIdentity&) const = default;
};

/// What hangs on one person, and goes with them when two are found to be one.
struct Belongings {
    std::vector<StoredIdentity> identities;
    std::vector<SourceId> sources;  // that are theirs
    std::vector<std::int64_t> activities;
    std::vector<FindingNumber> findings;

    bool operator==(const Belongings&) const = default;
};

/// Something that the user did and can undo.
struct StoredChange {
    std::int64_t number = 0;
    Instant at;
    std::string kind;              // "merge", "link", "unlink"
    std::string sentence;          // what was done, for the user
    std::vector<PersonId> people;  // whom it was about
    std::string document;          // what it takes to undo it; JSON of whoever wrote it
    std::optional<Instant> undone_at;

    bool operator==(const StoredChange&) const = default;
};

/// A source that is due, with what the poller needs to order its work.
struct DueSource {
    SourceId id{};
    std::string host;
    Instant at;
};

class Store {
public:
    static constexpr int history_kept = 200;
    /// Of one thing that a source says over and over, the newest times are known.
    static constexpr int says_times = 1000;
    static constexpr std::size_t sentence_bytes = 200;  // of an activity; longer ones are cut
    static constexpr int idempotent_kept = 1000;        // answers to Idempotency-Keys

    /// Opens or creates the file (mode 0600) and brings it to the newest schema. Refuses a file
    /// that another earshotd holds, that a newer one wrote, or that is no store of earshot.
    /// ":memory:" for tests.
    explicit Store(const std::string& path);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// All writes until commit() happen or none. Rolls back when it goes uncommitted. One inside
    /// another is a bug (std::logic_error).
    class Transaction {
    public:
        explicit Transaction(Store& store);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

    private:
        struct State;
        std::unique_ptr<State> state_;
    };

    int schema_version() const;
    /// Random text made when the store was created; salts Message-IDs. Never shown.
    std::string install_id() const;

    // Small named instants: "digest.last", "digest.monday".
    std::optional<Instant> mark(const std::string& name) const;
    void set_mark(const std::string& name, Instant at);

    // --- sources ---
    SourceId add(const Source& source, const PollState& state);  // id of the argument is ignored
    void update(const Source& source);
    /// And its entries, activities, coverage, history, the findings about itself and the light
    /// people whom nothing else shows.
    void remove(SourceId id);
    std::vector<Source> sources() const;
    std::optional<Source> source(SourceId id) const;
    std::optional<Source> source_by_url(const Url& url) const;

    PollState poll_state(SourceId id) const;
    void save(SourceId id, const PollState& state);
    /// Active sources due at or before `now`, earliest first.
    std::vector<DueSource> due(Instant now, std::size_t limit) const;
    std::optional<Instant> next_due() const;

    /// Active sources of hosts that began to fail after an instant: the first such failure, and
    /// whether more than one host has such a source.
    struct FailingHosts {
        std::optional<Instant> since;
        bool several = false;
    };
    FailingHosts failing_hosts(Instant after) const;
    /// Makes those that began to fail at or after an instant due from `now` on, spread over a span.
    void ask_again(Instant failing_since, Instant now, Span spread);

    HostState host(const std::string& host) const;
    void save_host(const std::string& host, const HostState& state);

    void record(SourceId id, const PollRecord& poll);
    std::vector<PollRecord> history(SourceId id, std::size_t limit) const;  // newest first
    /// Good polls and all polls of a source since an instant, from what history keeps.
    std::pair<int, int> polls_since(SourceId id, Instant since) const;

    Coverage coverage(SourceId id) const;
    void save(SourceId id, const Coverage& coverage);
    FeedPulse pulse(SourceId id) const;
    void save(SourceId id, const FeedPulse& pulse);

    // --- entries and activities ---
    /// The part of the source's memory that these entries' keys touch.
    Known known(SourceId id, std::span<const ReadEntry> entries) const;
    void remember(SourceId id, std::span<const std::uint64_t> id_keys, Instant now);
    std::int64_t add(std::optional<SourceId> id, std::optional<PersonId> person, const News& news,
                     Instant now);

    struct ActivityQuery {
        std::optional<Instant> since;
        std::optional<Instant> until;  // not included
        std::optional<PersonId> person;
        std::optional<SourceId> source;
        std::optional<Verb> verb;
        bool own = false;        // the user's own only
        std::int64_t after = 0;  // id, for paging; ascending by id
        std::size_t limit = 100;
    };
    std::vector<StoredActivity> activities(const ActivityQuery& query) const;
    std::int64_t newest_activity() const;  // its id; 0 when there is none
    /// Times of a person's sightings of these verbs (all when empty), newest first.
    std::vector<Instant> sighting_times(PersonId id, std::span<const Verb> verbs,
                                        std::optional<Instant> since, std::size_t limit) const;

    // --- people ---
    /// With its accounts as identities; with its name and names too unless it is light, since then
    /// nobody but a feed has said that name.
    PersonId add(const Person& person);
    void update(const Person& person);
    void remove(PersonId id);  // and its state and findings; activities lose their person
    std::vector<Person> people() const;
    std::size_t count_people(Standing standing) const;
    /// How many followed people with a known rhythm each circle has; "": all of them.
    std::map<std::string, std::size_t> circles() const;
    std::optional<Person> person(PersonId id) const;
    std::optional<PersonId> find_person(
        std::span<const IdentityKey> keys) const;  // first key that is known
    std::optional<PersonId> person_by_name(const std::string& exact) const;  // followed people only
    std::vector<PersonId> people_named(const std::string& exact, Standing standing) const;
    /// The latest day on which the user connected with anybody.
    std::optional<Instant> newest_connection() const;
    /// Keys are added; a key that somebody else has stays his.
    void add_identities(PersonId id, std::span<const IdentityKey> keys);

    // --- who is who ---
    std::vector<StoredIdentity> identities_of(PersonId id) const;
    void remove_identities(std::span<const IdentityKey> keys);
    Belongings belongings_of(PersonId id) const;
    /// Whoever had them before.
    void give(const Belongings& belongings, PersonId to);
    /// Presence anew: the sources that are theirs, and those of their activities.
    void find_presence(PersonId id);
    /// A merged person is in no list and has no checks, but is still there to be shown again.
    void hide(PersonId id, PersonId into);
    void show_again(PersonId id);

    void add(const Claim& claim, Instant now);  // once for each account
    std::vector<Claim> claims() const;          // of merged people: by whom they are now
    void keep_apart(PersonId a, PersonId b);
    std::set<Pair> apart() const;

    /// What can be undone, for as long as changes_kept.
    static constexpr Span changes_kept = 90 * day;
    std::int64_t add(const StoredChange& change);  // its number is ignored
    void set_undone(std::int64_t number, Instant at);
    std::optional<StoredChange> change(std::int64_t number) const;
    std::vector<StoredChange> changes(std::size_t limit) const;  // newest first

    /// Which sources show a person, and which people a source shows.
    void note_presence(PersonId person, SourceId source);
    std::vector<SourceId> sources_of(PersonId id) const;
    std::vector<PersonId> people_of(SourceId id) const;
    /// Of those, the armed ones that are not quiet: for the feed gate.
    int lively_people(SourceId id) const;

    PersonState person_state(PersonId id) const;
    void save(PersonId id, const PersonState& state, std::optional<Instant> next_check);
    /// People of this source whose next_check is not after `now`.
    std::vector<PersonId> people_to_check(SourceId id, Instant now) const;
    /// next_check of all followed people, for those held back.
    std::vector<std::pair<PersonId, Instant>> overdue_checks(Instant now) const;

    /// Followed people of whom a quiet is on, longest first.
    std::vector<PersonId> quiet_people() const;
    /// All but light people are looked at again with the next poll: a line may be nearer than it
    /// was.
    void check_everybody(Instant now);
    void check(PersonId id, Instant now);

    // --- what the user answered ---
    Answers answers(PersonId id) const;
    void save(PersonId id, const Answers& answers);
    std::int64_t add(PersonId id, const Touch& touch);
    void remove_touch(std::int64_t touch);
    std::vector<Touch> touches(PersonId id, std::size_t limit) const;  // newest first
    /// Those whom the user connected with in [from, until).
    std::vector<Person> connected_between(Instant from, Instant until) const;

    // --- several at once ---
    static constexpr Span meetings_kept = 3 * day;
    /// `newcomer`: account key, else name. What is older than meetings_kept goes.
    void add_meeting(const std::string& newcomer, PersonId person, Instant at);
    std::vector<Meeting> meetings(const std::string& newcomer) const;
    std::optional<Instant> last_wave(const std::string& newcomer) const;
    void set_wave(const std::string& newcomer, Instant at);

    // --- findings ---
    FindingNumber add(const Finding& finding);  // number of the argument is ignored
    void update(const Finding& finding);
    std::optional<Finding> finding(FindingNumber number) const;
    struct FindingQuery {
        std::optional<Finding::State> state;
        std::string kind;  // empty: all
        std::optional<PersonId> person;
        std::optional<SourceId> source;
        std::size_t limit = 500;
    };
    std::vector<Finding> findings(const FindingQuery& query) const;  // newest first

    // --- digests and deliveries ---
    void add(const StoredDigest& digest);
    std::optional<StoredDigest> digest(const std::string& id) const;
    std::vector<StoredDigest> digests(std::size_t limit) const;  // newest first
    DeliveryId add(const StoredDelivery& delivery);
    /// One that is `sending` is on the disk, with all that was committed before, when this or its
    /// transaction returns: a power cut cannot undo what a mail has said.
    void save(const Delivery& delivery);
    std::vector<StoredDelivery> deliveries(std::optional<Delivery::State> state) const;
    std::optional<StoredDelivery> delivery(DeliveryId id) const;
    void remove(DeliveryId id);

    /// An Idempotency-Key that was used before gives the id it gave then.
    std::optional<std::string> idempotent(const std::string& key) const;
    void remember_idempotent(const std::string& key, const std::string& id, Instant now);

    // --- forgetting ---
    struct Erased {
        /// Rows that went or lost a name, by table; without those where nothing was.
        std::vector<std::pair<std::string, std::size_t>> tables;
        /// Texts that still name them after all, of every table.
        std::size_t left = 0;
    };
    /// Forgets a person and those merged into them, completely: one transaction, and the bytes are
    /// gone from the file and its log when it returns. With `tombstone`, their accounts and names
    /// are known as has_tombstone() from then on.
    Erased erase(PersonId id, bool tombstone, Instant now);
    /// Whether any of turns_up_as() was kept of somebody erased.
    bool has_tombstone(const std::vector<std::string>& texts) const;

    /// Size of the file and its write-ahead log in bytes.
    std::size_t bytes() const;

    struct Connection;

private:
    std::unique_ptr<Connection> connection_;
};

}  // namespace earshot::io
