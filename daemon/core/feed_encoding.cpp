#include "daemon/core/feed_encoding.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/utf8.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

enum class Encoding { utf_8, utf_16_le, utf_16_be, windows_1252, unknown };

// 0x80 to 0x9F; the five that mean nothing stay what they are.
constexpr std::array<char16_t, 32> windows_1252_extra{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr std::size_t declaration_within = 1024;

// Letters and digits only, so "UTF8", "utf-8" and " Utf-8" are alike.
std::string plain_label(std::string_view label) {
    std::string out;
    for (char c : label) {
        if (c >= 'A' && c <= 'Z') c = char(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

Encoding encoding_of(const std::string& label) {
    for (std::string_view name : {"", "utf8", "usascii", "ascii", "utf16", "utf16le", "utf16be",
                                  "ucs2", "iso10646ucs2", "unicode11utf8"})
        if (label == name) return Encoding::utf_8;  // real UTF-16 is seen by its bytes
    for (std::string_view name : {"iso88591", "latin1", "l1", "windows1252", "cp1252", "xcp1252"})
        if (label == name) return Encoding::windows_1252;
    return Encoding::unknown;
}

// The value of `name=` or `name="..."`, from where the text begins.
std::string_view value_after(std::string_view text, std::string_view name) {
    const std::size_t at = text.find(name);
    if (at == text.npos) return {};
    text.remove_prefix(at + name.size());
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n="), text.size()));
    if (text.empty()) return {};
    if (text.front() == '"' || text.front() == '\'') {
        const char quote = text.front();
        text.remove_prefix(1);
        return text.substr(0, text.find(quote));
    }
    return text.substr(0, text.find_first_of(" ;,\t?>"));
}

std::string declared_label(std::string_view bytes, std::string_view content_type) {
    const std::string_view head = bytes.substr(0, declaration_within);
    if (const std::size_t at = head.find("<?xml"); at != head.npos) {
        const std::string_view declaration = head.substr(at, head.find("?>", at) - at);
        const std::string label = plain_label(value_after(declaration, "encoding"));
        if (!label.empty()) return label;
    }
    std::string lower(content_type);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return plain_label(value_after(lower, "charset"));
}

std::string from_utf_16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
    };
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c <= 0xDFFF) {
            const char32_t low = c < 0xDC00 && i + 3 < bytes.size() ? unit(i + 2) : 0;
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            } else {
                c = replacement;
            }
        }
        append(out, c);
    }
    return out;
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        append(out, c >= 0x80 && c <= 0x9F ? windows_1252_extra[c - 0x80U] : char32_t{c});
    }
    return out;
}

// Bytes above ASCII that never once make a UTF-8 sequence are no UTF-8, whatever they are called.
bool is_nowhere_utf_8(std::string_view bytes) {
    bool broken = false;
    for (std::size_t i = 0; i < bytes.size();) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
            continue;
        }
        const CodePoint c = decode(bytes.substr(i));
        if (c.valid) return false;
        broken = true;
        i += c.bytes;
    }
    return broken;
}

bool is_valid_utf_8(std::string_view bytes) {
    return repair_utf8(bytes) == bytes;
}

Encoding encoding_by_bytes(std::string_view& bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return bytes.remove_prefix(3), Encoding::utf_8;
    if (bytes.starts_with("\xFF\xFE")) return bytes.remove_prefix(2), Encoding::utf_16_le;
    if (bytes.starts_with("\xFE\xFF")) return bytes.remove_prefix(2), Encoding::utf_16_be;
    using namespace std::string_view_literals;
    if (bytes.starts_with("<\0"sv)) return Encoding::utf_16_le;
    if (bytes.starts_with("\0<"sv)) return Encoding::utf_16_be;
    return Encoding::unknown;
}

Failure too_large() {
    return fail("the document is larger than " +
                std::to_string(feed_limits::bytes / (1024 * 1024)) + " MiB");
}

}  // namespace

Result<std::string> to_utf8(std::string_view bytes, std::string_view content_type) {
    if (bytes.size() > feed_limits::bytes) return too_large();
    Encoding encoding = encoding_by_bytes(bytes);
    if (encoding == Encoding::unknown) {
        const std::string label = declared_label(bytes, content_type);
        encoding = encoding_of(label);
        if (encoding == Encoding::unknown) {
            if (!is_valid_utf_8(bytes))
                return fail("the document is written in " + shorten(label, 40) +
                            ", which is not read");
            encoding = Encoding::utf_8;
        }
    }
    std::string text;
    switch (encoding) {
        case Encoding::utf_16_le:
        case Encoding::utf_16_be: text = from_utf_16(bytes, encoding == Encoding::utf_16_be); break;
        case Encoding::windows_1252: text = from_windows_1252(bytes); break;
        case Encoding::utf_8:
        case Encoding::unknown:
            text = is_nowhere_utf_8(bytes) ? from_windows_1252(bytes) : repair_utf8(bytes);
            break;
    }
    if (text.size() > feed_limits::bytes) return too_large();
    std::replace(text.begin(), text.end(), '\0', ' ');  // XML has no NUL, and parsers end there
    return text;
}

}  // namespace earshot
