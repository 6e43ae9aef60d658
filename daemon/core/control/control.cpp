#include "earshot/control.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "earshot/text.hpp"

namespace earshot::control {
namespace {

namespace json = boost::json;

std::string_view title_of(int status) {
    switch (status) {
        case 400: return "The request cannot be understood";
        case 403: return "Not permitted";
        case 404: return "Not found";
        case 405: return "Not possible with this method";
        case 409: return "In conflict with what is there";
        case 413: return "The body is too large";
        case 422: return "Rejected";
        case 431: return "The header is too large";
        case 502: return "Another server does not answer as it should";
        case 503: return "Not available now";
        default: return status >= 500 ? "Something went wrong in the daemon" : "Refused";
    }
}

json::object to_object(const Problem& problem) {
    json::object object;
    const std::size_t colon = problem.where.rfind(':');
    if (colon != std::string::npos) {
        const char* begin = problem.where.data() + colon + 1;
        const char* end = problem.where.data() + problem.where.size();
        int line = 0;
        const auto [stop, error] = std::from_chars(begin, end, line);
        if (error == std::errc() && stop == end && line > 0) {
            object["file"] = problem.where.substr(0, colon);
            object["line"] = line;
        }
    }
    if (object.empty() && !problem.where.empty()) object["where"] = problem.where;
    object["message"] = problem.what;
    return object;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[i + 1]);
        const int low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (repair_utf8(out) != out) return std::nullopt;
    return out;
}

/// Calls `take` for each part; false as soon as it says so.
template <class Take>
bool each_part(std::string_view text, char separator, Take take) {
    while (true) {
        const std::size_t end = text.find(separator);
        if (!take(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

bool add_segment(Target& target, std::string_view text) {
    if (text.empty() || target.path.size() == limits::path_segments) return false;
    auto segment = percent_decoded(text);
    if (!segment) return false;
    target.path.push_back(std::move(*segment));
    return true;
}

bool add_parameter(Target& target, std::string_view text) {
    if (text.empty()) return true;  // "?", "a=1&&b=2"
    if (target.query.size() == limits::query_parameters) return false;
    const std::size_t equals = text.find('=');
    const auto name = percent_decoded(text.substr(0, equals));
    const auto value =
        percent_decoded(equals == std::string_view::npos ? "" : text.substr(equals + 1));
    if (!name || name->empty() || !value) return false;
    return target.query.emplace(*name, *value).second;
}

}  // namespace

Answer to_answer(const Error& error) {
    json::object body{{"type", "urn:earshot:error:" + error.slug},
                      {"title", title_of(error.status)},
                      {"status", error.status},
                      {"detail", error.detail}};
    if (!error.problems.empty()) {
        json::array problems;
        for (const Problem& problem : error.problems)
            problems.push_back(to_object(problem));
        body["problems"] = std::move(problems);
    }
    Answer answer;
    answer.status = error.status;
    answer.content_type = "application/problem+json";
    answer.body = json::serialize(body);
    return answer;
}

std::optional<Target> parse_target(std::string_view target) {
    if (target.size() > limits::target_bytes || !target.starts_with('/')) return std::nullopt;
    const bool plain = std::all_of(target.begin(), target.end(),
                                   [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
    if (!plain) return std::nullopt;

    Target result;
    const std::size_t mark = target.find('?');
    const std::string_view path =
        target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
    if (!path.empty() &&
        !each_part(path, '/', [&](std::string_view part) { return add_segment(result, part); }))
        return std::nullopt;
    if (mark != std::string_view::npos &&
        !each_part(target.substr(mark + 1), '&',
                   [&](std::string_view part) { return add_parameter(result, part); }))
        return std::nullopt;
    return result;
}

}  // namespace earshot::control
