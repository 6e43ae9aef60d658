// Phrases: what a sentence says, by the title or by the content.

#include <algorithm>
#include <utility>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/first_words.hpp"
#include "daemon/core/activity/sentence/name_words.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

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
    const std::vector<int> numbers = all.index.candidates(sentence);
    result.reserve(numbers.size());
    for (const int number : numbers) {
        const Phrase& phrase = all.phrases[static_cast<std::size_t>(number)];
        if (counts(phrase, all, dialect)) result.push_back(&phrase);
    }
    if (dialect == nullptr) return result;
    std::stable_partition(result.begin(), result.end(), [&](const Phrase* phrase) {
        return &all.dialects[phrase->dialect] == dialect;
    });
    return result;
}

bool is_sure(const Phrase& phrase, const Understood& understood, const Dialects::Compiled& all,
             const Dialect* dialect) {
    if (phrase.where == Where::everywhere) return true;
    // Titles of posts are free text; what else a dialect has are sentences.
    if (dialect != nullptr &&
        (&all.dialects[phrase.dialect] == dialect || dialect->otherwise == Verb::other))
        return true;
    const std::string* actor = understood.slot("actor");
    if (actor != nullptr && understood.sentence.is_mark(*actor)) return true;
    return std::ranges::any_of(understood.slots,
                               [](const auto& slot) { return slot.second == known_actor; });
}

/// Whether a phrase that says as much as another is believed before it.
bool is_before(const Phrase& phrase, const Phrase& other) {
    return phrase.where == Where::everywhere && other.where != Where::everywhere;
}

/// Of the phrases that fit, the one with the most words of its own; of equals the first, but those
/// that count everywhere before all others.
std::optional<Understood> best(const std::vector<const Phrase*>& phrases, MarkedSentence sentence,
                               const Dialects::Compiled& all, const Dialect* dialect) {
    constexpr std::size_t usual_slots = 4;
    const Phrase* best = nullptr;
    Slots slots, best_slots;
    slots.reserve(usual_slots);
    best_slots.reserve(usual_slots);
    for (const Phrase* phrase : phrases) {
        if (!phrase->form.match(sentence.text(), slots, *phrase->around)) continue;
        if (best != nullptr) {
            const std::size_t open = left_open(slots), least = left_open(best_slots);
            if (open > least || (open == least && !is_before(*phrase, *best))) continue;
        }
        best = phrase;
        best_slots.swap(slots);
    }
    if (best == nullptr) return std::nullopt;
    Understood found;
    found.phrase = best;
    found.own_words = sentence.text().size() - left_open(best_slots);
    found.slots.reserve(best_slots.size());
    for (const auto& [name, text] : best_slots)
        if (found.slot(name) == nullptr) found.slots.emplace_back(name, text);
    found.sentence = std::move(sentence);  // the slots were parts of it
    found.sure = is_sure(*best, found, all, dialect);
    return found;
}

/// "ann" of "https://moss.example/@ann" and of "/u/ann".
std::string login_in(const std::string& address) {
    std::string_view rest = address;
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    rest.remove_prefix(rest.find_last_of("/@=") + 1);
    return folded(rest);
}

/// Whether the words of `name` stand in `text`, one after the other.
bool holds_words(const std::string& text, const std::string& name) {
    return !name.empty() && (" " + text + " ").find(" " + name + " ") != std::string::npos;
}

bool is_author(const MarkedSentence::Name& name, const Actor& author) {
    if (!name.uri.empty() && account_key(name.uri) == account_key(author.uri)) return true;
    const std::string text = folded(name.text);
    const std::string called = folded(author.name);
    return holds_words(text, called) || holds_words(called, text) ||
           login_in(text) == login_in(author.name) || login_in(text) == login_in(author.uri);
}

