#include "daemon/core/feed/document/feed_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "daemon/core/feed/document/declared_encoding.hpp"
#include "daemon/core/feed/document/encoding_evidence.hpp"
#include "daemon/core/text/charset.hpp"
#include "daemon/core/text/utf8.hpp"
#include "daemon/core/text/windows_1252.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using charset::Kind;
using charset::Named;
using namespace std::string_view_literals;

constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF";
constexpr std::string_view ebcdic_declaration = "\x4C\x6F\xA7\x94\x93";  // <?xml
constexpr const char* invariant_ebcdic = "ibm-37";  // all of EBCDIC writes these letters alike

struct Mark {
    std::string_view bytes;
    const char* converter;
};
// FF FE 00 00 is UTF-32 before it is UTF-16.
constexpr std::array<Mark, 4> marks{{{"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                     {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                     {"\xFE\xFF"sv, "UTF-16BE"},
                                     {"\xFF\xFE"sv, "UTF-16LE"}}};

Failure too_large() {
    return fail("the document is larger than " +
                std::to_string(feed_limits::bytes / (1024 * 1024)) + " MiB");
}

Failure not_read(std::string_view label) {
    return fail("the document is written in " + shorten(printable(label), 40) +
                ", which is not read");
}

/// The form of Unicode whose zero bytes stand about the first character, which is ASCII in every
/// document.
const char* wide_form(std::string_view bytes) {
    if (bytes.size() < 4) return nullptr;
    const auto is = [&](std::string_view pattern) {  // x: anything but zero, ?: anything
        return std::equal(pattern.begin(), pattern.end(), bytes.begin(), [](char want, char byte) {
            return want == '?' || (want == 'x') == (byte != '\0');
        });
    };
    if (is("x000")) return "UTF-32LE";
    if (is("000x")) return "UTF-32BE";
    if (is("x0x?") || is("x0?x")) return "UTF-16LE";
    if (is("0xx?") || is("0x?x")) return "UTF-16BE";
    return nullptr;
}

Result<std::string> cleaned(std::string text) {
    if (text.size() > feed_limits::bytes) return too_large();
    std::size_t marked = 0;
    while (std::string_view(text).substr(marked).starts_with(utf_8_mark))
        marked += utf_8_mark.size();
    if (marked > 0) text.erase(0, marked);
    // XML has no NUL, and parsers end there.
    if (std::memchr(text.data(), '\0', text.size()) != nullptr)
        std::replace(text.begin(), text.end(), '\0', ' ');
    return text;
}

Result<std::string> converted(const std::string& converter, std::string_view bytes) {
    auto text = charset::decode(converter, bytes, feed_limits::bytes);
    if (!text) return too_large();
    return cleaned(std::move(*text));
}

Result<std::string> from_wide(const std::string& converter, std::string_view bytes) {
    const std::size_t unit = converter.starts_with("UTF-32") ? 4 : 2;
    bytes.remove_suffix(bytes.size() % unit);  // cut off in the middle
    return converted(converter, bytes);
}

/// EBCDIC is read when it says which, and that reads its own declaration.
Result<std::string> from_ebcdic(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, declaration_within);
    const auto declaration = charset::decode(invariant_ebcdic, head, feed_limits::bytes);
    const std::string_view label = declaration ? encoding_in_declaration(*declaration) : ""sv;
    const Named named = charset::named(label);
    if (named.kind == Kind::converter) {
        auto text = converted(named.converter, bytes);
        if (!text || text->starts_with("<?xml")) return text;
    }
    return not_read(label.empty() ? "EBCDIC"sv : label);
}

/// Whether the label is one of this document: what reads "<" as something else cannot be.
bool reads_ascii(const Named& named) {
    return named.kind != Kind::converter ||
           charset::decode(named.converter, "<?xml", feed_limits::bytes) == "<?xml";
}

struct Label {
    Named named;
    std::string_view text;
};

