#include "daemon/core/text/charset.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/udata.h>

namespace earshot::charset {
namespace {

constexpr std::size_t label_limit = 40;

/// No encoding writes a character that needs more in UTF-8 with fewer bytes than a third of it.
constexpr std::size_t growth = 3;

constexpr std::array<std::string_view, 6> plain_utf_8{"utf8", "unicode11utf8", "utf16",
                                                      "ucs2", "utf16le",       "utf16be"};
constexpr std::array<std::string_view, 9> plain_western{
    "iso88591", "usascii", "ascii", "latin1", "l1", "windows1252", "cp1252", "xcp1252", "cp819"};

struct Pair {
    std::string_view from;
    const char* to;
};
// Labels of the Encoding Standard that ICU does not know.
constexpr std::array<Pair, 9> labels_beside_icu{{{"dos874", "windows-874"},
                                                 {"koi", "koi8-r"},
                                                 {"koi8ru", "koi8-u"},
                                                 {"cnbig5", "big5"},
                                                 {"uhc", "windows-949"},
                                                 {"win1251", "windows-1251"},
                                                 {"xmacukrainian", "x-mac-cyrillic"},
                                                 {"logical", "iso-8859-8"},
                                                 {"visual", "iso-8859-8"}}};
// Converters in whose place the Encoding Standard reads by a larger one.
constexpr const char* turkish = "ibm-5350_P100-1998";  // windows-1254
constexpr const char* thai = "windows-874-2000";
constexpr const char* chinese = "gb18030";
constexpr const char* korean = "windows-949-2000";
constexpr const char* hong_kong = "ibm-1375_P100-2008";                 // big5-hkscs
constexpr std::array<Pair, 9> widened{{{"ibm-920_P100-1995", turkish},  // iso-8859-9
                                       {"iso-8859_11-2001", thai},
                                       {"ibm-1383_P110-1999", chinese},        // gb2312
                                       {"ibm-5478_P100-1995", chinese},        // gb_2312-80
                                       {"windows-936-2000", chinese},          // gbk
                                       {"ibm-970_P110_P110-2006_U2", korean},  // euc-kr
                                       {"ibm-949_P110-1999", korean},          // cp949
                                       {"windows-950-2000", hong_kong},        // big5
                                       {"ibm-950_P110-1999", hong_kong}}};     // cp950

struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

void replace_broken(const void*, UConverterToUnicodeArgs* to, const char*, int32_t,
                    UConverterCallbackReason reason, UErrorCode* error) {
    if (reason > UCNV_IRREGULAR) return;  // the converter is reset or closed
    constexpr UChar mark = 0xFFFD;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(to, &mark, 1, 0, error);
}

Converter open(const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    udata_setFileAccess(UDATA_NO_FILES, &error);
    error = U_ZERO_ERROR;  // it was said before
    Converter converter(ucnv_open(name, &error));
    if (U_FAILURE(error)) return nullptr;
    ucnv_setToUCallBack(converter.get(), replace_broken, nullptr, nullptr, nullptr, &error);
    return U_FAILURE(error) ? nullptr : std::move(converter);
}

/// ICU takes options after a comma; a document has none to give.
bool may_be_a_label(std::string_view label) {
    return !label.empty() && label.size() <= label_limit &&
           std::all_of(label.begin(), label.end(),
                       [](char c) { return c > ' ' && c < 0x7F && c != ',' && c != '/'; });
}

std::string plain(std::string_view label) {
    std::string out;
    for (char c : label) {
        if (c >= 'A' && c <= 'Z') c = char(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

template <std::size_t count>
const char* found(const std::array<Pair, count>& pairs, std::string_view from) {
    const auto pair =
        std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.from == from; });
    return pair == pairs.end() ? nullptr : pair->to;
}

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Kind kind_of(UConverter* converter) {
    switch (ucnv_getType(converter)) {
        case UCNV_UTF8:
        case UCNV_UTF16:
        case UCNV_UTF16_BigEndian:
        case UCNV_UTF16_LittleEndian:
        case UCNV_UTF32:
        case UCNV_UTF32_BigEndian:
        case UCNV_UTF32_LittleEndian: return Kind::utf_8;
        case UCNV_US_ASCII:
        case UCNV_LATIN_1: return Kind::windows_1252;
        case UCNV_UTF7:
        case UCNV_IMAP_MAILBOX:
        case UCNV_SCSU:
        case UCNV_BOCU1: return Kind::refused;
        default: return Kind::converter;
    }
}

}  // namespace

Named named(std::string_view label) {
    constexpr std::string_view white_space = " \t\r\n\f\v";
    label.remove_prefix(std::min(label.find_first_not_of(white_space), label.size()));
    label = label.substr(0, label.find_last_not_of(white_space) + 1);
    if (!may_be_a_label(label)) return {};
    const std::string short_label = plain(label);
    if (is_one_of(plain_utf_8, short_label)) return {Kind::utf_8, {}};
    if (is_one_of(plain_western, short_label)) return {Kind::windows_1252, {}};

    const char* beside = found(labels_beside_icu, short_label);
    const Converter converter = open(beside != nullptr ? beside : std::string(label).c_str());
    if (!converter) return {};
    const Kind kind = kind_of(converter.get());
    if (kind != Kind::converter) return {kind, {}};
    UErrorCode error = U_ZERO_ERROR;
    const std::string name = ucnv_getName(converter.get(), &error);
    if (name.starts_with("ibm-5348")) return {Kind::windows_1252, {}};  // under another alias
    const char* wider = found(widened, name);
    return {Kind::converter, wider != nullptr ? wider : name};
}

std::optional<std::string> decode(const std::string& name, std::string_view bytes,
                                  std::size_t limit) {
    const Converter converter = open(name.c_str());
    if (!converter) return std::nullopt;
    std::string text(std::min(bytes.size() * growth, limit) + 1, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t size =
        ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), text.data(), std::int32_t(text.size()),
                           bytes.data(), std::int32_t(bytes.size()), &error);
    if (U_FAILURE(error) || std::size_t(size) > limit) return std::nullopt;
    text.resize(std::size_t(size));
    return text;
}

}  // namespace earshot::charset