/// What somebody writes is prose, however much it looks like a sentence: it is one that a server
/// wrote about them when one of its names is theirs.
bool is_about_author(const EntryReader& reading, const Understood& found) {
    if (!reading.has_own_author()) return true;
    return std::ranges::any_of(found.slots, [&](const auto& slot) {
        return slot.second == known_actor ||
               is_author(found.sentence.name(slot.second), reading.author);
    });
}

/// Where a dialect says that its sources speak in sentences, these are no prose.
bool is_own_sentence(const Understood& found, const Dialects::Compiled& all,
                     const Dialect* dialect) {
    return dialect != nullptr &&
           (&all.dialects[found.phrase->dialect] == dialect || dialect->otherwise == Verb::other);
}

/// First with the names that links and the author give, then without.
std::optional<Understood> find_sentence(const EntryReader& reading, const Dialects::Compiled& all,
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
    if (!reading.author.name.empty()) {
        MarkedSentence sentence(plain);
        if (sentence.mark_actor(reading.author.name))
            if (auto found = best(phrases, std::move(sentence), all, dialect)) return found;
    }
    return best(phrases, MarkedSentence(plain), all, dialect);
}

/// Prose about others may still be what a network says, if only the rest of the feed bears it out:
/// some name themselves as the author of everything.
std::optional<Understood> understand_text(const EntryReader& reading, const Dialects::Compiled& all,
                                          const Dialect* dialect, const std::string& plain,
                                          const std::string& markup) {
    auto found = find_sentence(reading, all, dialect, plain, markup);
    if (!found || is_own_sentence(*found, all, dialect) || is_about_author(reading, *found))
        return found;
    found->sure = false;
    found->of_others = true;
    return found;
}

std::optional<Understood> understand_content(const EntryReader& reading,
                                             const Dialects::Compiled& all, const Dialect* dialect,
                                             std::string_view markup) {
    // Where nobody says that contents are sentences, only what is plainly one is looked at.
    constexpr std::size_t enough = max_sentence_content + 1;
    const auto words = dialect != nullptr ? first_words(markup, enough)
                                          : simple_words(markup, enough).value_or("");
    if (words.size() > max_sentence_content) return std::nullopt;
    return understand_text(reading, all, dialect, words, std::string(markup));
}

/// A title of its own says what an entry is, whatever its text is about. "Update for Ann Lee"
/// leaves that to the text, and so does "Follow" where all names in the text are links.
bool leaves_it_to_the_text(const std::string& title, const Understood& text) {
    if (title.empty()) return true;
    const std::string* actor = text.slot("actor");
    if (actor == nullptr) return false;
    if (title.find(' ') == title.npos && std::ranges::all_of(text.slots, [&text](const auto& slot) {
            return text.sentence.is_mark(slot.second);
        }))
        return true;
    return holds_words(folded(title), folded(text.sentence.name(*actor).text));
}

/// What slots name, as objects with the addresses that the entry's links give.
class Named {
public:
    Named(const EntryReader& reading, const MarkedSentence& sentence)
        : reading_(reading), sentence_(sentence) {}

    Object operator()(const std::string& part) {
        MarkedSentence::Name name = sentence_.name(sentence_.linked_part(part));
        Object object{shorten(collapse(unquoted(name.text)), max_name), std::move(name.uri)};
        if (!object.uri.empty()) return object;
        const auto link = std::ranges::find(links(), object.name, &MarkedSentence::Name::text);
        if (link != links().end()) object.uri = link->uri;
        if (object.name.starts_with("http://") || object.name.starts_with("https://"))
            object.uri = object.name;
        return object;
    }

private:
    const std::vector<MarkedSentence::Name>& links() {
        if (!links_) links_ = links_of(reading_.part(Part::html), reading_.entry.link);
        return *links_;
    }

    const EntryReader& reading_;
    const MarkedSentence& sentence_;
    std::optional<std::vector<MarkedSentence::Name>> links_;
};

