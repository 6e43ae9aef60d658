#include "daemon/core/replay/lines.hpp"

#include <charconv>

namespace earshot {
namespace {

template <class... Number>
void append(std::string& text, Number... number) {
    char digits[64];  // "%.6f" of the largest number here has 13 digits before the point
    const auto end = std::to_chars(digits, digits + sizeof digits, number...).ptr;
    text.append(digits, end);
}

}  // namespace

void ReplayLines::put(double value) {
    append(text_, value, std::chars_format::fixed, 6);
}

void ReplayLines::put(Instant t) {
    append(text_, to_epoch(t));
}

void ReplayLines::put(int value) {
    append(text_, value);
}

template <class... Fields>
void ReplayLines::line(const Fields&... fields) {
    ((put(fields), text_.push_back('\t')), ...);
    text_.back() = '\n';
}

void ReplayLines::quiet(std::string_view person, Instant due, Instant last_seen,
                        double usual_gap_days, double line_days) {
    line(std::string_view("quiet"), person, due, last_seen, usual_gap_days, line_days);
}

void ReplayLines::back(std::string_view person, Instant seen, Instant last_before) {
    line(std::string_view("back"), person, seen, last_before, in_days(seen - last_before));
}

void ReplayLines::burst(std::string_view person, Instant at, std::string_view verb,
                        const BurstSpan& span) {
    line(std::string_view("burst"), person, at, span.start, verb, span.count, span.threshold);
}

void ReplayLines::burst_end(std::string_view person, Instant closed, std::string_view verb,
                            const BurstSpan& span) {
    line(std::string_view("burst_end"), person, closed, span.start, span.end, span.count, verb);
}

}  // namespace earshot
