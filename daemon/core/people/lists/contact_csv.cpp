#include "earshot/contact_csv.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "daemon/core/people/lists/csv_table.hpp"
#include "daemon/core/people/people_columns.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

enum class Field {
    prefix,
    first,
    middle,
    last,
    suffix,
    name,
    nickname,
    firm,
    title,
    note,
    labels,
    birthday,
    mailbox,
    phone,
    mobile,
    page,
};

struct Heading {
    std::string_view word;  // folded, figures as '#'
    Field field;
};
// What only address books have.
constexpr std::array headings{
    Heading{"name prefix", Field::prefix},
    Heading{"middle name", Field::middle},
    Heading{"additional name", Field::middle},
    Heading{"name suffix", Field::suffix},
    Heading{"suffix", Field::suffix},
    Heading{"display name", Field::name},
    Heading{"anzeigename", Field::name},
    Heading{"nickname", Field::nickname},
    Heading{"organization name", Field::firm},
    Heading{"organization # - name", Field::firm},
    Heading{"organization", Field::firm},
    Heading{"organization title", Field::title},
    Heading{"organization # - title", Field::title},
    Heading{"job title", Field::title},
    Heading{"notes", Field::note},
    Heading{"notizen", Field::note},
    Heading{"labels", Field::labels},
    Heading{"group membership", Field::labels},
    Heading{"categories", Field::labels},
    Heading{"kategorien", Field::labels},
    Heading{"birthday", Field::birthday},
    Heading{"e-mail # - value", Field::mailbox},
    Heading{"email # - value", Field::mailbox},
    Heading{"e-mail # address", Field::mailbox},
    Heading{"primary email", Field::mailbox},
    Heading{"secondary email", Field::mailbox},
    Heading{"phone # - value", Field::phone},
    Heading{"phone", Field::phone},
    Heading{"primary phone", Field::phone},
    Heading{"home phone", Field::phone},
    Heading{"business phone", Field::phone},
    Heading{"work phone", Field::phone},
    Heading{"mobile phone", Field::mobile},
    Heading{"mobile number", Field::mobile},
    Heading{"mobiltelefon", Field::mobile},
    Heading{"website # - value", Field::page},
    Heading{"web page", Field::page},
    Heading{"web page #", Field::page},
    Heading{"website", Field::page},
};

std::optional<Field> field_of(std::string word) {
    for (char& c : word)
        if (c >= '0' && c <= '9') c = '#';
    for (const Heading& heading : headings)
        if (heading.word == word) return heading.field;
    const auto column = people_columns::column_called(word);
    if (!column) return std::nullopt;
    switch (*column) {
        case people_columns::Column::first_name: return Field::first;
        case people_columns::Column::last_name: return Field::last;
        case people_columns::Column::name: return Field::name;
        case people_columns::Column::profile: return Field::page;
        case people_columns::Column::mailbox: return Field::mailbox;
        case people_columns::Column::company: return Field::firm;
        case people_columns::Column::position: return Field::title;
        case people_columns::Column::connected: break;
    }
    return std::nullopt;
}

/// "a ::: b", as Google joins several values.
std::vector<std::string> values_of(std::string_view text, std::string_view separator) {
    std::vector<std::string> values;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (std::string one = collapse(text.substr(0, end)); !one.empty())
            values.push_back(std::move(one));
        text.remove_prefix(std::min(end + separator.size(), text.size()));
    }
    return values;
}

