#include "earshot/etiquette.hpp"

#include <array>

#include "daemon/core/poll/etiquette_points.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Judge = void (*)(const etiquette::Looked&, ServerAdvice&);

// What helps most comes first: only so many points fit into a letter that is read.
constexpr std::array<Judge, 11> judges{
    etiquette::judge_feed,        etiquette::judge_not_modified, etiquette::judge_validators,
    etiquette::judge_compression, etiquette::judge_freshness,    etiquette::judge_content_type,
    etiquette::judge_redirects,   etiquette::judge_cookies,      etiquette::judge_refusals,
    etiquette::judge_entries,     etiquette::judge_future};

constexpr std::size_t quoted_bytes = 80;

}  // namespace

namespace etiquette {

std::string size_text(std::size_t bytes) {
    constexpr std::size_t kibi = 1024;
    if (bytes < kibi) return std::to_string(bytes) + " bytes";
    return std::to_string((bytes + kibi / 2) / kibi) + " KiB";
}

std::string quoted(std::string_view value) {
    return shorten(printable(repair_utf8(value)), quoted_bytes);
}

}  // namespace etiquette

std::string_view to_text(EtiquettePoint point) {
    switch (point) {
        case EtiquettePoint::feed: return "feed";
        case EtiquettePoint::not_modified: return "not_modified";
        case EtiquettePoint::validators: return "validators";
        case EtiquettePoint::compression: return "compression";
        case EtiquettePoint::freshness: return "freshness";
        case EtiquettePoint::content_type: return "content_type";
        case EtiquettePoint::redirects: return "redirects";
        case EtiquettePoint::cookies: return "cookies";
        case EtiquettePoint::refusals: return "refusals";
        case EtiquettePoint::entries: return "entries";
        case EtiquettePoint::future: return "future";
    }
    return "";
}

std::optional<std::string> no_document(const http::Outcome& first) {
    if (const auto* broken = std::get_if<http::Broken>(&first))
        return broken->text.empty() ? std::string(to_text(broken->fault)) : broken->text;
    if (http::document_of(first) != nullptr) return std::nullopt;
    const auto& reply = std::get<http::Reply>(first);
    std::string said = "answered " + http::status_line(reply.status);
    const std::string retry = http::header(reply.headers, "retry-after");
    if (!retry.empty()) said += " (Retry-After: " + etiquette::quoted(retry) + ")";
    return said;
}

ServerAdvice advice_for(const http::Reply& first, const std::optional<http::Outcome>& second,
                        Instant now) {
    const FeedHint hint{http::header(first.headers, "content-type"), first.effective.reveal()};
    const Result<Feed> feed = parse_feed(first.body, hint);
    ServerAdvice advice;
    advice.asked_again = second.has_value();
    for (const Judge judge : judges) {
        judge({first, second, feed, now}, advice);
        if (!feed) break;  // of what is no feed, nothing else is worth a letter
    }
    if (advice.better.size() > ServerAdvice::most) advice.better.resize(ServerAdvice::most);
    return advice;
}

}  // namespace earshot
