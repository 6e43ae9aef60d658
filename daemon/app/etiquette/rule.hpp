#pragma once
// A rule of polling as a row: what a server says in turn, and what is wrong with how it was asked.
// Numbers are those of research/field.md section 3. Playing is in play.hpp.

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/app/etiquette/script.hpp"
#include "earshot/moment.hpp"
#include "earshot/poll.hpp"
#include "earshot/time.hpp"

namespace earshot::app::etiquette {

/// When every series begins.
inline constexpr Instant start = from_epoch(1'776'160'800);  // 2026-04-14T10:00:00Z

struct Series {
    std::vector<Answer> answers;
    std::size_t polls = 0;       // that they are enough for; 0: one each
    Span apart{0};               // of polls, when the plan does not say longer
    std::string path = "/feed";  // of the source
    /// When there are several sources they are all due at the start, and turns are taken: so many
    /// at the one host, so many at the other.
    std::size_t here = 1;
    std::size_t there = 0;
};

/// One poll as it was seen on the wire, and what was made of it.
struct Seen {
    Moment at;
    bool elsewhere = false;  // of a source at the other host
    std::vector<Asked> asked;
    PollStep step;
};
using Polls = std::vector<Seen>;

struct Rule {
    int number;
    const char* words;
    /// `other` is the address of the other host, without a path.
    Series (*series)(const std::string& other);
    /// What was seen that should not have been; empty when the rule was kept. As many polls as the
    /// series asks for, each with a request.
    std::string (*fault)(const Polls& polls);
};

using Rules = std::vector<Rule>;
Rules validator_rules();  // 1 to 11
Rules timing_rules();     // 13 to 28
Rules redirect_rules();   // 31 to 36
Rules request_rules();    // 38 to 46

// What answers are made of.
using AnswerHeaders = std::vector<std::pair<std::string, std::string>>;
std::string document(const std::string& head = {});  // of a feed, always the same
Answer feed(AnswerHeaders headers = {});
Answer bare(int status, AnswerHeaders headers = {});
Answer lead(int status, const std::string& to, AnswerHeaders headers = {});
/// The same answer so many times.
std::vector<Answer> times(std::size_t count, const Answer& answer);
std::vector<Answer> joined(std::initializer_list<std::vector<Answer>> parts);

// What is wrong; empty when nothing is. Polls are counted from 0 and told from 1.
std::string first_of(std::initializer_list<std::string> faults);
/// The last request of a poll says just this, or, when empty, nothing of it.
std::string unlike(const Polls& polls, std::size_t poll, const std::string& name,
                   const std::optional<std::string>& expected);
std::string unlike(const Asked& asked, std::size_t poll, const std::string& name,
                   const std::optional<std::string>& expected);
/// The next poll comes sooner, or later, than this after one.
std::string sooner(const Polls& polls, std::size_t poll, Span least);
std::string later(const Polls& polls, std::size_t poll, Span most);
std::string elsewhere(const Asked& asked, std::size_t poll, const std::string& target);
std::string taken_for(const Polls& polls, std::size_t poll, PollResult expected);
/// The first fault of any request of any poll.
template <class Fault>
std::string in_any(const Polls& polls, Fault fault) {
    for (std::size_t poll = 0; poll < polls.size(); ++poll)
        for (const Asked& asked : polls[poll].asked)
            if (std::string found = fault(asked, poll); !found.empty()) return found;
    return {};
}

}  // namespace earshot::app::etiquette
