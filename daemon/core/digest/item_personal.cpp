// What only the user knows of somebody. One of these a line, and only those that the user wants in
// mail: a note is the most private thing that earshot keeps.

#include <functional>

#include "daemon/core/digest/digest_items.hpp"
#include "daemon/core/digest/item_words.hpp"
#include "daemon/core/findings/wording.hpp"

namespace earshot {
namespace {

constexpr std::size_t note_bytes = 120;
constexpr std::size_t names_said = 2;

struct Telling {
    const Wording& w;
    const DigestSettings& settings;

    std::string note() const {
        if (!settings.with_notes || !w.candidate.person) return {};
        const std::string text = clean(w.candidate.person->note, note_bytes);
        return text.empty() ? text : "Your note: " + quoted(text) + ".";
    }

    std::string touch() const {
        if (!settings.with_words || !w.known.touch) return {};
        const Touch& touch = *w.known.touch;
        std::string text = "You two last " + std::string(touch.how == "met"      ? "met"
                                                         : touch.how == "called" ? "spoke"
                                                                                 : "were in touch");
        const long long ago = days_between(w.zone, touch.at, w.now);
        const auto day = w.zone.local_day(touch.at);
        if (ago <= 1)
            text += ago <= 0 ? " today" : " yesterday";
        else
            text +=
                " on " + std::to_string(unsigned(day.day())) + " " + w.zone.format("%B", touch.at);
        if (day.year() != w.zone.local_day(w.now).year())
            text += " " + std::to_string(int(day.year()));
        const std::string about = clean(touch.note, note_bytes);
        return text + (about.empty() ? "." : ": " + quoted(about) + ".");
    }

    std::string knows() const {
        if (!settings.with_acquaintances || w.known.knows.empty()) return {};
        std::vector<std::string> names;
        for (const std::string& name : w.known.knows)
            names.push_back(clean(name, item_limits::name));
        return "Knows " + listed(names, names_said) + ".";
    }
};

}  // namespace

void add_personal(const Wording& w, const DigestSettings& settings, Item& item) {
    const Telling telling{w, settings};
    const FindingKind kind = kind_of(w.candidate.finding.evidence);
    std::vector<std::string> choices;
    switch (kind) {
        case FindingKind::back: choices = {telling.touch(), telling.note(), telling.knows()}; break;
        case FindingKind::quiet:
            choices = item.one_person ? std::vector{telling.touch(), telling.note()}
                                      : std::vector{telling.note()};
            break;
        case FindingKind::follow_up:
        case FindingKind::burst: choices = {telling.note(), telling.knows()}; break;
        case FindingKind::shared:
        case FindingKind::trouble: return;
    }
    for (const std::string& choice : choices) {
        if (choice.empty()) continue;
        item.personal = choice;
        if (choice.starts_with("Knows "))
            item.names.insert(item.names.end(), w.known.knows.begin(), w.known.knows.end());
        return;
    }
    if (kind != FindingKind::quiet || !settings.with_words) return;
    if (!w.known.last_words.empty())
        item.quote = Quote{"Last words", clean(w.known.last_words, item_limits::opening_line),
                           link_to(w.known.last_link)};
    else
        item.personal = telling.touch();
}

}  // namespace earshot
