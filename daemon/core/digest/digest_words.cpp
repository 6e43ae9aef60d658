#include "daemon/core/digest/digest_words.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "daemon/core/digest/item_words.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t subject_phrases = 2;
constexpr std::size_t subject_name_bytes = 40;
constexpr std::size_t recovered_shown = 3;
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

/// The same with what was seen: "Marek is back after 143 days".
std::string sentence(const Item& item) {
    if (item.brief.empty() || item.section == Section::one_person) return phrase(item);
    return first_name(item.name) + " is " + item.brief;
}

/// Of the first items of the first two sections.
std::string phrases(const std::vector<Item>& items, std::string (*say)(const Item&),
                    const char* between) {
    std::string text;
    std::set<Section> said;
    for (const Item& item : items) {
        if (said.size() == subject_phrases) break;
        if (!said.insert(item.section).second) continue;
        text += (text.empty() ? "" : between) + say(item);
    }
    return text;
}

std::set<FindingNumber> lines(const std::vector<Item>& items, bool with_hands) {
    std::set<FindingNumber> numbers;
    for (const Item& item : items)
        if (with_hands || item.section != Section::hands) numbers.insert(item.number);
    return numbers;
}

std::string joined(const std::vector<std::string>& parts, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < parts.size() && i < most; ++i)
        text += (i == 0 ? " " : "; ") + shorten(printable(collapse(parts[i])), reason_bytes);
    if (parts.size() > most) text += "; and " + std::to_string(parts.size() - most) + " more";
    return parts.empty() ? text : text + ".";
}

/// Why some cannot be seen; what is broken for good is named once a week.
std::string held_back(const Outlook& outlook, bool is_weekly) {
    std::vector<std::string> named;
    std::size_t passed_over = 0;
    for (const std::string& reason : outlook.held_because) {
        const bool for_good = std::find(outlook.for_good.begin(), outlook.for_good.end(), reason) !=
                              outlook.for_good.end();
        if (for_good && !is_weekly)
            ++passed_over;
        else
            named.push_back(reason);
    }
    std::string text = joined(named, reasons_shown);
    if (passed_over > 0)
        text +=
            " " +
            counted(static_cast<long long>(passed_over), "cause that lasts", "causes that last") +
            (passed_over == 1 ? " is" : " are") + " named on Mondays.";
    return text;
}

/// "Of 52 people 41 look like themselves, 5 have been silent ...": all who are followed, added up.
std::string sum_of(const Outlook& outlook) {
    std::vector<std::string> parts;
    const auto add = [&parts](int n, const char* one, const char* many) {
        if (n > 0) parts.push_back(counted(n, one, many));
    };
    add(outlook.as_usual, "looks like themselves", "look like themselves");
    add(outlook.beyond, "is silent longer than ever seen, but not past their line",
        "are silent longer than ever seen, but not past their line");
    add(outlook.quiet, "is quiet", "are quiet");
    add(outlook.held_back, "cannot be seen today", "cannot be seen today");
    add(outlook.learning, "has too little history", "have too little history");
    std::string text = "Of " + people(outlook.people) + ", ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text + ".";
}

std::string as_usual(const Outlook& outlook) {
    return people(outlook.as_usual) +
           (outlook.as_usual == 1 ? " looks like themselves." : " look like themselves.");
}

std::string count_of(const std::vector<Item>& items) {
    const std::size_t count = lines(items, true).size();
    return count > 1 ? " (" + std::to_string(count) + " items)" : std::string();
}

std::string nothing(const Outlook& outlook) {
    return outlook.held_back == 0
               ? "all as usual"
               : "as usual, but " + people(outlook.held_back) + " cannot be seen";
}

}  // namespace

std::string subject_of(const std::vector<Item>& items, const Outlook& outlook) {
    std::string text = phrases(items, phrase, ", ");
    if (is_blind(outlook) && lines(items, false).empty()) text = "I could not look";
    if (text.empty()) text = nothing(outlook);
    return "earshot: " + text + count_of(items);
}

std::string plain_subject(const Digest& digest) {
    // Nobody is named on a day without news.
    if (digest.items.empty()) return digest.subject;
    const std::size_t count = lines(digest.items, true).size();
    return "earshot: " + std::to_string(count) + (count == 1 ? " item" : " items");
}

std::string headline_of(const std::vector<Item>& items, const Outlook& outlook) {
    if (is_blind(outlook))
        return "No feed could be read, so nothing here says anything about anybody.";
    if (outlook.people == 0 && items.empty()) return "earshot follows nobody yet.";
    if (items.empty()) return capitalised(nothing(outlook)) + ".";
    const std::string text = phrases(items, sentence, "; ") + ".";
    // A host is written as it is.
    return items.front().section == Section::hands ? text : capitalised(text);
}

std::string summary_of(const std::vector<Item>& items, const Outlook& outlook) {
    if (is_blind(outlook) || outlook.people == 0) return {};
    const auto worth = static_cast<long long>(lines(items, false).size());
    const bool all_as_usual = outlook.as_usual == outlook.people;
    const std::string rest = all_as_usual ? as_usual(outlook) : sum_of(outlook);
    if (items.empty()) return rest;
    if (worth == 0) return "Nobody stands out. " + rest;
    return people(worth) + " worth a look" + (all_as_usual ? "; " : ". ") + rest;
}

std::string coverage_of(const Outlook& outlook, bool is_weekly) {
    if (outlook.sources == 0) return "No feeds yet.";
    std::string text = "Read " + std::to_string(outlook.sources_read) + " of " +
                       counted(outlook.sources, "feed", "feeds") + ".";
    if (outlook.held_back > 0) text += held_back(outlook, is_weekly);
    if (!outlook.recovered.empty())
        text += " Read again since the last mail:" + joined(outlook.recovered, recovered_shown);
    return text;
}

std::string late_note(Instant due, Instant made, const Zone& zone) {
    const bool same_day = zone.local_day(due) == zone.local_day(made);
    return "Made at " + zone.format("%H:%M", made) +
           (same_day ? std::string() : " on " + zone.format("%A", made)) + "; it was due at " +
           zone.format("%H:%M", due) + (same_day ? "" : " on " + zone.format("%A", due)) +
           ", when earshot could not make it.";
}

}  // namespace earshot
