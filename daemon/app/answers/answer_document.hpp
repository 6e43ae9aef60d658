#pragma once
// What it takes to undo an answer, as the store keeps it: a JSON document. Only answers.cpp writes
// and reads it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/finding.hpp"
#include "earshot/ids.hpp"
#include "earshot/person.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

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

    bool operator==(const AnswerDocument&) const = default;
};

std::string to_json(const AnswerDocument& document);
/// Empty when it was written by something else.
std::optional<AnswerDocument> parse_answer_document(std::string_view text);

}  // namespace earshot::app
