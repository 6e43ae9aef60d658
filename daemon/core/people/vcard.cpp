#include "earshot/vcard.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/people/content_lines.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

std::string place(int line, std::string_view field = {}) {
    return "line " + std::to_string(line) +
           (field.empty() ? std::string() : ", " + std::string(field));
}

std::string text_of(std::string_view escaped) {
    return shorten(collapse(printable(unescaped(escaped))), vcard_limits::text);
}

/// "Dr. Ana Maria Lind jr." from family; given; additional; before; after.
std::string ordered_name(std::string_view value) {
    const auto parts = split_value(value, ';');
    std::string name;
    for (const std::size_t i : {3U, 1U, 2U, 0U, 4U})
        if (i < parts.size()) name += " " + text_of(parts[i]);
    return shorten(collapse(name), vcard_limits::text);
}

bool has_scheme(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos || colon == 0) return false;
    return std::all_of(text.begin(), text.begin() + std::ptrdiff_t(colon), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '-';  // and no dot: "ines.example:8080" has no scheme
    });
}

void add(std::vector<std::string>& list, std::string value) {
    if (value.empty() || list.size() == vcard_limits::values) return;
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

/// An address with its scheme: "www.ines.example" and "@ines@social.example" are some without,
/// "x-apple:ines" is none at all.
void add_address(Card& card, std::string_view escaped) {
    std::string address = collapse(printable(unescaped(escaped)));
    if (address.size() > vcard_limits::address || address.find(' ') != address.npos) return;
    if (address.starts_with("x-apple:")) return;
    if (!has_scheme(address) && address.find('.') != address.npos) {
        const bool handle = address.front() == '@' && address.rfind('@') > 0;
        if (handle) address.replace(0, 1, "acct:");
        if (address.find('@') == address.npos) address.insert(0, "https://");
    }
    if (!has_scheme(address) || address.back() == ':') return;
    add(card.addresses, std::move(address));
}

void add_mailbox(Card& card, std::string_view escaped) {
    std::string mailbox = collapse(printable(unescaped(escaped)));
    if (mailbox.size() > 7 && same_word(mailbox.substr(0, 7), "mailto:")) mailbox.erase(0, 7);
    const bool good = mailbox.size() <= vcard_limits::address &&
                      mailbox.find(' ') == mailbox.npos && mailbox.find('@') != mailbox.npos;
    if (good) add(card.mailboxes, std::move(mailbox));
}

std::string day_of(int year, int month, int day) {
    std::string text = year > 0 ? std::to_string(year) : "-";
    for (const int part : {month, day})
        text += (part < 10 ? "-0" : "-") + std::to_string(part);
    return text;
}

/// "1961-04-23", "19610423", "--0423"; empty for what is no day.
std::string birthday_of(const ContentLine& property) {
    std::string figures;
    for (const char c : property.value.substr(0, property.value.find('T')))
        if (c >= '0' && c <= '9') figures += c;
    const bool without_year = property.value.starts_with("--");
    if (figures.size() != (without_year ? 4U : 8U)) return {};
    const std::string_view rest = std::string_view(figures).substr(without_year ? 0 : 4);
    const int month = (rest[0] - '0') * 10 + rest[1] - '0';
    const int day = (rest[2] - '0') * 10 + rest[3] - '0';
    if (month < 1 || month > 12 || day < 1 || day > 31) return {};
    // Apple writes a year for want of none, and says so.
    const std::string omitted = property.parameter("X-APPLE-OMIT-YEAR");
    const std::string year = without_year ? std::string() : figures.substr(0, 4);
    return day_of(year == omitted || year.empty() ? 0 : std::stoi(year), month, day);
}

/// How gladly a number is called: preferred, mobile, any; never a fax. Empty: not at all.
std::optional<int> rank_of_phone(const ContentLine& property) {
    for (const char* type : {"fax", "pager", "modem", "telex"})
        if (property.has_type(type)) return std::nullopt;
    if (property.has_type("pref") || property.parameter("PREF") == "1") return 0;
    for (const char* type : {"cell", "iphone", "mobile"})
        if (property.has_type(type)) return 1;
    return 2;
}

/// The lowest PREF is the best; none is worse than any.
int preference_of(const ContentLine& property) {
    const std::string text = property.parameter("PREF");
    const bool number =
        !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == text.npos;
    return number ? std::stoi(text) : property.has_type("pref") ? 0 : 101;
}

std::string plain_uid(std::string_view value) {
    std::string uid = collapse(printable(unescaped(value)));
    constexpr std::string_view urn = "urn:uuid:";
    if (uid.size() > urn.size() && same_word(uid.substr(0, urn.size()), urn))
        uid.erase(0, urn.size());
    return uid;
}

/// A group of an address book, by the plain UIDs of its members.
struct Group {
    std::string name;
    std::vector<std::string> members;
};

/// One card between its BEGIN and its END.
class CardReader {
public:
    explicit CardReader(int line) : line_(line) {}

    void take(const ContentLine& property) {
        if (property.left_out) return;
        const std::string& name = property.name;
        const std::string& value = property.value;
        if (name == "FN") take_name(property);
        if (name == "N" && ordered_.empty()) take_parts(value);
        if (name == "NICKNAME" && nickname_.empty())
            nickname_ = text_of(split_value(value, ',').front());
        if (name == "ORG" && card_.organisation.empty())
            card_.organisation = text_of(split_value(value, ';').front());
        if (name == "TITLE" && card_.title.empty()) card_.title = text_of(value);
        if (name == "ROLE" && role_.empty()) role_ = text_of(value);
        if (name == "NOTE") take_note(value);
        if (name == "BDAY" && card_.birthday.empty()) card_.birthday = birthday_of(property);
        if (name == "UID" && value.size() <= vcard_limits::address)
            card_.uid = collapse(printable(unescaped(value)));
        if (name == "URL" || name == "SOCIALPROFILE" || name == "X-SOCIALPROFILE" || name == "IMPP")
            add_address(card_, value);
        if (name == "EMAIL") add_mailbox(card_, value);
        if (name == "TEL") take_phone(property);
        if (name == "CATEGORIES")
            for (const std::string_view one : split_value(value, ','))
                add(card_.categories, text_of(one));
        if (name == "KIND" || name == "X-ADDRESSBOOKSERVER-KIND") kind_ = folded(value);
        if (name == "X-ABSHOWAS" && same_word(collapse(value), "company")) kind_ = "org";
        if ((name == "MEMBER" || name == "X-ADDRESSBOOKSERVER-MEMBER") &&
            value.size() <= vcard_limits::address)
            members_.push_back(plain_uid(value));
    }

    int line() const { return line_; }
    bool is_group() const { return kind_ == "group"; }

    Group group() { return {card_.name, std::move(members_)}; }

    /// Nothing for a firm, a place, or a mailbox that a program saved by itself.
    Result<std::optional<Card>> done() {
        for (const std::string* name : {&ordered_, &nickname_})
            if (card_.name.empty()) card_.name = *name;
        if (card_.title.empty()) card_.title = role_;
        const bool thing = !kind_.empty() && kind_ != "individual";
        const bool only_firm = card_.name.empty() || (card_.name == card_.organisation && !parted_);
        if (thing || (only_firm && !card_.organisation.empty())) return std::nullopt;
        if (card_.name.empty()) return fail("has no name", place(line_, "FN"));
        const std::size_t at = card_.name.find('@');
        const bool is_mailbox =
            at != card_.name.npos && at > 0 && card_.name.find(' ') == card_.name.npos;
        if (is_mailbox) return std::nullopt;
        return std::move(card_);
    }

private:
    void take_name(const ContentLine& property) {
        const int preference = preference_of(property);
        std::string name = text_of(property.value);
        if (name.empty() || (!card_.name.empty() && preference >= name_preference_)) return;
        card_.name = std::move(name);
        name_preference_ = preference;
    }

    void take_parts(const std::string& value) {
        ordered_ = ordered_name(value);
        const auto parts = split_value(value, ';');
        parted_ = parts.size() > 1 && !text_of(parts[0]).empty() && !text_of(parts[1]).empty();
    }

    void take_note(const std::string& value) {
        const std::string note = collapse(printable(unescaped(value)));
        if (note.empty()) return;
        card_.note =
            shorten(card_.note + (card_.note.empty() ? "" : " / ") + note, vcard_limits::note);
    }

    void take_phone(const ContentLine& property) {
        const auto rank = rank_of_phone(property);
        if (!rank || (!card_.phone.empty() && *rank >= phone_rank_)) return;
        std::string phone = text_of(property.value);
        if (phone.size() > 4 && same_word(phone.substr(0, 4), "tel:")) phone.erase(0, 4);
        if (phone.empty()) return;
        card_.phone = std::move(phone);
        phone_rank_ = *rank;
    }

    int line_;
    Card card_;
    std::string ordered_, nickname_, role_;
    std::string kind_;  // folded; empty when the card does not say
    std::vector<std::string> members_;
    bool parted_ = false;  // N has a family name and a given one
    int name_preference_ = 0, phone_rank_ = 0;
};

/// All cards of a file.
class FileReader {
public:
    explicit FileReader(std::string_view bytes) : lines_(bytes) {}

    CardReading read() {
        while (const auto line = lines_.next())
            take(*line);
        if (card_) refuse(cut_off());
        give_circles();
        return std::move(reading_);
    }

private:
    void take(const ContentLine& line) {
        const bool bracket = line.name == "BEGIN" || line.name == "END";
        const std::string what = bracket ? folded(line.value) : std::string();
        if (line.name == "BEGIN" && what == "vcard") return begin(line);
        if (line.name == "END" && what == "vcard") return end();
        // Programs have joined cards without the line's end between them.
        if (line.name == "END" && what == "vcardbegin:vcard") {
            end();
            return begin(line);
        }
        if (!card_ || inner_ > 0) return;
        if (line.name == "VERSION") lines_.keep_fold_space(collapse(line.value) == "2.1");
        agent_ = line.name == "AGENT" && collapse(line.value).empty();
        card_->take(line);
    }

    void begin(const ContentLine& line) {
        // Version 2.1 puts somebody's agent as a card into the card.
        if (card_ && (agent_ || inner_ > 0)) {
            ++inner_;
            return;
        }
        if (card_) refuse(cut_off());
        card_.emplace(line.line);
        lines_.keep_fold_space(false);
    }

    void end() {
        if (inner_ > 0) {
            --inner_;
            agent_ = false;
            return;
        }
        if (!card_) return;
        const int line = card_->line();
        if (card_->is_group()) {
            take_group(card_->group());
            return card_.reset();
        }
        Result<std::optional<Card>> card = card_->done();
        card_.reset();
        if (!card) return refuse(std::move(card.error()));
        if (!*card) {
            ++reading_.not_people;
            return;
        }
        if (reading_.cards.size() == vcard_limits::cards)
            return refuse({"is one card too many: at most " + std::to_string(vcard_limits::cards) +
                               " are read",
                           place(line)});
        reading_.cards.push_back(**std::move(card));
        reading_.lines.push_back(line);
    }

    void take_group(Group group) {
        ++groups_;
        for (std::string& member : group.members)
            if (!group.name.empty() && circles_.size() < vcard_limits::members)
                circles_.emplace(std::move(member), group.name);
    }

    void give_circles() {
        for (Card& card : reading_.cards) {
            const auto [first, last] = circles_.equal_range(plain_uid(card.uid));
            for (auto circle = first; circle != last; ++circle)
                add(card.categories, circle->second);
        }
        if (reading_.cards.empty()) reading_.not_people += groups_;
    }

    Problem cut_off() const { return {"is cut off: its END is missing", place(card_->line())}; }

    void refuse(Problem problem) {
        if (reading_.refused.size() < vcard_limits::refused)
            reading_.refused.push_back(std::move(problem));
        else
            ++reading_.refused_unlisted;
    }

    ContentLines lines_;
    CardReading reading_;
    std::optional<CardReader> card_;
    std::multimap<std::string, std::string> circles_;  // of each member, by plain UID
    int groups_ = 0;
    int inner_ = 0;       // cards inside the card
    bool agent_ = false;  // the last property announced one
};

}  // namespace

Result<CardReading> read_vcards(std::string_view bytes) {
    if (bytes.size() > vcard_limits::bytes)
        return fail("is larger than " + std::to_string(vcard_limits::bytes) + " bytes");
    std::string decoded;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        Result<std::string> text = to_utf8(bytes, {});
        if (!text) return Failure(text.error());
        decoded = std::move(*text);
        bytes = decoded;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    CardReading reading = FileReader(bytes).read();
    const bool nothing = reading.cards.empty() && reading.refused.empty();
    if (nothing && reading.not_people == 0) return fail("holds no vCard: there is no BEGIN:VCARD");
    return reading;
}

}  // namespace earshot