void add(std::vector<std::string>& list, const std::string& value) {
    if (list.size() == vcard_limits::values || value.size() > vcard_limits::address) return;
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

class RowReader {
public:
    explicit RowReader(const CsvTable& table) : table_(table) {}

    Card read() {
        for (std::size_t i = 0; i < table_.header().size(); ++i) {
            const std::string value = table_.field(i);
            if (value.empty()) continue;
            if (const auto field = field_of(table_.header()[i])) take(*field, value, i);
        }
        const std::string ordered =
            collapse(prefix_ + " " + first_ + " " + middle_ + " " + last_ + " " + suffix_);
        for (const std::string* name : std::array<const std::string*, 3>{&ordered, &name_, &nick_})
            if (card_.name.empty()) card_.name = shorten(*name, vcard_limits::text);
        return std::move(card_);
    }

private:
    void take(Field field, const std::string& value, std::size_t column) {
        switch (field) {
            case Field::prefix: prefix_ = value; break;
            case Field::first: first_ = value; break;
            case Field::middle: middle_ = value; break;
            case Field::last: last_ = value; break;
            case Field::suffix: suffix_ = value; break;
            case Field::name: name_ = value; break;
            case Field::nickname: nick_ = value; break;
            case Field::firm:
                if (card_.organisation.empty())
                    card_.organisation = shorten(value, vcard_limits::text);
                break;
            case Field::title:
                if (card_.title.empty()) card_.title = shorten(value, vcard_limits::text);
                break;
            case Field::note: card_.note = shorten(value, vcard_limits::note); break;
            case Field::labels:
                for (const char* separator : {" ::: ", ";"})
                    if (value.find(separator) != value.npos)
                        return take_labels(values_of(value, separator));
                take_labels({value});
                break;
            case Field::birthday: take_birthday(value); break;
            case Field::mailbox:
                for (const std::string& one : values_of(value, " ::: "))
                    if (one.find('@') != one.npos && one.find(' ') == one.npos)
                        add(card_.mailboxes, one);
                break;
            case Field::phone: take_phone(value, column); break;
            case Field::mobile:
                card_.phone = shorten(value, vcard_limits::text);
                is_mobile_ = true;
                break;
            case Field::page:
                for (const std::string& one : values_of(value, " ::: "))
                    if (one.find(' ') == one.npos && one.find('.') != one.npos)
                        add(card_.addresses, one.find("://") == one.npos ? "https://" + one : one);
                break;
        }
    }

    void take_labels(const std::vector<std::string>& labels) {
        for (const std::string& label : labels)
            add(card_.categories, shorten(label, vcard_limits::text));
    }

    void take_birthday(const std::string& value) {
        std::string figures;
        for (const char c : value)
            if (c >= '0' && c <= '9') figures += c;
        const bool without_year = value.starts_with("--");
        if (value.find_first_not_of("0123456789-") != value.npos) return;
        if (figures.size() != (without_year ? 4U : 8U)) return;
        const std::string of_month = figures.substr(figures.size() - 2);
        const std::string month = figures.substr(figures.size() - 4, 2);
        card_.birthday = (without_year ? "-" : figures.substr(0, 4)) + "-" + month + "-" + of_month;
    }

    /// "Mobile" beside a number of Google's, or a fax.
    void take_phone(const std::string& value, std::size_t column) {
        const std::string label = column > 0 ? folded(table_.field(column - 1)) : std::string();
        if (label.find("fax") != label.npos || label.find("pager") != label.npos) return;
        const bool mobile = label.find("mobil") != label.npos || label.find("cell") != label.npos;
        if (!card_.phone.empty() && (is_mobile_ || !mobile)) return;
        card_.phone = shorten(values_of(value, " ::: ").front(), vcard_limits::text);
        is_mobile_ = mobile;
    }

    const CsvTable& table_;
    Card card_;
    std::string prefix_, first_, middle_, last_, suffix_, name_, nick_;
    bool is_mobile_ = false;
};

std::optional<CsvTable> table_of(const std::string& text) {
    const std::vector<std::vector<std::string_view>> forms{
        {"first name", "last name"}, {"given name", "family name"}, {"display name"},
        {"vorname", "nachname"},     {"name", "e-mail 1 - value"},  {"name", "email"},
    };
    for (const auto& words : forms)
        if (auto table = CsvTable::open(text, words)) return table;
    return std::nullopt;
}

}  // namespace

Result<CardReading> read_contact_csv(std::string_view bytes) {
    const auto text = table_text(bytes, vcard_limits::bytes);
    if (!text) return Failure(text.error());
    auto table = table_of(*text);
    if (!table)
        return fail(
            "has no header line as address books have: First Name, Last Name, E-mail Address");
    CardReading reading;
    while (table->next()) {
        const auto refuse = [&](const std::string& what) {
            if (reading.refused.size() < vcard_limits::refused)
                reading.refused.push_back({what, place_in_table(table->line())});
            else
                ++reading.refused_unlisted;
        };
        if (table->is_cut_off()) {
            refuse("has a quote that is never closed");
            continue;
        }
        Card card = RowReader(*table).read();
        // A firm, or a mailbox that a program noted by itself.
        if (card.name.empty() || card.name.find('@') != card.name.npos) {
            ++reading.not_people;
            continue;
        }
        if (reading.cards.size() == vcard_limits::cards) {
            refuse("is one row too many: at most " + std::to_string(vcard_limits::cards) +
                   " are read");
            continue;
        }
        reading.cards.push_back(std::move(card));
        reading.lines.push_back(table->line());
    }
    return reading;
}

}  // namespace earshot
