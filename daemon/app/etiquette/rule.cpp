#include "daemon/app/etiquette/rule.hpp"

#include <utility>

namespace earshot::app::etiquette {
namespace {

std::string request(std::size_t poll) {
    return "poll " + std::to_string(poll + 1);
}

std::string stretch(Moment::duration length) {
    const auto span = std::chrono::floor<Span>(length);
    const auto rest = (length - span).count();
    return rest == 0 ? to_text(span) : std::to_string(length.count()) + " ms";
}

}  // namespace

std::string document(const std::string& head) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel>"
           "<title>Garden</title>" +
           head + "<item><guid>1</guid><title>Tomatoes</title><pubDate>" + to_http_date(start) +
           "</pubDate></item></channel></rss>";
}

Answer feed(AnswerHeaders headers) {
    return {200, std::move(headers), document(), false};
}
Answer bare(int status, AnswerHeaders headers) {
    return {status, std::move(headers), {}, false};
}
Answer lead(int status, const std::string& to, AnswerHeaders headers) {
    headers.emplace_back("Location", to);
    return {status, std::move(headers), {}, false};
}

std::vector<Answer> times(std::size_t count, const Answer& answer) {
    return std::vector<Answer>(count, answer);
}

std::vector<Answer> joined(std::initializer_list<std::vector<Answer>> parts) {
    std::vector<Answer> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::string first_of(std::initializer_list<std::string> faults) {
    for (const std::string& fault : faults)
        if (!fault.empty()) return fault;
    return {};
}

std::string unlike(const Asked& asked, std::size_t poll, const std::string& name,
                   const std::optional<std::string>& expected) {
    const std::optional<std::string> said =
        asked.has(name) ? std::optional(asked.header(name)) : std::nullopt;
    if (said == expected) return {};
    const std::string instead = expected ? " instead of " + *expected : "";
    if (!said) return request(poll) + " said nothing of " + name + instead;
    return request(poll) + " said " + name + ": " + *said + instead;
}

std::string unlike(const Polls& polls, std::size_t poll, const std::string& name,
                   const std::optional<std::string>& expected) {
    return unlike(polls[poll].asked.back(), poll, name, expected);
}

std::string sooner(const Polls& polls, std::size_t poll, Span least) {
    const auto gap = polls[poll + 1].at - polls[poll].at;
    if (gap >= least) return {};
    return request(poll + 1) + " came " + stretch(gap) + " after the one before, not " +
           to_text(least);
}

std::string later(const Polls& polls, std::size_t poll, Span most) {
    const auto gap = polls[poll + 1].at - polls[poll].at;
    if (gap <= most) return {};
    return request(poll + 1) + " came only " + stretch(gap) + " after the one before, later than " +
           to_text(most);
}

std::string elsewhere(const Asked& asked, std::size_t poll, const std::string& target) {
    if (asked.target == target) return {};
    return request(poll) + " asked for " + asked.target + " instead of " + target;
}

std::string taken_for(const Polls& polls, std::size_t poll, PollResult expected) {
    const PollResult result = polls[poll].step.result;
    if (result == expected) return {};
    return request(poll) + " was taken for " + std::string(to_text(result)) + ", not " +
           std::string(to_text(expected));
}

}  // namespace earshot::app::etiquette
