#include "daemon/core/text/letters.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include <vector>

namespace earshot {
namespace {

constexpr char32_t non_joiner = 0x200C;
constexpr char32_t joiner = 0x200D;

UScriptCode script_of(char32_t point) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(point), &error);
    return U_FAILURE(error) ? USCRIPT_UNKNOWN : script;
}

std::string normalized(std::string_view text, const UNormalizer2* form) {
    const std::string as_given(text);
    UErrorCode error = U_ZERO_ERROR;
    std::vector<UChar> wide(text.size() + 1);
    std::int32_t length = 0;
    u_strFromUTF8(wide.data(), static_cast<std::int32_t>(wide.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &error);
    if (U_FAILURE(error)) return as_given;
    // No letter becomes more than this many (Unicode's own bound).
    constexpr std::size_t most = 4;
    std::vector<UChar> turned(wide.size() * most);
    length = unorm2_normalize(form, wide.data(), length, turned.data(),
                              static_cast<std::int32_t>(turned.size()), &error);
    if (U_FAILURE(error)) return as_given;
    std::string result(static_cast<std::size_t>(length) * 3, '\0');
    std::int32_t bytes = 0;
    u_strToUTF8(result.data(), static_cast<std::int32_t>(result.size()), &bytes, turned.data(),
                length, &error);
    if (U_FAILURE(error)) return as_given;
    result.resize(static_cast<std::size_t>(bytes));
    return result;
}

}  // namespace

bool is_mark(char32_t point) {
    return (U_GET_GC_MASK(static_cast<UChar32>(point)) & U_GC_M_MASK) != 0;
}

bool is_of_word(char32_t point) {
    constexpr std::uint32_t letters = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
    return (U_GET_GC_MASK(static_cast<UChar32>(point)) & letters) != 0 || point == non_joiner ||
           point == joiner;
}

bool is_spaceless(char32_t point) {
    return is_of_word(point) && uscript_breaksBetweenLetters(script_of(point)) != 0;
}

bool is_hangul(char32_t point) {
    return script_of(point) == USCRIPT_HANGUL;
}

bool is_small(char32_t point) {
    return u_islower(static_cast<UChar32>(point)) != 0;
}

bool is_capital(char32_t point) {
    const auto type = u_charType(static_cast<UChar32>(point));
    return type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER;
}

char32_t small_of(char32_t point) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
}

std::string composed(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* form = unorm2_getNFCInstance(&error);
    return U_FAILURE(error) ? std::string(text) : normalized(text, form);
}

std::string decomposed(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* form = unorm2_getNFDInstance(&error);
    return U_FAILURE(error) ? std::string(text) : normalized(text, form);
}

}  // namespace earshot
