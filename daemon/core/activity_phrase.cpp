// Phrases: what a sentence says, by the title or by the content.

#include <algorithm>
#include <utility>

#include "daemon/core/activity_reading.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Slots = std::map<std::string, std::string>;

std::optional<Slots> slots_of(const Phrase& phrase, const std::string& sentence) {
    const RE2& pattern = *phrase.pattern;
    const int count = pattern.NumberOfCapturingGroups() + 1;
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(count));
    if (!pattern.Match(sentence, 0, sentence.size(), RE2::UNANCHORED, found.data(), count))
        return std::nullopt;
    Slots slots;
    for (const auto& [name, group] : pattern.NamedCapturingGroups())
        slots[name] = collapse(std::string(found[static_cast<std::size_t>(group)]));
    return slots;
}

/// Whether the phrase counts in a feed of this dialect, or without one in a feed that nobody
/// claims.
bool counts(const Phrase& phrase, const Dialects::Compiled& all, const Dialect* dialect) {
    const Dialect& owner = all.dialects[phrase.dialect];
    if (dialect == nullptr) return phrase.where != Where::here;
    return &owner == dialect || (dialect->has_phrases && owner.is_language());
}

/// The phrases that count and may fit, the dialect's own first.
std::vector<const Phrase*> candidates(const std::string& sentence, const Dialects::Compiled& all,
                                      const Dialect* dialect) {
    std::vector<const Phrase*> result;
    for (const int number : all.index.candidates(sentence)) {
        const Phrase& phrase = all.phrases[static_cast<std::size_t>(number)];
        if (counts(phrase, all, dialect)) result.push_back(&phrase);
    }
    std::ranges::stable_partition(
        result, [&](const Phrase* phrase) { return &all.dialects[phrase->dialect] == dialect; });
    return result;
}

/// How much of the sentence stands in slots: the less, the more the phrase itself has said.
std::size_t left_open(const Slots& slots) {
    std::size_t sum = 0;
    for (const auto& [name, text] : slots)
        sum += text.size();
    return sum;
}

bool is_sure(const Phrase& phrase, const MarkedSentence& sentence, const Slots& slots,
             const Dialects::Compiled& all, const Dialect* dialect) {
    if (phrase.where == Where::everywhere) return true;
    // Titles of posts are free text; what else a dialect has are sentences.
    if (dialect != nullptr &&
        (&all.dialects[phrase.dialect] == dialect || dialect->otherwise == Verb::other))
        return true;
    const auto actor = slots.find("actor");
    if (actor != slots.end() && sentence.is_mark(actor->second)) return true;
    return std::ranges::any_of(slots, [](const auto& slot) { return slot.second == known_actor; });
}

/// Of the phrases that fit, the one with the most words of its own; of equals the first.
std::optional<Understood> best(const std::vector<const Phrase*>& phrases, MarkedSentence sentence,
                               const Dialects::Compiled& all, const Dialect* dialect) {
    const Phrase* best = nullptr;
    Slots best_slots;
    for (const Phrase* phrase : phrases) {
        auto slots = slots_of(*phrase, sentence.text());
        if (!slots || (best != nullptr && left_open(*slots) >= left_open(best_slots))) continue;
        best = phrase;
        best_slots = *std::move(slots);
    }
    if (best == nullptr) return std::nullopt;
    const bool sure = is_sure(*best, sentence, best_slots, all, dialect);
    return Understood{best, std::move(sentence), std::move(best_slots), sure};
}

/// First with the names that links and the author give, then without.
std::optional<Understood> understand_text(const Reading& reading, const Dialects::Compiled& all,
                                          const Dialect* dialect, const std::string& plain,
                                          const std::string& markup) {
    if (plain.empty()) return std::nullopt;
    const std::vector<const Phrase*> phrases = candidates(plain, all, dialect);
    if (phrases.empty()) return std::nullopt;
    if (markup.find("<a ") != markup.npos) {
        MarkedSentence linked(markup, reading.entry.link);
        linked.mark_actor(reading.author.name);
        if (linked.has_links())
            if (auto found = best(phrases, std::move(linked), all, dialect)) return found;
    }
    MarkedSentence sentence(plain);
    if (sentence.mark_actor(reading.author.name))
        if (auto found = best(phrases, std::move(sentence), all, dialect)) return found;
    return best(phrases, MarkedSentence(plain), all, dialect);
}

