#include "daemon/core/time/date_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

constexpr std::u32string_view accented =
    U"áàâäãåçéèêëęíìîïıłńñóòôöõőśşğúùûüűżźάέήίϊΐόύϋΰώςёŁŐŚŞĞİŰŻŹΆΈΉΊΌΎΏ";
constexpr std::u32string_view plain =
    U"aaaaaaceeeeeiiiiilnnoooooossguuuuuzzαεηιιιουυυωσеlossgiuzzαεηιουω";
static_assert(accented.size() == plain.size());

using Year = std::array<std::string_view, 12>;
// In the case that dates use, folded. A word is looked for from the top.
constexpr std::array<Year, 12> months{{
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
     "octobre", "novembre", "decembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    {"janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    {"januar", "februar", "marcius", "aprilis", "majus", "junius", "julius", "augusztus",
     "szeptember", "oktober", "november", "december"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia",
     "pazdziernika", "listopada", "grudnia"},
    {"ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim",
     "kasim", "aralik"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
     "октября", "ноября", "декабря"},
    {"ιανουαριου", "φεβρουαριου", "μαρτιου", "απριλιου", "μαιου", "ιουνιου", "ιουλιου", "αυγουστου",
     "σεπτεμβριου", "οκτωβριου", "νοεμβριου", "δεκεμβριου"},
}};
// What is no beginning of a name.
constexpr std::array<std::pair<std::string_view, int>, 6> short_months{
    {{"sept", 9}, {"mrz", 3}, {"maerz", 3}, {"mrt", 3}, {"janner", 1}, {"setiembre", 9}}};

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
constexpr std::size_t fewest_letters = 3;

constexpr Span korea = 9 * hour;
constexpr std::array<Counter, 6> counters{{{"년", 'y', korea},
                                           {"월", 'b', korea},
                                           {"일", 'd', korea},
                                           {"年", 'y', {}},
                                           {"月", 'b', {}},
                                           {"日", 'd', {}}}};
constexpr std::array<std::pair<std::string_view, HalfOfDay>, 6> halves{{{"오전", {false, korea}},
                                                                        {"오후", {true, korea}},
                                                                        {"上午", {false, {}}},
                                                                        {"下午", {true, {}}},
                                                                        {"午前", {false, {}}},
                                                                        {"午後", {true, {}}}}};
constexpr std::array<std::string_view, 4> before_time{"at", "um", "de", "a"};
constexpr std::array<std::string_view, 3> after_time{"uhr", "hrs", "h"};

using Zone = std::pair<std::string_view, Span>;
// North America first, as RFC 822 has it; where one name means two zones, the one that real feeds
// mean. Names that are claimed by many (IST, AST) are left out: no reading is invented.
constexpr std::array<Zone, 47> zones{{
    {"z", Span{0}},
    {"gmt", Span{0}},
    {"utc", Span{0}},
    {"ut", Span{0}},
    {"uct", Span{0}},
    {"wet", Span{0}},
    {"est", -5 * hour},
    {"edt", -4 * hour},
    {"et", -5 * hour},
    {"cst", -6 * hour},
    {"cdt", -5 * hour},
    {"ct", -6 * hour},
    {"mst", -7 * hour},
    {"mdt", -6 * hour},
    {"mt", -7 * hour},
    {"pst", -8 * hour},
    {"pdt", -7 * hour},
    {"pt", -8 * hour},
    {"akst", -9 * hour},
    {"akdt", -8 * hour},
    {"hst", -10 * hour},
    {"at", -4 * hour},
    {"adt", -3 * hour},
    {"brt", -3 * hour},
    {"art", -3 * hour},
    {"bst", hour},
    {"west", hour},
    {"cet", hour},
    {"cest", 2 * hour},
    {"met", hour},
    {"mest", 2 * hour},
    {"mez", hour},
    {"mesz", 2 * hour},
    {"eet", 2 * hour},
    {"eest", 3 * hour},
    {"msk", 3 * hour},
    {"msd", 4 * hour},
    {"sgt", 8 * hour},
    {"hkt", 8 * hour},
    {"awst", 8 * hour},
    {"jst", 9 * hour},
    {"kst", 9 * hour},
    {"aest", 10 * hour},
    {"aedt", 11 * hour},
    {"nzst", 12 * hour},
    {"nzdt", 13 * hour},
    {"acst", 9 * hour + 30 * minute},
}};

char32_t fold(char32_t c) {
    const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (in('A', 'Z') || (in(0xC0, 0xDE) && c != 0xD7) || in(0x391, 0x3A9) || in(0x410, 0x42F))
        c += 0x20;
    const std::size_t at = accented.find(c);
    return at == accented.npos ? c : plain[at];
}

bool has_letters(std::string_view word, std::size_t count) {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return std::size_t(std::count_if(word.begin(), word.end(), starts)) >= count;
}

template <class Rows>
auto found(const Rows& rows, std::string_view name) {
    return std::find_if(rows.begin(), rows.end(),
                        [name](const auto& row) { return row.first == name; });
}

}  // namespace

std::string folded_word(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const CodePoint c = decode(word);
        append(out, fold(c.value));
        word.remove_prefix(c.bytes);
    }
    return out;
}

std::optional<int> month_of(std::string_view word) {
    if (const auto row = found(short_months, word); row != short_months.end()) return row->second;
    if (!has_letters(word, fewest_letters)) return std::nullopt;
    for (const Year& names : months)
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i].starts_with(word)) return int(i) + 1;
    return std::nullopt;
}

std::optional<int> weekday_of(std::string_view word) {
    if (!has_letters(word, fewest_letters)) return std::nullopt;
    for (std::size_t i = 0; i < weekdays.size(); ++i)
        if (weekdays[i].starts_with(word)) return int(i);
    return std::nullopt;
}

std::optional<Span> zone_offset(std::string_view name) {
    const auto row = found(zones, name);
    if (row == zones.end()) return std::nullopt;
    return row->second;
}

std::optional<HalfOfDay> half_of_day(std::string_view word) {
    const auto row = found(halves, word);
    if (row == halves.end()) return std::nullopt;
    return row->second;
}

std::optional<Counter> counter_at(std::string_view text) {
    for (const Counter& counter : counters)
        if (text.starts_with(counter.word)) return counter;
    return std::nullopt;
}

bool says_nothing(std::string_view word, bool is_after_time) {
    const auto one_of = [word](const auto& words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    return is_after_time ? one_of(after_time) : one_of(before_time);
}

}  // namespace earshot
