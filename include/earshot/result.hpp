#pragma once
// What a function that may fail gives back: a value, or a Problem in words.
//
// Expected failures (a feed that does not parse, a server that says no) are values; exceptions are
// for start-up and for bugs. Context is added on the way up ("feed x: line 3: ..."), and only the
// app layer logs, once, saying what will happen next.

#include <string>
#include <tl/expected.hpp>

namespace earshot {

struct Problem {
    std::string what;        // one sentence without a full stop, fit for the user; never a secret
    std::string where;       // file:line, a field, or a redacted URL; may be empty
    bool retryable = false;  // the same call may succeed later without anybody changing anything

    bool operator==(const Problem&) const = default;
};

template <class T>
using Result = tl::expected<T, Problem>;

using Failure = tl::unexpected<Problem>;

inline Failure fail(std::string what, std::string where = {}, bool retryable = false) {
    return Failure(Problem{std::move(what), std::move(where), retryable});
}

/// "where: what", or just "what" when there is no place to name.
inline std::string to_text(const Problem& problem) {
    return problem.where.empty() ? problem.what : problem.where + ": " + problem.what;
}

}  // namespace earshot
