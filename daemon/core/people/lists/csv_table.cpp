#include "daemon/core/people/lists/csv_table.hpp"

#include <algorithm>

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "earshot/text.hpp"

namespace earshot {

std::optional<CsvTable> CsvTable::open(std::string_view text,
                                       const std::vector<std::string_view>& wanted) {
    for (const char separator : {',', ';', '\t'}) {
        CsvRows rows(text, most_columns);
        rows.separate_by(separator);
        CsvTable table(rows);
        for (std::size_t number = 0; number < header_within; ++number) {
            const auto row = table.rows_.next();
            if (!row) break;
            table.header_.clear();
            table.columns_.clear();
            for (const std::string& field : row->fields) {
                table.header_.push_back(folded(field));
                table.columns_.emplace(table.header_.back(), table.header_.size() - 1);
            }
            const auto there = [&](std::string_view word) { return table.has(word); };
            if (std::all_of(wanted.begin(), wanted.end(), there)) return table;
        }
    }
    return std::nullopt;
}

bool CsvTable::next() {
    auto row = rows_.next();
    if (!row) return false;
    row_ = *std::move(row);
    return true;
}

std::string CsvTable::field(std::string_view word) const {
    const auto column = columns_.find(word);
    return column == columns_.end() ? std::string() : field(column->second);
}

std::string CsvTable::field(std::size_t column) const {
    if (column >= row_.fields.size()) return {};
    return collapse(printable(row_.fields[column]));
}

std::string place_in_table(int line, std::string_view field) {
    return "line " + std::to_string(line) +
           (field.empty() ? std::string() : ", " + std::string(field));
}

Result<std::string> table_text(std::string_view bytes, std::size_t most) {
    if (bytes.size() > most) return fail("is larger than " + std::to_string(most) + " bytes");
    return to_utf8(bytes, {});
}

}  // namespace earshot
