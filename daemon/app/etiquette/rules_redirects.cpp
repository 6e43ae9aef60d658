// One GET a poll, redirects, and what is gone: rules 31 to 36.

#include "daemon/app/etiquette/rule.hpp"

namespace earshot::app::etiquette {
namespace {

const AnswerHeaders tag{{"ETag", "\"1\""}};

Series of_troubles(const std::string&) {
    return {{bare(500), bare(503), feed(tag), bare(304), Answer{200, {}, document(), true},
             bare(429), bare(304)}};
}
std::string one_get(const Polls& polls) {
    for (std::size_t poll = 0; poll < polls.size(); ++poll)
        if (polls[poll].asked.size() != 1)
            return "poll " + std::to_string(poll + 1) + " took " +
                   std::to_string(polls[poll].asked.size()) + " requests";
    return in_any(polls, [](const Asked& asked, std::size_t) {
        return asked.method == "GET" ? std::string() : "it was a " + asked.method;
    });
}

// Eight days of a permanent redirect; then the new address leads on once, and is gone.
constexpr std::size_t until_believed = 8;
Series of_moves(const std::string&) {
    std::vector<Answer> answers;
    for (std::size_t poll = 0; poll < until_believed; ++poll)
        answers.insert(answers.end(), {lead(poll % 2 ? 308 : 301, "/new"), feed(tag)});
    answers.insert(answers.end(),
                   {feed(tag), lead(301, "/third"), feed(tag), bare(404), feed(tag)});
    Series series{answers, until_believed + 4};
    series.apart = day;
    return series;
}
std::string believed_after_a_week(const Polls& polls) {
    for (std::size_t poll = 0; poll < until_believed; ++poll) {
        auto fault = elsewhere(polls[poll].asked.front(), poll, "/feed");
        if (!fault.empty()) return fault;
    }
    return first_of({elsewhere(polls[8].asked.front(), 8, "/new"),
                     elsewhere(polls[10].asked.front(), 10, "/new"),
                     elsewhere(polls[11].asked.front(), 11, "/third")});
}

Series of_detours(const std::string&) {
    std::vector<Answer> answers;
    for (std::size_t poll = 0; poll < 9; ++poll)
        answers.insert(answers.end(), {lead(poll % 3 == 0   ? 302
                                            : poll % 3 == 1 ? 303
                                                            : 307,
                                            "/a"),
                                       lead(301, "/b"), feed(tag)});
    answers.insert(answers.end(), {lead(302, "/x"), lead(302, "/feed")});
    for (int hop = 1; hop <= 6; ++hop)
        answers.push_back(lead(302, "/" + std::to_string(hop)));
    Series series{answers, 11};
    series.apart = day;
    return series;
}
std::string detours_change_nothing(const Polls& polls) {
    for (std::size_t poll = 0; poll < polls.size(); ++poll) {
        auto fault = elsewhere(polls[poll].asked.front(), poll, "/feed");
        if (!fault.empty()) return fault;
    }
    return first_of(
        {taken_for(polls, 9, PollResult::failed), taken_for(polls, 10, PollResult::failed)});
}

Series of_an_end(const std::string&) {
    return {{feed(tag), bare(404), bare(410), bare(410)}};
}
std::string gone_ends_it(const Polls& polls) {
    const PollStep& last = polls[3].step;
    const bool ended = last.became_gone && last.state.next.reason == Reason::gone &&
                       last.state.next.at - polls[3].at >= 31 * day;
    return first_of({later(polls, 1, day + hour), later(polls, 2, day + hour),
                     polls[2].step.became_gone ? "one 410 was enough" : "",
                     ended ? "" : "it goes on after the second 410"});
}

}  // namespace

Rules redirect_rules() {
    return {
        {31, "one GET a poll, whatever is answered", of_troubles, one_get},
        {34, "a permanent redirect is believed after a week, or when the old is gone", of_moves,
         believed_after_a_week},
        {35, "other redirects change nothing; circles and long ways end", of_detours,
         detours_change_nothing},
        {36, "404 goes on, 410 twice ends it", of_an_end, gone_ends_it},
    };
}

}  // namespace earshot::app::etiquette
