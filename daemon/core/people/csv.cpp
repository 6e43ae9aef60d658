#include "daemon/core/people/csv.hpp"

namespace earshot {

std::string CsvRows::take_field(bool& last, bool& unclosed) {
    std::string out;
    bool quoted = rest_.starts_with('"');
    if (quoted) rest_.remove_prefix(1);
    while (!rest_.empty()) {
        const char c = rest_.front();
        const bool line_end = c == '\n' || c == '\r';
        if (quoted && c == '"') {
            rest_.remove_prefix(1);
            if (rest_.starts_with('"')) {
                out += '"';
                rest_.remove_prefix(1);
            } else {
                quoted = false;  // what follows up to the separator belongs to it
            }
            continue;
        }
        if (!quoted && (c == separator_ || line_end)) break;
        rest_.remove_prefix(1);
        if (c == '\n' || (c == '\r' && !rest_.starts_with('\n'))) ++line_;
        out += c;
    }
    unclosed = quoted;
    last = rest_.empty() || rest_.front() != separator_;
    if (rest_.empty()) return out;
    if (last) ++line_;
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    return out;
}

std::optional<CsvRow> CsvRows::next() {
    while (!rest_.empty()) {
        CsvRow row;
        row.line = line_;
        bool blank = true;
        bool last = false;
        while (!last) {
            std::string field = take_field(last, row.unclosed);
            blank = blank && field.find_first_not_of(" \t") == field.npos;
            if (row.fields.size() < most_) row.fields.push_back(std::move(field));
        }
        if (!blank || row.unclosed) return row;
    }
    return std::nullopt;
}

}  // namespace earshot
