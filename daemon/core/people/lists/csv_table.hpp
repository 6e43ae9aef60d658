#pragma once
// A table in CSV whose columns are known by the words above them, wherever they stand.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/people/csv.hpp"
#include "earshot/result.hpp"

namespace earshot {

class CsvTable {
public:
    static constexpr std::size_t most_columns = 200;
    static constexpr std::size_t header_within = 30;  // rows

    /// `text` outlives the table. Nothing when no row among the first has all these words, folded.
    static std::optional<CsvTable> open(std::string_view text,
                                        const std::vector<std::string_view>& wanted);

    /// Folded words of the header, by column.
    const std::vector<std::string>& header() const { return header_; }
    bool has(std::string_view word) const { return columns_.contains(word); }

    /// Goes to the next row.
    bool next();
    int line() const { return row_.line; }
    bool is_cut_off() const { return row_.unclosed; }
    /// Collapsed and printable; empty when there is no such column or field.
    std::string field(std::string_view word) const;
    std::string field(std::size_t column) const;

private:
    explicit CsvTable(CsvRows rows) : rows_(rows) {}

    CsvRows rows_;
    CsvRow row_;
    std::vector<std::string> header_;
    std::map<std::string, std::size_t, std::less<>> columns_;
};

/// "line 7, Field"
std::string place_in_table(int line, std::string_view field = {});

/// The file as text; a problem when it is larger than `most`.
Result<std::string> table_text(std::string_view bytes, std::size_t most);

}  // namespace earshot