/// “B”, 'B', „B“, 「B」: the name without its marks.
std::string unquoted(std::string text) {
    static constexpr std::pair<std::string_view, std::string_view> marks[] = {
        {"'", "'"}, {"\"", "\""}, {"‘", "’"},   {"“", "”"}, {"„", "“"},
        {"«", "»"}, {"「", "」"}, {"『", "』"}, {"‚", "‘"}};
    for (const auto& [open, close] : marks)
        if (text.size() > open.size() + close.size() && text.starts_with(open) &&
            text.ends_with(close))
            return collapse(text.substr(open.size(), text.size() - open.size() - close.size()));
    return text;
}

/// What slots name, as objects with the addresses that the entry's links give.
class Named {
public:
    Named(const Reading& reading, const MarkedSentence& sentence)
        : sentence_(sentence), links_(links_of(reading.entry.content, reading.entry.link)) {}

    Object operator()(const std::string& part) const {
        MarkedSentence::Name name = sentence_.name(part);
        Object object{shorten(unquoted(std::move(name.text)), max_name), std::move(name.uri)};
        if (!object.uri.empty()) return object;
        const auto link = std::ranges::find(links_, object.name, &MarkedSentence::Name::text);
        if (link != links_.end()) object.uri = link->uri;
        if (object.name.starts_with("http://") || object.name.starts_with("https://"))
            object.uri = object.name;
        return object;
    }

private:
    const MarkedSentence& sentence_;
    std::vector<MarkedSentence::Name> links_;
};

/// One act for each thing in a list: whoever connects with three people did it three times. The
/// unnamed stay with the last of them.
std::vector<Activity> one_each(const Activity& all, const std::string& list, const ListWords& words,
                               const Named& named) {
    const NamedObjects several = split_objects(list, words);
    std::vector<Activity> result;
    for (const std::string& name : several.names) {
        if (result.size() == max_activities_per_entry) break;
        result.push_back(all);
        result.back().objects.push_back(named(name));
    }
    if (result.empty()) result.push_back(all);
    const auto beyond = std::max<std::size_t>(several.names.size(), 1) - result.size();
    result.back().more_objects = several.more + static_cast<int>(beyond);
    return result;
}

/// What a sentence without an object of its own is about: the entry, when it brings something.
bool brings_something(Verb verb) {
    return verb == Verb::post || verb == Verb::share || verb == Verb::reply || verb == Verb::like;
}

}  // namespace

std::optional<Understood> understand_title(const Reading& reading, const Dialects::Compiled& all,
                                           const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    return understand_text(reading, all, dialect, shorten(reading.entry.title, max_sentence),
                           reading.entry.title_markup);
}

std::optional<Understood> understand(const Reading& reading, const Dialects::Compiled& all,
                                     const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    auto by_title = understand_title(reading, all, dialect);
    if (by_title && by_title->sure) return by_title;
    const std::string& markup = reading.entry.content;
    if (markup.size() > max_sentence_markup) return by_title;
    auto by_content = understand_text(reading, all, dialect, reading.content(), markup);
    if (by_content && (by_content->sure || !by_title)) return by_content;
    return by_title;
}

std::vector<Activity> activities_of(const Reading& reading, const Dialects::Compiled& all,
                                    const Understood& understood) {
    const auto& [phrase, sentence, slots, sure] = understood;
    const Dialect& dialect = all.dialects[phrase->dialect];
    const Named named(reading, sentence);
    Activity activity = reading.start(phrase->verb);
    activity.rule = dialect.name + ": phrase";
    activity.sentence = shorten(sentence.name(sentence.text()).text, 200);

    activity.actor = reading.owner();
    if (const auto slot = slots.find("actor"); slot != slots.end() && slot->second != known_actor) {
        Object actor = named(slot->second);
        if (actor.name != reading.author.name)
            activity.actor = {std::move(actor.uri), std::move(actor.name)};
    } else if (slot != slots.end() && activity.actor.uri.empty()) {
        activity.actor.uri = named(slot->second).uri;
    }

    if (const auto list = slots.find("objects"); list != slots.end())
        return one_each(activity, list->second, dialect.list(phrase->language), named);
    if (const auto object = slots.find("object"); object != slots.end())
        activity.objects.push_back(named(object->second));
    else if (brings_something(phrase->verb))
        activity.objects.push_back(reading.itself());
    return {std::move(activity)};
}

}  // namespace earshot