/// What the document and its server say, in the order in which they are asked, as far as anybody
/// knows it.
std::vector<Label> labels_of(std::string_view bytes, std::string_view content_type) {
    std::vector<Label> labels;
    for (std::string_view text : {encoding_in_declaration(bytes), charset_of(content_type)}) {
        if (text.empty()) continue;
        Named named = charset::named(text);
        if (named.kind != Kind::unknown && reads_ascii(named))
            labels.push_back({std::move(named), text});
    }
    return labels;
}

/// ASCII has no letter that these bytes, which are not ASCII, could be.
bool is_ascii_label(std::string_view label) {
    std::string plain;
    for (const char c : label)
        if (c != ' ' && c != '-' && c != '_') plain += char(c | 0x20);
    return plain == "ascii" || plain == "usascii";
}

/// The text under the first label that the bytes, which are not UTF-8, do not refute; else by how
/// often which letters follow each other; else under the first label all the same; else by how the
/// letters stand.
Result<std::string> by_label_or_guess(std::string_view bytes, const std::vector<Label>& labels) {
    std::optional<std::string> doubtful;
    bool called_ascii = false;
    for (const Label& label : labels) {
        const bool is_ascii_by_name = is_ascii_label(label.text);
        if (label.named.kind == Kind::windows_1252 && !is_ascii_by_name)
            return cleaned(from_windows_1252(bytes));
        called_ascii |= is_ascii_by_name;
        if (label.named.kind != Kind::converter) continue;
        auto text = converted(label.named.converter, bytes);
        if (!text || !refutes_label(*text)) return text;
        if (!doubtful) doubtful = *std::move(text);
    }
    // Browsers read as windows-1252 what is called ASCII, and a guess is no better for a letter or
    // two.
    if (called_ascii && stands_like_latin(bytes)) return cleaned(from_windows_1252(bytes));
    if (const std::string likely = charset::likely_converter(bytes); !likely.empty())
        return converted(likely, bytes);
    if (doubtful) return *std::move(doubtful);
    return cleaned(stands_like_latin(bytes) ? from_windows_1252(bytes) : repair_utf8(bytes));
}

/// Whether bytes that are not ASCII are UTF-8, perhaps with a torn letter. What they are called
/// tips the scales.
bool is_utf_8(std::string_view bytes, const std::vector<Label>& labels) {
    const bool valid = is_valid_utf8(bytes);
    const Kind called = labels.empty() ? Kind::utf_8 : labels.front().named.kind;
    // No text of Latin letters makes a single letter of UTF-8.
    if (valid && called != Kind::converter) return true;
    const Utf8Evidence evidence = utf_8_evidence(bytes);
    return called == Kind::utf_8 ? !refutes_utf_8(evidence) : proves_utf_8(bytes, evidence);
}

}  // namespace

Result<std::string> to_utf8(std::string&& bytes, std::string_view content_type) {
    if (bytes.size() > feed_limits::bytes) return too_large();
    const std::string_view view = bytes;
    for (const Mark& mark : marks)
        if (view.starts_with(mark.bytes))
            return from_wide(mark.converter, view.substr(mark.bytes.size()));
    if (const char* wide = wide_form(view)) return from_wide(wide, view);
    if (view.starts_with(ebcdic_declaration)) return from_ebcdic(view);

    const std::vector<Label> labels =
        view.starts_with(utf_8_mark) ? std::vector<Label>() : labels_of(view, content_type);
    const Kind called = labels.empty() ? Kind::utf_8 : labels.front().named.kind;
    if (called == Kind::refused) return not_read(labels.front().text);
    if (is_ascii(view))  // some encodings write everything in it
        return called == Kind::converter ? converted(labels.front().named.converter, view)
                                         : cleaned(std::move(bytes));
    if (!is_utf_8(view, labels)) return by_label_or_guess(view, labels);
    return cleaned(is_valid_utf8(view) ? std::move(bytes) : repair_utf8(view));
}

Result<std::string> to_utf8(std::string_view bytes, std::string_view content_type) {
    if (bytes.size() > feed_limits::bytes) return too_large();
    return to_utf8(std::string(bytes), content_type);
}

}  // namespace earshot
