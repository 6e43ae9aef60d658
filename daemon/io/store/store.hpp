#pragma once
// The store: one SQLite file, one writer, every SQL sentence of the program (the files of this
// folder). This is only the sum of its parts: each has a header of its own, NAME.hpp, and whoever
// reads or writes a part includes that. They keep and find; they decide nothing, but for erasure,
// whose policy is SQL. Synchronous and quick. A failure is an exception (store_error.hpp).

#include <cstddef>
#include <memory>
#include <string>

namespace earshot::io {

class Activities;
class Changes;
class Circles;
class Claims;
class Coverages;
class Declarations;
class Deliveries;
class Digests;
class Entries;
class Erasure;
class Findings;
class Glances;
class Idempotency;
class Identities;
class Marks;
class Meetings;
class Ownership;
class People;
class Polls;
class Presence;
class Pulses;
class Sessions;
class Sources;
class States;
class Times;
class Touches;
class UserAnswers;
class Vouchings;
class Written;

class Store {
    struct Parts;
    std::unique_ptr<Parts> parts_;  // before the references into it

public:
    /// Opens or creates the file (mode 0600) and brings it to the newest schema. Refuses a file
    /// that another earshotd holds, that a newer one wrote, or that is no store of earshot.
    /// ":memory:" for tests.
    explicit Store(const std::string& path);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    int schema_version() const;
    /// Size of the file and its write-ahead log.
    std::size_t bytes() const;

    Sources& sources;
    Polls& polls;
    Coverages& coverages;
    Pulses& pulses;
    Vouchings& vouchings;
    Entries& entries;
    Activities& activities;
    People& people;
    Identities& identities;
    Claims& claims;
    Declarations& declarations;
    Ownership& belongings;
    Presence& presence;
    States& states;
    UserAnswers& answers;
    Circles& circles;
    Touches& touches;
    Meetings& meetings;
    Findings& findings;
    Digests& digests;
    Deliveries& deliveries;
    Idempotency& idempotency;
    Changes& changes;
    Erasure& erasure;
    Marks& marks;
    Sessions& sessions;
    Times& times;
    Glances& glances;
    Written& written;

private:
    friend class Reading;
    friend class Rehearsal;
    friend class Transaction;
};

}  // namespace earshot::io
