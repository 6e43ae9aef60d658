// Phrases: what a text says, by the sentences that dialects know.

#include <algorithm>
#include <utility>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/sentence_cuts.hpp"
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

/// The author, somebody whom a link names, or several of them and no more than "and".
bool is_known(const MarkedSentence& sentence, std::string_view actor) {
    if (!sentence.begins_with_name(actor)) return false;
    return sentence.is_vouched_for(actor.substr(0, known_actor.size())) &&
           words_in(MarkedSentence::without_names(actor), 2).size() < 2;
}

bool is_sure(const Phrase& phrase, const Understood& understood, const Dialects::Compiled& all,
             const Dialect* dialect) {
    if (phrase.where == Where::everywhere) return true;
    // Titles of posts are free text; what else a dialect has are sentences.
    if (dialect != nullptr &&
        (&all.dialects[phrase.dialect] == dialect || dialect->otherwise == Verb::other))
        return true;
    const std::string* actor = understood.slot("actor");
    if (actor != nullptr && is_known(understood.sentence, *actor)) return true;
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

/// In the part of the line that is a sentence.
std::optional<Understood> best_part(const std::vector<const Phrase*>& phrases,
                                    MarkedSentence sentence, const Dialects::Compiled& all,
                                    const Dialect* dialect) {
    for (const SentenceCut& cut : sentence_cuts(sentence, all.empty_words)) {
        MarkedSentence part = sentence;
        part.keep(cut.text);
        auto found = best(phrases, std::move(part), all, dialect);
        if (!found) continue;
        found->more_said = cut.more_said;
        return found;
    }
    return std::nullopt;
}

using Find = std::optional<Understood> (*)(const std::vector<const Phrase*>&, MarkedSentence,
                                           const Dialects::Compiled&, const Dialect*);

/// With the names that its markup gives: in links and elements, in links and bold letters, in
/// links.
std::optional<Understood> find_by_markup(const EntryReader& reading, const SaidText& said,
                                         const std::vector<const Phrase*>& phrases,
                                         const Dialects::Compiled& all, const Dialect* dialect) {
    const Find find = said.in_content ? best_part : best;
    const MarkedBy most = said.in_content ? MarkedBy::links_and_elements : MarkedBy::links;
    std::string before;
    for (const MarkedBy by : {most, MarkedBy::links_and_bold, MarkedBy::links}) {
        if (by > most) continue;
        MarkedSentence marked(said.markup, reading.base(), by);
        marked.mark_actor(reading.author.name);
        if (!marked.has_names()) break;
        if (marked.text() == before) continue;
        before = marked.text();
        const bool by_links = !marked.has_names_without_links();
        if (auto found = find(phrases, std::move(marked), all, dialect)) return found;
        if (by_links) break;  // there is nothing else that could mark names
    }
    return std::nullopt;
}

/// First with the names that the markup and the author give, then without.
std::optional<Understood> find_sentence(const EntryReader& reading, const SaidText& said,
                                        const Dialects::Compiled& all, const Dialect* dialect) {
    if (said.plain.empty()) return std::nullopt;
    const std::vector<const Phrase*> phrases = candidates(said.plain, all, dialect);
    if (phrases.empty()) return std::nullopt;
    if (said.markup.find('<') != said.markup.npos)
        if (auto found = find_by_markup(reading, said, phrases, all, dialect)) return found;
    const Find find = said.in_content ? best_part : best;
    if (!reading.author.name.empty()) {
        MarkedSentence sentence(said.plain);
        if (sentence.mark_actor(reading.author.name))
            if (auto found = find(phrases, std::move(sentence), all, dialect)) return found;
    }
    return find(phrases, MarkedSentence(said.plain), all, dialect);
}

}  // namespace

std::optional<Understood> understand_text(const EntryReader& reading, const SaidText& said,
                                          const Dialects::Compiled& all, const Dialect* dialect) {
    auto found = find_sentence(reading, said, all, dialect);
    if (!found || is_own_sentence(*found, all, dialect) || is_about_author(reading, *found))
        return found;
    found->sure = false;
    found->of_others = true;
    return found;
}

const std::string* Understood::slot(std::string_view name) const {
    const auto found = std::ranges::find(slots, name, [](const auto& slot) { return slot.first; });
    return found == slots.end() ? nullptr : &found->second;
}

}  // namespace earshot
