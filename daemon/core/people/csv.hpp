#pragma once
// Comma-separated values as RFC 4180 has them and as spreadsheets write them: any line end, another
// separator, quotes inside of fields that are not quoted.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

struct CsvRow {
    int line = 0;  // where it begins
    std::vector<std::string> fields;
    bool unclosed = false;  // a quote was open when the text ended
};

class CsvRows {
public:
    CsvRows(std::string_view text, std::size_t most_fields) : rest_(text), most_(most_fields) {}

    void separate_by(char separator) { separator_ = separator; }

    /// The next row that is not blank. Fields beyond the most are read and dropped.
    std::optional<CsvRow> next();

private:
    std::string take_field(bool& last, bool& unclosed);

    std::string_view rest_;
    std::size_t most_;
    char separator_ = ',';
    int line_ = 1;
};

}  // namespace earshot
