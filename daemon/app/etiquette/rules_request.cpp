// What a question says, and to whom: rules 38 to 46.

#include "daemon/app/etiquette/gzip_bytes.hpp"
#include "daemon/app/etiquette/rule.hpp"
#include "earshot/http.hpp"
#include "earshot/version.hpp"

namespace earshot::app::etiquette {
namespace {

const AnswerHeaders tag{{"ETag", "\"1\""}};

constexpr const char* odd_path = "/a/../feed?format=rss&q=a%20b";
Series of_an_odd_address(const std::string&) {
    Series series{{feed(tag), bare(304)}};
    series.path = std::string(odd_path) + "#top";
    return series;
}
std::string as_configured(const Polls& polls) {
    return in_any(polls, [](const Asked& asked, std::size_t poll) {
        return first_of({asked.method == "GET" ? "" : "it was a " + asked.method,
                         elsewhere(asked, poll, odd_path),
                         unlike(asked, poll, "host", asked.authority)});
    });
}

Series of_two(const std::string&) {
    return {{feed(tag), bare(304)}};
}
std::string an_honest_name(const Polls& polls) {
    const std::string name = polls[0].asked[0].header("user-agent");
    return in_any(polls, [&](const Asked& asked, std::size_t poll) {
        const bool honest = name.starts_with("earshot/" EARSHOT_VERSION " (+https://");
        return honest ? unlike(asked, poll, "user-agent", name) : "it calls itself " + name;
    });
}

Series of_compressed(const std::string&) {
    const AnswerHeaders coded{{"ETag", "\"1\""}, {"Content-Encoding", "gzip"}};
    return {{Answer{200, coded, gzip_of(document()), false},
             Answer{200, coded, gzip_bomb(http::limits::decoded_bytes + 1), false}}};
}
std::string gzip_is_understood(const Polls& polls) {
    const bool whole = polls[0].step.bytes == document().size();
    return first_of({in_any(polls,
                            [](const Asked& asked, std::size_t) {
                                const std::string codings = asked.header("accept-encoding");
                                return codings.find("gzip") != codings.npos
                                           ? std::string()
                                           : "it understands only \"" + codings + "\"";
                            }),
                     taken_for(polls, 0, PollResult::fresh),
                     whole ? "" : "the document was not what had been compressed",
                     taken_for(polls, 1, PollResult::failed)});
}

std::string types_of_feeds(const Polls& polls) {
    return in_any(polls, [](const Asked& asked, std::size_t) {
        const std::string accept = asked.header("accept");
        for (const char* type : {"application/atom+xml", "application/rss+xml", "*/*;q="})
            if (accept.find(type) == accept.npos)
                return "it accepts \"" + accept + "\", without " + type;
        return std::string();
    });
}

Series of_cookies(const std::string& other) {
    const AnswerHeaders cookie{{"Set-Cookie", "id=1; Path=/"}, {"ETag", "\"1\""}};
    return {{lead(302, other + "/b", cookie), feed(cookie), lead(302, other + "/b", cookie),
             bare(304, cookie)},
            2};
}
std::string no_cookie(const Polls& polls) {
    return in_any(polls, [](const Asked& asked, std::size_t poll) {
        return unlike(asked, poll, "cookie", {});
    });
}
std::string no_referer(const Polls& polls) {
    return in_any(polls, [](const Asked& asked, std::size_t poll) {
        return unlike(asked, poll, "referer", {});
    });
}

Series of_pictures(const std::string&) {
    return {{Answer{200, tag,
                    document("<link>/</link><image><url>/icon.png</url><link>/page</link></image>"),
                    false},
             Answer{200,
                    {},
                    "<html><head><link rel=\"icon\" href=\"/favicon.ico\"><link rel=\"alternate\" "
                    "type=\"application/rss+xml\" href=\"/other\"></head></html>",
                    false},
             bare(304)}};
}
std::string nothing_else(const Polls& polls) {
    return in_any(polls, [](const Asked& asked, std::size_t poll) {
        return elsewhere(asked, poll, "/feed");
    });
}

Series of_one_connection(const std::string&) {
    AnswerHeaders many = tag;
    many.emplace_back("X-Padding", std::string(http::limits::header_bytes + 1, 'x'));
    return {{feed(tag), bare(304), bare(304), feed(many)}};
}
std::string one_connection(const Polls& polls) {
    const int first = polls[0].asked[0].connection;
    for (std::size_t poll = 1; poll < polls.size(); ++poll)
        if (polls[poll].asked[0].connection != first)
            return "poll " + std::to_string(poll + 1) + " came on a connection of its own";
    return taken_for(polls, 3, PollResult::failed);
}

Series of_a_delta(const std::string&) {
    return {{feed(tag), Answer{226, {{"ETag", "\"2\""}, {"IM", "feed"}}, document(), false},
             bare(304)}};
}
std::string no_delta_for_the_whole(const Polls& polls) {
    return first_of(
        {in_any(polls, [](const Asked& asked,
                          std::size_t poll) { return unlike(asked, poll, "a-im", {}); }),
         taken_for(polls, 1, PollResult::failed), unlike(polls, 2, "if-none-match", "\"1\"")});
}

}  // namespace

Rules request_rules() {
    return {
        {38, "a GET of the address as it was given", of_an_odd_address, as_configured},
        {39, "an honest name, always the same", of_two, an_honest_name},
        {40, "gzip is understood, and bounded", of_compressed, gzip_is_understood},
        {41, "Accept names the types of feeds, and all others", of_two, types_of_feeds},
        {42, "no cookies", of_cookies, no_cookie},
        {43, "no Referer", of_cookies, no_referer},
        {44, "no pictures, no pages, no icons", of_pictures, nothing_else},
        {45, "one connection for several questions; bounded headers", of_one_connection,
         one_connection},
        {46, "no part of a feed is taken for the whole", of_a_delta, no_delta_for_the_whole},
    };
}

}  // namespace earshot::app::etiquette