/// One act for each thing in a list: whoever connects with three people did it three times. The
/// unnamed stay with the last of them.
std::vector<Activity> one_each(Activity all, const std::string& list, const ListWords& words,
                               Named& named) {
    const NamedObjects several = split_objects(list, words);
    std::vector<Activity> result;
    result.reserve(std::clamp<std::size_t>(several.names.size(), 1, max_activities_per_entry));
    for (const std::string& name : several.names) {
        if (result.size() == max_activities_per_entry) break;
        const bool last = &name == &several.names.back();
        result.push_back(last ? std::move(all) : all);
        result.back().objects.push_back(named(name));
    }
    if (result.empty()) result.push_back(std::move(all));
    const auto beyond = std::max<std::size_t>(several.names.size(), 1) - result.size();
    result.back().more_objects = several.more + static_cast<int>(beyond);
    return result;
}

/// What a sentence without an object of its own is about: the entry, when it brings something.
bool brings_something(Verb verb) {
    return verb == Verb::post || verb == Verb::share || verb == Verb::reply || verb == Verb::like;
}

/// The author, maybe with a word of the sentence that no phrase knows.
bool is_nearly(const std::string& actor, const std::string& author) {
    if (author.empty()) return false;
    return actor == author || actor.starts_with(author + " ") || actor.ends_with(" " + author);
}

Actor actor_of(const Understood& understood, const EntryReader& reading, Named& named) {
    const std::string* slot = understood.slot("actor");
    if (slot == nullptr) return reading.owner();
    Object actor = named(*slot);
    const bool known = *slot == known_actor;
    if (!known && !is_nearly(actor.name, reading.author.name))
        return {std::move(actor.uri), std::move(actor.name)};
    Actor owner = reading.owner();
    if (known && owner.uri.empty()) owner.uri = std::move(actor.uri);
    return owner;
}

}  // namespace

const std::string* Understood::slot(std::string_view name) const {
    const auto found = std::ranges::find(slots, name, [](const auto& slot) { return slot.first; });
    return found == slots.end() ? nullptr : &found->second;
}

std::optional<Understood> understand_title(const EntryReader& reading,
                                           const Dialects::Compiled& all, const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    return understand_text(reading, all, dialect, shorten(reading.entry.title, max_sentence),
                           reading.entry.title_markup);
}

std::optional<Understood> understand(const EntryReader& reading, const Dialects::Compiled& all,
                                     const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    auto by_title = understand_title(reading, all, dialect);
    if (by_title && by_title->sure) return by_title;
    const std::string& markup = reading.entry.content;
    if (markup.empty() || markup.size() > max_sentence_markup) return by_title;
    auto by_content = understand_content(reading, all, dialect, first_block(markup));
    if (!by_content) by_content = understand_content(reading, all, dialect, markup);
    if (!by_content || (by_title && !by_content->sure)) return by_title;
    if (dialect == nullptr && !leaves_it_to_the_text(reading.entry.title, *by_content))
        return by_title;
    return by_content;
}

std::vector<Activity> activities_of(const EntryReader& reading, const Dialects::Compiled& all,
                                    const Understood& understood) {
    const Phrase* phrase = understood.phrase;
    const MarkedSentence& sentence = understood.sentence;
    Named named(reading, sentence);
    Activity activity =
        reading.start(phrase->verb, shorten(sentence.name(sentence.text()).text, 200));
    activity.rule = phrase->rule;
    activity.actor = actor_of(understood, reading, named);

    if (const std::string* list = understood.slot("objects"))
        return one_each(std::move(activity), *list,
                        all.dialects[phrase->dialect].list(phrase->language), named);
    if (const std::string* object = understood.slot("object"))
        activity.objects.push_back(named(*object));
    else if (brings_something(phrase->verb))
        activity.objects.push_back(reading.itself());
    std::vector<Activity> result;
    result.push_back(std::move(activity));
    return result;
}

}  // namespace earshot
