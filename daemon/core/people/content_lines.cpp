#include "daemon/core/people/content_lines.hpp"

#include <algorithm>

#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/text.hpp"
#include "earshot/vcard.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_parameters = 50;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string from_quoted_printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool triple = text[i] == '=' && i + 2 < text.size();
        const int high = triple ? hex_digit(text[i + 1]) : -1;
        const int low = triple ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

/// Where the first of these stands outside of double quotes.
std::size_t find_unquoted(std::string_view text, std::string_view wanted) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (!quoted && wanted.find(text[i]) != wanted.npos) return i;
    }
    return text.npos;
}

std::string unquoted(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c != '"') out += c;
    return out;
}

/// The colon that ends the name and its parameters. A quote that is never closed quotes nothing.
std::size_t find_value(std::string_view line) {
    const std::size_t colon = find_unquoted(line, ":");
    return colon == line.npos ? line.find(':') : colon;
}

bool is_transfer_encoding(std::string_view word) {
    return word == "QUOTED-PRINTABLE" || word == "BASE64" || word == "B" || word == "8BIT" ||
           word == "7BIT";
}

/// Name and parameters; false for what is no content line.
bool read_head(std::string_view head, ContentLine& out) {
    std::size_t end = find_unquoted(head, ";");
    std::string_view name = head.substr(0, end);
    name.remove_prefix(std::min(name.rfind('.') + 1, name.size()));  // "item1."
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), allowed)) return false;
    out.name = upper(name);
    while (end != head.npos && out.parameters.size() < most_parameters) {
        head.remove_prefix(end + 1);
        end = find_unquoted(head, ";");
        const std::string_view one = head.substr(0, end);
        const std::size_t equals = one.find('=');
        if (equals == one.npos) {
            const std::string word = upper(one);
            out.parameters.emplace_back(is_transfer_encoding(word) ? "ENCODING" : "TYPE", word);
        } else {
            out.parameters.emplace_back(upper(one.substr(0, equals)),
                                        unquoted(one.substr(equals + 1)));
        }
    }
    return true;
}

/// A line that begins with an encoded byte is no content line: whoever broke the one before it
/// forgot the sign for that.
bool goes_on(std::string_view rest) {
    return rest.size() >= 3 && rest[0] == '=' && hex_digit(rest[1]) >= 0 && hex_digit(rest[2]) >= 0;
}

bool is_folded(std::string_view rest) {
    return rest.starts_with(' ') || rest.starts_with('\t');
}

/// How much of it is UTF-8: letters of several bytes that are whole, and bytes that are in none.
struct Wholeness {
    std::size_t whole = 0, broken = 0;
};
Wholeness wholeness_of(std::string_view bytes) {
    Wholeness found;
    while (!bytes.empty()) {
        const CodePoint point = decode(bytes);
        if (!point.valid)
            ++found.broken;
        else if (point.bytes > 1)
            ++found.whole;
        bytes.remove_prefix(point.bytes);
    }
    return found;
}

/// Old programs wrote in the code page of their country and did not say so; new ones cut a letter
/// in two. Whole letters of UTF-8 do not come about by chance: a broken byte beside them is no
/// reason to read all of them otherwise.
std::string to_text(std::string bytes) {
    const auto [whole, broken] = wholeness_of(bytes);
    if (broken == 0) return bytes;
    std::string repaired = repair_utf8(bytes);
    if (whole > broken) {
        constexpr std::string_view mark = "\xEF\xBF\xBD";
        while (repaired.ends_with(mark))
            repaired.resize(repaired.size() - mark.size());
        return repaired;
    }
    const auto decoded = to_utf8(bytes, "text/plain; charset=windows-1252");
    return decoded ? *decoded : repaired;
}

}  // namespace

bool ContentLine::has_type(std::string_view word) const {
    for (const auto& [key, types] : parameters) {
        if (key != "TYPE") continue;
        std::string_view rest = types;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (same_word(rest.substr(0, comma), word)) return true;
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return false;
}

std::string ContentLine::parameter(std::string_view upper_name) const {
    for (const auto& [key, given] : parameters)
        if (key == upper_name) return given;
    return {};
}

std::string_view ContentLines::take_physical() {
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (rest_.starts_with("\r\n"))
        rest_.remove_prefix(2);
    else if (!rest_.empty())
        rest_.remove_prefix(1);
    ++line_;
    return line;
}

std::optional<ContentLine> ContentLines::next() {
    std::string_view physical;
    while (physical.empty() && !rest_.empty())
        physical = take_physical();
    if (physical.empty()) return std::nullopt;
    const auto take_folded = [this] {
        std::string_view more = take_physical();
        if (!keep_fold_space_) more.remove_prefix(1);
        return more;
    };
    std::string first(physical);
    ContentLine out;
    out.line = line_;
    while (find_unquoted(first, ":") == first.npos && is_folded(rest_) &&
           first.size() <= vcard_limits::property)
        first += take_folded();
    const std::size_t colon = find_value(first);
    const bool understood =
        colon != first.npos && read_head(std::string_view(first).substr(0, colon), out);
    const std::string encoding = upper(out.parameter("ENCODING"));
    const bool quoted_printable = encoding == "QUOTED-PRINTABLE" || encoding == "Q";
    out.left_out = encoding == "BASE64" || encoding == "B";

    std::string value;
    const auto add = [&](std::string_view part) {
        if (value.size() + part.size() > vcard_limits::property) out.left_out = true;
        if (!out.left_out) value += part;
    };
    if (understood) add(std::string_view(first).substr(colon + 1));
    while (!rest_.empty()) {
        const bool soft_break = quoted_printable && value.ends_with('=');
        const bool broken = quoted_printable && !soft_break && goes_on(rest_);
        if (!soft_break && !broken && !is_folded(rest_)) break;
        if (soft_break) value.pop_back();
        add(soft_break || broken ? take_physical() : take_folded());
    }
    if (!out.left_out)
        out.value = to_text(quoted_printable ? from_quoted_printable(value) : std::move(value));
    return out;
}

std::string unescaped(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        ++i;
        out += value[i] == 'n' || value[i] == 'N' ? ' ' : value[i];
    }
    return out;
}

std::vector<std::string_view> split_value(std::string_view value, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        if (i < value.size() && value[i] == '\\') {
            ++i;
            continue;
        }
        if (i < value.size() && value[i] != separator) continue;
        parts.push_back(value.substr(begin, i - begin));
        begin = i + 1;
    }
    return parts;
}

}  // namespace earshot
