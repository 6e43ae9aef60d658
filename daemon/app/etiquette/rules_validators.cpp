// First contact and validators: rules 1 to 11.

#include "daemon/app/etiquette/rule.hpp"

namespace earshot::app::etiquette {
namespace {

constexpr const char* tag = R"(W/"a  b\")";  // inner spaces and all
constexpr const char* inm = "if-none-match";
constexpr const char* ims = "if-modified-since";

// Rule 3: what is no date, or not in the form of one, comes back as it is.
constexpr const char* dates[] = {"Thu, 1 Jan 2020 00:00:00 GMT", "Wed, 01 jan 2020 00:00:00 GMT",
                                 "Wed, 01 Jan 2020 00:00:00 +0000"};

Series without_anything(const std::string&) {
    return {{feed(), feed()}};
}
std::string unconditional(const Polls& polls) {
    return first_of({unlike(polls, 0, inm, {}), unlike(polls, 0, ims, {})});
}

Series with_tag(const std::string&) {
    return {{feed({{"ETag", tag}}), bare(304), bare(304)}};
}
std::string tag_comes_back(const Polls& polls) {
    return first_of({unlike(polls, 1, inm, tag), unlike(polls, 2, inm, tag)});
}

Series with_dates(const std::string&) {
    return {{feed({{"Last-Modified", dates[0]}}), feed({{"Last-Modified", dates[1]}}),
             feed({{"Last-Modified", dates[2]}}), bare(304)}};
}
std::string dates_come_back(const Polls& polls) {
    return first_of({unlike(polls, 1, ims, dates[0]), unlike(polls, 2, ims, dates[1]),
                     unlike(polls, 3, ims, dates[2])});
}

Series with_both(const std::string&) {
    return {{feed({{"ETag", tag}, {"Last-Modified", dates[0]}}), bare(304)}};
}
std::string both_come_back(const Polls& polls) {
    return first_of({unlike(polls, 1, inm, tag), unlike(polls, 1, ims, dates[0])});
}

Series with_another_tag(const std::string&) {
    return {{feed({{"ETag", "\"1\""}}), feed({{"ETag", "\"2\""}}), bare(304)}};
}
std::string another_tag_counts(const Polls& polls) {
    return first_of({unlike(polls, 1, inm, "\"1\""), unlike(polls, 2, inm, "\"2\"")});
}

Series with_less_and_less(const std::string&) {
    return {{feed({{"ETag", tag}, {"Last-Modified", dates[0]}}), feed({{"ETag", tag}}), feed(),
             feed()}};
}
std::string what_is_gone_is_gone(const Polls& polls) {
    return first_of({unlike(polls, 1, ims, dates[0]), unlike(polls, 2, inm, tag),
                     unlike(polls, 2, ims, {}), unlike(polls, 3, inm, {}),
                     unlike(polls, 3, ims, {})});
}

Series with_newer_on_304(const std::string&) {
    return {{feed({{"ETag", "\"1\""}, {"Last-Modified", dates[0]}}), bare(304),
             bare(304, {{"ETag", "\"2\""}}), bare(304, {{"Last-Modified", dates[1]}}), bare(304)}};
}
std::string newer_on_304_count(const Polls& polls) {
    return first_of({unlike(polls, 2, inm, "\"1\""), unlike(polls, 2, ims, dates[0]),
                     unlike(polls, 3, inm, "\"2\""), unlike(polls, 3, ims, dates[0]),
                     unlike(polls, 4, inm, "\"2\""), unlike(polls, 4, ims, dates[1])});
}

Series with_errors(const std::string&) {
    const AnswerHeaders no{{"ETag", "\"no\""}, {"Last-Modified", "no"}};
    return {{feed({{"ETag", tag}}), bare(429, no), bare(503, no), bare(500, no), bare(404, no),
             Answer{200, no, "<html><title>Back soon</title></html>", false},
             Answer{200, no, document(), true}, bare(304)}};
}
std::string errors_change_nothing(const Polls& polls) {
    for (std::size_t poll = 1; poll < polls.size(); ++poll) {
        auto fault = first_of({unlike(polls, poll, inm, tag), unlike(polls, poll, ims, {})});
        if (!fault.empty()) return fault;
    }
    return {};
}

Series of_a_month(const std::string&) {
    Series series{joined({{feed({{"ETag", tag}})}, times(31, bare(304))})};
    series.apart = day;
    return series;
}
std::string no_forgetting(const Polls& polls) {
    return unlike(polls, polls.size() - 1, inm, tag);
}

Series by_way_of_others(const std::string&) {
    const Answer here = feed({{"ETag", tag}});
    return {{lead(302, "/a"), here, lead(302, "/a"), bare(304), lead(302, "/b"), here,
             lead(302, "/b"), bare(304)},
            4};
}
std::string keyed_by_address(const Polls& polls) {
    return first_of({unlike(polls[1].asked.front(), 1, inm, {}), unlike(polls, 1, inm, tag),
                     unlike(polls, 2, inm, {}), unlike(polls, 3, inm, tag)});
}

Series without_validators(const std::string&) {
    return {times(3, feed())};
}
std::string equal_bytes_are_a_304(const Polls& polls) {
    return first_of({taken_for(polls, 1, PollResult::same), taken_for(polls, 2, PollResult::same),
                     sooner(polls, 0, day), sooner(polls, 1, day)});
}

}  // namespace

Rules validator_rules() {
    return {
        {1, "the first question carries no conditions", without_anything, unconditional},
        {2, "an ETag comes back byte for byte", with_tag, tag_comes_back},
        {3, "so does a Last-Modified, whatever it looks like", with_dates, dates_come_back},
        {4, "of both, both come back", with_both, both_come_back},
        {5, "new validators count, also of an equal document", with_another_tag,
         another_tag_counts},
        {6, "validators that are given no more are sent no more", with_less_and_less,
         what_is_gone_is_gone},
        {7, "304 may bring new validators, and keeps the old", with_newer_on_304,
         newer_on_304_count},
        {8, "no error touches the validators", with_errors, errors_change_nothing},
        {9, "validators do not age", of_a_month, no_forgetting},
        {10, "validators are for the address that gave them", by_way_of_others, keyed_by_address},
        {11, "without validators: equal bytes are no news, once a day", without_validators,
         equal_bytes_are_a_304},
    };
}

}  // namespace earshot::app::etiquette
