#include "daemon/core/digest/digest_words.hpp"

#include <set>
#include <vector>

#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t subject_phrases = 2;
constexpr std::size_t subject_name_bytes = 40;
constexpr std::size_t reasons_shown = 2;
constexpr std::size_t reason_bytes = 160;

std::string counted(long long n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string people(long long n) {
    return counted(n, "person", "people");
}

bool is_blind(const Outlook& outlook) {
    return outlook.sources > 0 && outlook.sources_read == 0;
}

/// The first word, unless it is a title or an initial.
std::string first_name(const std::string& name) {
    const std::size_t space = name.find(' ');
    const bool whole = space == std::string::npos || space < 2 || name[space - 1] == '.';
    return shorten(whole ? name : name.substr(0, space), subject_name_bytes);
}

std::string phrase(const Item& item) {
    switch (item.section) {
        case Section::one_person: return "";
        case Section::back: return first_name(item.name) + " is back";
        case Section::quiet: return first_name(item.name) + " is quiet";
        case Section::follow_up: return "no word with " + first_name(item.name) + " yet";
        case Section::busy: return first_name(item.name) + " is busy";
        case Section::pattern: return "several people met " + first_name(item.name);
        case Section::hands: return shorten(item.name, subject_name_bytes) + " needs your hands";
    }
    return "";
}

std::set<FindingNumber> lines(const std::vector<Item>& items, bool with_hands) {
    std::set<FindingNumber> numbers;
    for (const Item& item : items)
        if (with_hands || item.section != Section::hands) numbers.insert(item.number);
    return numbers;
}

/// Why some cannot be seen.
std::string held_back(const Outlook& outlook) {
    if (outlook.held_because.empty()) return {};
    std::string text;
    for (std::size_t i = 0; i < outlook.held_because.size() && i < reasons_shown; ++i)
        text += (i == 0 ? " " : "; ") +
                shorten(printable(collapse(outlook.held_because[i])), reason_bytes);
    if (outlook.held_because.size() > reasons_shown)
        text += "; and " + std::to_string(outlook.held_because.size() - reasons_shown) + " more";
    return text + ".";
}

/// "Of 52 people 41 look like themselves, 5 have been silent ...": all who are followed, added up.
std::string sum_of(const Outlook& outlook) {
    std::vector<std::string> parts;
    const auto add = [&parts](int n, const char* one, const char* many) {
        if (n > 0) parts.push_back(counted(n, one, many));
    };
    add(outlook.as_usual, "looks like themselves", "look like themselves");
    add(outlook.beyond, "has been silent longer than ever seen, not yet past their line",
        "have been silent longer than ever seen, not yet past their line");
    add(outlook.quiet, "is quiet", "are quiet");
    add(outlook.held_back, "cannot be seen", "cannot be seen");
    add(outlook.learning, "has too little history", "have too little history");
    std::string text = "Of " + people(outlook.people) + " ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text + ".";
}

std::string nothing_to_tell(const Outlook& outlook) {
    if (outlook.people == 0) return "earshot follows nobody yet.";
    return people(outlook.as_usual) +
           (outlook.as_usual == 1 ? " looks as usual." : " look like themselves.");
}

}  // namespace

std::string subject_of(const std::vector<Item>& items, const Outlook& outlook) {
    std::string text;
    std::set<Section> said;
    for (const Item& item : items) {
        if (item.section == Section::one_person || said.size() == subject_phrases) continue;
        if (!said.insert(item.section).second) continue;
        text += (text.empty() ? "" : ", ") + phrase(item);
    }
    if (is_blind(outlook) && lines(items, false).empty()) text = "I could not look";
    const std::size_t count = lines(items, true).size();
    if (count > 1) text += " (" + std::to_string(count) + " items)";
    if (text.empty())
        text = outlook.held_back == 0
                   ? "all as usual"
                   : "as usual, but " + people(outlook.held_back) + " cannot be seen";
    return "earshot: " + text;
}

std::string headline_of(const std::vector<Item>& items, const Outlook& outlook, const Zone& zone,
                        Instant at) {
    const unsigned day_of_month = static_cast<unsigned>(zone.local_day(at).day());
    const std::string today = zone.format("%A", at) + " " + std::to_string(day_of_month) + " " +
                              zone.format("%B", at) + ". ";
    if (is_blind(outlook))
        return today + "No feed could be read, so nothing here says anything about anybody.";
    if (items.empty()) return today + nothing_to_tell(outlook);
    const auto worth = static_cast<long long>(lines(items, false).size());
    if (worth == 0) return today + "Nobody stands out; " + nothing_to_tell(outlook);
    return today + people(worth) + " worth a look; " + std::to_string(outlook.as_usual) +
           (outlook.as_usual == 1 ? " looks as usual." : " look like themselves.");
}

std::string coverage_of(const Outlook& outlook) {
    std::string text;
    if (outlook.sources == 0)
        text = "No feeds yet.";
    else
        text = "Read " + std::to_string(outlook.sources_read) + " of " +
               counted(outlook.sources, "feed", "feeds") + ".";
    // When all look like themselves the headline has said so.
    if (outlook.as_usual < outlook.people) text += " " + sum_of(outlook);
    if (outlook.held_back > 0) text += held_back(outlook);
    return text;
}

}  // namespace earshot
