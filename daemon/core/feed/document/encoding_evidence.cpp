#include "daemon/core/feed/document/encoding_evidence.hpp"

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

constexpr std::size_t proof = 2;          // of no broken one; a long one counts twice
constexpr std::size_t proof_of_torn = 8;  // for each broken one
constexpr std::size_t torn_at_most = 8;   // one in so many
constexpr std::size_t run_of_latin = 2;
constexpr std::size_t too_few = 4;  // bytes, to tell anything by

bool is_high(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What windows-1252 has between its two halves, without the quotes, dashes and letters that people
/// write; other encodings begin their letters with these bytes.
bool is_rare_in_latin(char c) {
    constexpr std::string_view written =
        "\x80\x85\x8A\x8C\x8E\x91\x92\x93\x94\x95\x96\x97\x99\x9A\x9C\x9E";
    return static_cast<unsigned char>(c) < 0xA0 && written.find(c) == written.npos;
}

/// A single letter of UTF-8 inside of a word.
bool is_in_a_word(std::string_view bytes) {
    for (std::size_t i = 1; i < bytes.size(); ++i)
        if (is_high(bytes[i])) return is_letter(bytes[i - 1]);
    return false;
}

}  // namespace

Utf8Evidence utf_8_evidence(std::string_view bytes) {
    Utf8Evidence evidence;
    for (std::size_t i = 0; i < bytes.size();) {
        if (!is_high(bytes[i])) {
            ++i;
            continue;
        }
        const CodePoint c = decode(bytes.substr(i));
        ++(c.valid ? evidence.letters : evidence.broken);
        if (c.valid && c.bytes > 2) ++evidence.long_ones;
        i += c.bytes;
    }
    return evidence;
}

bool proves_utf_8(std::string_view bytes, const Utf8Evidence& evidence) {
    if (evidence.broken > 0) return evidence.letters >= evidence.broken * proof_of_torn;
    return evidence.letters + evidence.long_ones >= proof ||
           (evidence.letters == 1 && is_in_a_word(bytes));
}

bool refutes_utf_8(const Utf8Evidence& evidence) {
    return evidence.letters < evidence.broken;
}

bool refutes_label(std::string_view decoded) {
    std::size_t all = 0, broken = 0;
    for (std::size_t i = 0; i < decoded.size();) {
        if (!is_high(decoded[i])) {
            ++i;
            continue;
        }
        const CodePoint c = decode(decoded.substr(i));
        ++all;
        if (!c.valid || c.value == replacement) ++broken;
        i += c.bytes;
    }
    return broken * torn_at_most > all;
}

bool stands_like_latin(std::string_view bytes) {
    std::size_t all = 0, others = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t run = 0, strange = 0;
        for (; i + run < bytes.size() && is_high(bytes[i + run]); ++run)
            strange += is_rare_in_latin(bytes[i + run]) ? 1 : 0;
        all += run;
        others += run > run_of_latin ? run : strange;
        i += run + 1;
    }
    return all < too_few || others * 2 <= all;
}

}  // namespace earshot
