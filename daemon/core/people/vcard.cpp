#include "earshot/vcard.hpp"

#include <algorithm>

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

/// One card between its BEGIN and its END.
class CardReader {
public:
    explicit CardReader(int line) : line_(line) {}

    void take(const ContentLine& property) {
        if (property.left_out) return;
        const std::string& name = property.name;
        const std::string& value = property.value;
        if (name == "FN" && card_.name.empty()) card_.name = text_of(value);
        if (name == "N" && ordered_.empty()) ordered_ = ordered_name(value);
        if (name == "NICKNAME" && nickname_.empty())
            nickname_ = text_of(split_value(value, ',').front());
        if (name == "ORG" && card_.organisation.empty())
            card_.organisation = text_of(split_value(value, ';').front());
        if (name == "UID" && value.size() <= vcard_limits::address)
            card_.uid = collapse(printable(unescaped(value)));
        if (name == "URL" || name == "SOCIALPROFILE" || name == "X-SOCIALPROFILE" || name == "IMPP")
            add_address(card_, value);
        if (name == "EMAIL") add_mailbox(card_, value);
        if (name == "TEL") take_phone(property);
        if (name == "CATEGORIES")
            for (const std::string_view one : split_value(value, ','))
                add(card_.categories, text_of(one));
        if (name == "KIND" || name == "X-ADDRESSBOOKSERVER-KIND")
            group_ = same_word(collapse(value), "group");
    }

    int line() const { return line_; }

    Result<Card> done() {
        if (group_) return fail("is a group, not a person", place(line_, "KIND"));
        for (const std::string* name : {&ordered_, &nickname_, &card_.organisation})
            if (card_.name.empty()) card_.name = *name;
        if (card_.name.empty()) return fail("has no name", place(line_, "FN"));
        return std::move(card_);
    }

private:
    void take_phone(const ContentLine& property) {
        const bool preferred = property.has_type("pref") || !property.parameter("PREF").empty();
        if (!card_.phone.empty() && (phone_preferred_ || !preferred)) return;
        std::string phone = text_of(property.value);
        if (phone.size() > 4 && same_word(phone.substr(0, 4), "tel:")) phone.erase(0, 4);
        if (phone.empty()) return;
        card_.phone = std::move(phone);
        phone_preferred_ = preferred;
    }

    int line_;
    Card card_;
    std::string ordered_, nickname_;
    bool group_ = false;
    bool phone_preferred_ = false;
};

/// All cards of a file.
class FileReader {
public:
    explicit FileReader(std::string_view bytes) : lines_(bytes) {}

    CardReading read() {
        while (const auto line = lines_.next())
            take(*line);
        if (card_) refuse({"is cut off: its END is missing", place(card_->line())});
        return std::move(reading_);
    }

private:
    void take(const ContentLine& line) {
        const bool bracket = line.name == "BEGIN" || line.name == "END";
        const bool of_card = bracket && same_word(collapse(line.value), "vcard");
        if (of_card && line.name == "BEGIN") return begin(line);
        if (of_card && line.name == "END") return end();
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
        if (card_) refuse({"is cut off: its END is missing", place(card_->line())});
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
        Result<Card> card = card_->done();
        card_.reset();
        if (!card) return refuse(std::move(card.error()));
        if (reading_.cards.size() == vcard_limits::cards)
            return refuse({"is one card too many: at most " + std::to_string(vcard_limits::cards) +
                               " are read",
                           place(line)});
        reading_.cards.push_back(std::move(*card));
        reading_.lines.push_back(line);
    }

    void refuse(Problem problem) {
        if (reading_.refused.size() < vcard_limits::refused)
            reading_.refused.push_back(std::move(problem));
        else
            ++reading_.refused_unlisted;
    }

    ContentLines lines_;
    CardReading reading_;
    std::optional<CardReader> card_;
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
    if (reading.cards.empty() && reading.refused.empty())
        return fail("holds no vCard: there is no BEGIN:VCARD");
    return reading;
}

}  // namespace earshot
