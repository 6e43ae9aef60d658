#include "earshot/linkedin_csv.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/people/connected_day.hpp"
#include "daemon/core/people/csv.hpp"
#include "daemon/core/people/people_columns.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using people_columns::Column;
using people_columns::Layout;
using people_columns::layout_of;

std::string place(int line, std::string_view field = {}) {
    return "line " + std::to_string(line) +
           (field.empty() ? std::string() : ", " + std::string(field));
}

bool is_header(const Layout& layout) {
    const auto has = [&](Column column) {
        return layout[static_cast<std::size_t>(column)].has_value();
    };
    const bool names = has(Column::first_name) || has(Column::name);
    return has(Column::profile) ? names || has(Column::connected) : has(Column::connected) && names;
}

struct Header {
    Layout layout;
    char separator;
    std::size_t row;  // its number, from zero
};

std::optional<Header> find_header(std::string_view text) {
    for (const char separator : {',', ';', '\t'}) {
        CsvRows rows(text, linkedin_limits::columns);
        rows.separate_by(separator);
        for (std::size_t number = 0; number < linkedin_limits::header_within; ++number) {
            const auto row = rows.next();
            if (!row) break;
            const Layout layout = layout_of(row->fields);
            if (is_header(layout)) return Header{layout, separator, number};
        }
    }
    return std::nullopt;
}

class Reader {
public:
    Reader(std::string_view text, const Header& header)
        : rows_(text, linkedin_limits::columns), layout_(header.layout) {
        rows_.separate_by(header.separator);
        for (std::size_t i = 0; i <= header.row; ++i)
            if (const auto row = rows_.next()) take_header(*row);
    }

    ConnectionReading read() {
        while (const auto row = rows_.next()) {
            if (!day_column() && has_foreign_columns_) find_day_column(*row);
            take(*row);
        }
        if (!day_column() && has_foreign_columns_ && !reading_.connections.empty())
            refuse({"no column is known to hold the days of the connections", place(header_line_)});
        settle_days();
        return std::move(reading_);
    }

private:
    void take_header(const CsvRow& row) {
        header_line_ = row.line;
        const auto known = std::count_if(layout_.begin(), layout_.end(),
                                         [](const auto& column) { return column.has_value(); });
        has_foreign_columns_ = row.fields.size() > static_cast<std::size_t>(known);
    }

    std::optional<std::size_t>& day_column() {
        return layout_[static_cast<std::size_t>(Column::connected)];
    }

    /// In a language that we do not know the column of days is the one that holds days.
    void find_day_column(const CsvRow& row) {
        for (std::size_t i = row.fields.size(); i > 0; --i) {
            const bool is_known = std::find(layout_.begin(), layout_.end(), i - 1) != layout_.end();
            const std::string text = collapse(printable(row.fields[i - 1]));
            if (!is_known && !text.empty() && read_day(text, DayOrder::day_first)) {
                day_column() = i - 1;
                return;
            }
        }
    }

    std::string field(const CsvRow& row, Column column) const {
        const auto at = layout_[static_cast<std::size_t>(column)];
        if (!at || *at >= row.fields.size()) return {};
        return collapse(printable(row.fields[*at]));
    }
    std::string text(const CsvRow& row, Column column) const {
        return shorten(field(row, column), linkedin_limits::text);
    }
    std::string address(const CsvRow& row, Column column) const {
        std::string found = field(row, column);
        if (found.size() > linkedin_limits::address || found.find(' ') != found.npos) return {};
        return found;
    }

    void take(const CsvRow& row) {
        if (row.unclosed) return refuse({"has a quote that is never closed", place(row.line)});
        Connection connection;
        connection.name = text(row, Column::name);
        if (connection.name.empty())
            connection.name = shorten(
                collapse(field(row, Column::first_name) + " " + field(row, Column::last_name)),
                linkedin_limits::text);
        connection.profile = address(row, Column::profile);
        connection.mailbox = address(row, Column::mailbox);
        connection.company = text(row, Column::company);
        connection.position = text(row, Column::position);
        if (connection.name.empty() && connection.profile.empty()) {
            // Of members who closed their profile the day alone is left.
            if (connection.mailbox.empty() && !field(row, Column::connected).empty()) {
                ++reading_.left;
                return;
            }
            return refuse({"names nobody", place(row.line, "First Name")});
        }
        if (reading_.connections.size() == linkedin_limits::rows)
            return refuse({"is one connection too many: at most " +
                               std::to_string(linkedin_limits::rows) + " are read",
                           place(row.line)});
        reading_.connections.push_back(std::move(connection));
        reading_.lines.push_back(row.line);
        days_.push_back(field(row, Column::connected));
    }

    /// In what order figures stand is known when all of them were seen.
    void settle_days() {
        const DayOrder order = order_of(days_);
        for (std::size_t i = 0; i < days_.size(); ++i) {
            if (days_[i].empty()) continue;
            const Result<Instant> day = read_day(days_[i], order);
            if (day)
                reading_.connections[i].connected_on = *day;
            else
                refuse({day.error().what, place(reading_.lines[i], "Connected On")});
        }
    }

    void refuse(Problem problem) {
        if (reading_.refused.size() < linkedin_limits::refused)
            reading_.refused.push_back(std::move(problem));
        else
            ++reading_.refused_unlisted;
    }

    CsvRows rows_;
    Layout layout_;
    ConnectionReading reading_;
    int header_line_ = 0;
    bool has_foreign_columns_ = false;
    std::vector<std::string> days_;  // as written, one for each connection
};

}  // namespace

Result<ConnectionReading> read_linkedin(std::string_view bytes) {
    if (bytes.size() > linkedin_limits::bytes)
        return fail("is larger than " + std::to_string(linkedin_limits::bytes) + " bytes");
    const auto text = to_utf8(bytes, {});
    if (!text) return Failure(text.error());
    const auto header = find_header(*text);
    if (!header)
        return fail(
            "has no header line as Connections.csv of LinkedIn has: "
            "First Name, Last Name, URL, ..., Connected On");
    return Reader(*text, *header).read();
}

}  // namespace earshot
