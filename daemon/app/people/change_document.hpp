#pragma once
// What it takes to undo a change of who is who, as the store keeps it: a JSON document. Only the
// changes of who_is_who.cpp and undo.cpp write and read it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/io/store/belongings.hpp"
#include "daemon/io/store/identities.hpp"
#include "earshot/finding.hpp"

namespace earshot::app {

struct ChangeDocument {
    /// What went from one person to another, as it was before.
    struct Move {
        PersonId from{}, to{};
        io::Belongings what;
        bool operator==(const Move&) const = default;
    };
    /// What a person was, and what the change made of them.
    struct Edit {
        Person before, after;
        bool operator==(const Edit&) const = default;
    };
    /// A quiet that the change closed, and how it stood.
    struct Closed {
        FindingNumber number{};
        bool told = false;
        bool operator==(const Closed&) const = default;
    };
    /// The silence of somebody before the change.
    struct Silence {
        PersonId person{};
        std::optional<Instant> last, quiet_due;
        bool operator==(const Silence&) const = default;
    };

    std::vector<Move> moves;
    std::vector<Edit> edits;
    std::vector<Source> sources;              // as they were; only owner and carries count
    std::vector<IdentityKey> added;           // keys that nobody had
    std::vector<io::StoredIdentity> removed;  // keys that nobody has now; whose: removed_from
    std::optional<PersonId> removed_from;
    std::vector<PersonId> hidden, made;  // merged away; made for what was unlinked
    std::vector<Closed> closed;
    std::vector<Silence> silences;
    std::int64_t since = 0;  // the newest activity when it was done

    bool operator==(const ChangeDocument&) const = default;
};

std::string to_json(const ChangeDocument& document);
/// Empty when it was written by something else.
std::optional<ChangeDocument> parse_change_document(std::string_view text);

}  // namespace earshot::app
