// When to poll: rules 13 to 28.

#include <algorithm>

#include "daemon/app/etiquette/rule.hpp"

namespace earshot::app::etiquette {
namespace {

const AnswerHeaders tag{{"ETag", "\"1\""}};

AnswerHeaders tag_and(AnswerHeaders more) {
    more.insert(more.begin(), tag.begin(), tag.end());
    return more;
}
AnswerHeaders retry_after(const std::string& value) {
    return {{"Retry-After", value}};
}
AnswerHeaders max_age(const std::string& seconds) {
    return {{"Cache-Control", "max-age=" + seconds}};
}
AnswerHeaders dated(const char* name, Span later) {
    return {{"Date", to_http_date(start)}, {name, to_http_date(start + later)}};
}

Series of_an_hour(const std::string&) {
    return {joined({{feed(tag)}, times(4, bare(304))})};
}
std::string an_hour(const Polls& polls) {
    return first_of({sooner(polls, 0, hour), sooner(polls, 1, hour), sooner(polls, 2, hour),
                     sooner(polls, 3, hour)});
}

Series with_max_age(const std::string&) {
    return {{feed(tag_and(max_age("7200"))), feed(tag_and(max_age("60"))), bare(304)}};
}
std::string max_age_is_kept(const Polls& polls) {
    return first_of({sooner(polls, 0, 2 * hour), sooner(polls, 1, hour)});
}

Series with_hints_on_304(const std::string&) {
    return {{Answer{200, tag, document("<ttl>180</ttl>"), false}, bare(304),
             bare(304, max_age("14400")), bare(304), bare(304)}};
}
std::string hints_stay(const Polls& polls) {
    return first_of({sooner(polls, 0, 3 * hour), sooner(polls, 1, 3 * hour),
                     sooner(polls, 2, 4 * hour), sooner(polls, 3, 4 * hour)});
}

Series with_hints_of_errors(const std::string&) {
    return {{feed(tag), bare(500, max_age("172800")), bare(429, max_age("100000")),
             bare(403, dated("Expires", Span{150000})), bare(304)}};
}
std::string errors_may_ask(const Polls& polls) {
    return first_of({sooner(polls, 1, 2 * day), sooner(polls, 2, Span{100000}),
                     sooner(polls, 3, Span{150000})});
}

Series with_expires(const std::string&) {
    AnswerHeaders both = tag_and(dated("Expires", 10 * day));
    both.emplace_back("Cache-Control", "max-age=7200");
    return {{feed(both), feed(tag_and(dated("Expires", 3 * hour))),
             feed(tag_and({{"Expires", "0"}})),
             feed(tag_and({{"Cache-Control", "no-cache, no-store, max-age=0"}})), bare(304)}};
}
std::string expires_where_no_max_age_is(const Polls& polls) {
    return first_of({sooner(polls, 0, 2 * hour), later(polls, 0, day), sooner(polls, 1, 3 * hour),
                     taken_for(polls, 2, PollResult::same), sooner(polls, 2, hour),
                     sooner(polls, 3, hour)});
}

Series with_two_max_ages(const std::string&) {
    return {{feed(tag_and({{"Cache-Control", "max-age=3600, max-age=18000"}})),
             bare(304, max_age("99999999999999999999")), bare(304)}};
}
std::string the_longest_counts(const Polls& polls) {
    return first_of({sooner(polls, 0, 5 * hour), sooner(polls, 1, 31 * day)});
}

Series of_ten_years(const std::string&) {
    return {{feed(tag_and(max_age("315360000"))), bare(304)}};
}
std::string capped_and_told(const Polls& polls) {
    const std::string& told = polls[0].step.state.next.detail;
    return first_of(
        {sooner(polls, 0, 31 * day), later(polls, 0, 31 * day + hour),
         told.find("capped") == told.npos ? "the reason does not say so: " + told : ""});
}

Series with_retry_after(const std::string&) {
    return {{feed(tag), bare(429, retry_after("172801")), bare(503, retry_after("90000")),
             lead(302, "/feed2", retry_after("15000")), feed(tag),
             bare(429, dated("Retry-After", day)), bare(304)},
            6};
}
std::string retry_after_is_kept(const Polls& polls) {
    return first_of({sooner(polls, 1, Span{172801}), sooner(polls, 2, Span{90000}),
                     sooner(polls, 3, Span{15000}), sooner(polls, 4, day)});
}

Series of_a_host(const std::string&) {
    Series series{{bare(429, retry_after("7200")), feed(tag), feed(tag), feed(tag)}};
    series.here = 3;
    series.there = 1;
    return series;
}
std::string the_host_rests(const Polls& polls) {
    if (!polls[1].elsewhere) return "the other host had to wait, too";
    return first_of(
        {later(polls, 0, minute), sooner(polls, 1, 2 * hour), sooner(polls, 2, Span{1})});
}

Series of_refusals(const std::string&) {
    return {joined({{feed(tag)}, times(7, bare(429)), {bare(304)}})};
}
std::string slower_and_slower(const Polls& polls) {
    for (std::size_t poll = 1; poll + 1 < polls.size(); ++poll) {
        const Span least = std::min<Span>(hour * (1 << (poll - 1)), day);
        auto fault = first_of({sooner(polls, poll, least), later(polls, poll, day + hour),
                               unlike(polls, poll + 1, "if-none-match", "\"1\"")});
        if (!fault.empty()) return fault;
    }
    return {};
}

Series of_a_sudden_403(const std::string&) {
    return {{feed(tag), bare(403), bare(403), bare(304)}};
}
std::string as_slow_as_after_429(const Polls& polls) {
    const bool told = polls[1].step.host && polls[1].step.host->not_before;
    return first_of({sooner(polls, 1, hour), sooner(polls, 2, 2 * hour),
                     told ? "" : "the rest of the host was not spared"});
}

Series of_several_sources(const std::string&) {
    Series series{times(4, feed(tag))};
    series.here = 3;
    series.there = 1;
    return series;
}
std::string one_after_another(const Polls& polls) {
    if (polls[1].at != polls[0].at || !polls[1].elsewhere) return "the other host had to wait, too";
    return first_of({sooner(polls, 1, Span{1}), sooner(polls, 2, Span{1})});
}

Series of_ten_hours(const std::string&) {
    return {joined({{feed(tag_and(max_age("36000")))}, times(6, bare(304, max_age("36000")))})};
}
std::string jitter_is_added(const Polls& polls) {
    for (std::size_t poll = 0; poll + 1 < polls.size(); ++poll) {
        auto fault = first_of({sooner(polls, poll, 10 * hour),
                               later(polls, poll, 10 * hour + 30 * minute + Span{2})});
        if (!fault.empty()) return fault;
    }
    return {};
}

}  // namespace

Rules timing_rules() {
    return {
        {13, "an hour between two questions", of_an_hour, an_hour},
        {15, "nothing before max-age, nor sooner than an hour", with_max_age, max_age_is_kept},
        {16, "304 may ask for time, and what was asked for stays", with_hints_on_304, hints_stay},
        {17, "refusals and errors may ask for time", with_hints_of_errors, errors_may_ask},
        {18, "Expires counts where no max-age is, \"no-cache\" shortens nothing", with_expires,
         expires_where_no_max_age_is},
        {19, "of two values the longer, however large", with_two_max_ages, the_longest_counts},
        {20, "ten years are a month, and that is told", of_ten_years, capped_and_told},
        {21, "Retry-After is kept, of every status", with_retry_after, retry_after_is_kept},
        {22, "a refusal spares the whole host, and then one by one", of_a_host, the_host_rests},
        {23, "429 alone: an hour, doubling to a day", of_refusals, slower_and_slower},
        {24, "a sudden 403 is a 429", of_a_sudden_403, as_slow_as_after_429},
        {25, "one at a time at a host, a second apart", of_several_sources, one_after_another},
        {28, "what is spread comes later, never sooner", of_ten_hours, jitter_is_added},
    };
}

}  // namespace earshot::app::etiquette
