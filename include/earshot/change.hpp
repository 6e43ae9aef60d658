#pragma once
// What the user did and can undo, and what it takes to undo it.
//
// A change is of one of three sorts. Those of who is who (merge, link, unlink) move what hangs on
// one person to another: ChangeDocument. Answers (feedback.hpp, and the words about a person) close
// findings and teach: AnswerDocument. An import made people and sources, and wrote to others:
// ImportDocument. Each holds what was there before, as far as the change touched it, and nothing
// that can be found elsewhere. The store keeps them as JSON.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "earshot/belongings.hpp"
#include "earshot/change_kind.hpp"
#include "earshot/finding.hpp"
#include "earshot/ids.hpp"
#include "earshot/own_line.hpp"
#include "earshot/person.hpp"
#include "earshot/result.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// What it takes to undo a change of who is who.
struct ChangeDocument {
    /// What went from one person to another, as it was before.
    struct Move {
        PersonId from{}, to{};
        Belongings what;
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
    std::vector<Edit> edits;              // without the line, which none touches
    std::vector<Source> sources;          // as they were; only owner, carries and status are kept
    std::vector<IdentityKey> added;       // keys that nobody had
    std::vector<StoredIdentity> removed;  // keys that nobody has now; whose: removed_from
    std::optional<PersonId> removed_from;
    std::vector<PersonId> hidden, made;  // merged away; made for what was unlinked
    std::vector<Closed> closed;
    std::vector<Silence> silences;
    std::vector<std::pair<PersonId, PersonId>> apart;  // told apart, and not before
    std::int64_t since = 0;                            // the newest activity when it was done

    bool operator==(const ChangeDocument&) const = default;
};

/// What it takes to undo an answer.
struct AnswerDocument {
    std::vector<Finding> findings;   // as they were; only the fields of their life are kept
    std::optional<Answers> answers;  // of the person, as they were
    std::optional<Standing> standing;
    std::optional<std::int64_t> touch;  // the one that was added
    struct Silence {
        std::optional<Instant> last, quiet_due;
        bool operator==(const Silence&) const = default;
    };
    std::optional<Silence> silence;  // that was on, and is counted anew
    struct Feed {
        SourceId id{};
        SourceStatus status{};
        bool operator==(const Feed&) const = default;
    };
    std::vector<Feed> feeds;  // as they were
    /// A line of one's own, as it was: the person's, or that of a circle.
    struct Setting {
        std::string circle;  // empty: the person's
        std::optional<OwnLine> own_line;
        bool operator==(const Setting&) const = default;
    };
    std::optional<Setting> setting;
    /// What several were taught at once, as it was before.
    struct Taught {
        PersonId person{};
        Answers before;
        bool operator==(const Taught&) const = default;
    };
    std::vector<Taught> taught;

    bool operator==(const AnswerDocument&) const = default;
};

/// What it takes to undo an import.
struct ImportDocument {
    std::vector<PersonId> people;             // made
    std::vector<SourceId> sources;            // made
    std::vector<ChangeDocument::Edit> edits;  // who was known before
    std::vector<std::int64_t> activities;     // the user's own connections that it told of
    std::vector<std::int64_t> touches;        // words with somebody that it told of

    bool empty() const {
        return people.empty() && sources.empty() && edits.empty() && activities.empty() &&
               touches.empty();
    }
    bool operator==(const ImportDocument&) const = default;
};

namespace change_limits {
/// Bytes of a document that is read: that of two people with a million activities is some ten MiB.
inline constexpr std::size_t json_bytes = 64 * 1024 * 1024;
}  // namespace change_limits

std::string to_json(const ChangeDocument& document);
std::string to_json(const AnswerDocument& document);
std::string to_json(const ImportDocument& document);
/// A problem when something else wrote it.
Result<ChangeDocument> change_from_json(std::string_view json);
Result<AnswerDocument> answer_from_json(std::string_view json);
Result<ImportDocument> import_from_json(std::string_view json);

}  // namespace earshot
