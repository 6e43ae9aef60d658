// Phrases: what a sentence says, by the title or by the content.

#include <algorithm>
#include <map>

#include "daemon/core/activity_reading.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The sentence with the actor's name taken out: at the front, else at its first place as a word.
std::string without(const std::string& sentence, const std::string& name) {
    if (name.empty()) return {};
    for (std::size_t at = sentence.find(name); at != std::string::npos;
         at = sentence.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_letter(sentence[at - 1]) || !is_letter(name.front());
        const bool ends =
            end == sentence.size() || !is_letter(sentence[end]) || !is_letter(name.back());
        if (begins && ends) return sentence.substr(0, at) + known_actor + sentence.substr(end);
    }
    return {};
}

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

/// The phrase with the most words of its own; of equals, the first.
const Phrase* best_phrase(const Dialects::Compiled& all, const Dialect* dialect,
                          const std::string& sentence) {
    std::vector<int> hits;
    RE2::Set::ErrorInfo error{};
    if (!all.set->Match(sentence, &hits, &error)) {
        if (error.kind == RE2::Set::kNoError) return nullptr;
        // The set needs more memory on this sentence than it may have: each phrase alone does not.
        for (std::size_t i = 0; i < all.phrases.size(); ++i)
            if (RE2::PartialMatch(sentence, *all.phrases[i].pattern))
                hits.push_back(static_cast<int>(i));
    }
    const bool unclaimed = dialect == nullptr || dialect->any;
    const bool author_speaks = sentence.find(known_actor) != std::string::npos;
    const Phrase* best = nullptr;
    std::ranges::sort(hits);
    for (const int hit : hits) {
        const Phrase& phrase = all.phrases[static_cast<std::size_t>(hit)];
        const Dialect& owner = all.dialects[phrase.dialect];
        if (&owner != dialect && !(unclaimed && (phrase.everywhere || author_speaks))) continue;
        if (best == nullptr || phrase.says.letters() > best->says.letters()) best = &phrase;
    }
    return best;
}

std::string address(const Anchors& links, const std::string& name) {
    const auto link = std::ranges::find(links, name, &Anchors::value_type::first);
    return link == links.end() ? std::string() : link->second;
}

/// One act for each thing in a list: whoever connects with three people did it three times. The
/// unnamed stay with the last of them.
std::vector<Activity> one_each(const Activity& all, const std::string& list, const ListWords& words,
                               const Anchors& links) {
    const NamedObjects several = split_objects(list, words);
    std::vector<Activity> result;
    for (const std::string& name : several.names) {
        if (result.size() == max_activities_per_entry) break;
        result.push_back(all);
        result.back().objects.push_back({shorten(name, max_name), address(links, name)});
    }
    if (result.empty()) result.push_back(all);
    const auto beyond = std::max<std::size_t>(several.names.size(), 1) - result.size();
    result.back().more_objects = several.more + static_cast<int>(beyond);
    return result;
}

std::vector<Activity> activities_of(const Reading& reading, const Phrase& phrase,
                                    const Dialect& dialect, const Slots& slots,
                                    const std::string& sentence) {
    const Anchors links = anchors(reading.entry.content, reading.entry.link);
    Activity activity = reading.start(phrase.verb);
    activity.rule = dialect.name + ": phrase";
    activity.sentence = shorten(sentence, 200);

    const auto actor = slots.find("actor");
    const bool known = actor == slots.end() || actor->second.empty() ||
                       actor->second == std::string(1, known_actor) ||
                       actor->second == reading.author.name;
    activity.actor = known ? reading.owner() : Actor{address(links, actor->second), actor->second};

    if (const auto list = slots.find("objects"); list != slots.end())
        return one_each(activity, list->second, dialect.list, links);
    if (const auto object = slots.find("object"); object != slots.end())
        activity.objects.push_back(
            {shorten(object->second, max_name), address(links, object->second)});
    return {std::move(activity)};
}

Readings read_sentence(const Reading& reading, const Dialects::Compiled& all,
                       const Dialect* dialect, const std::string& text) {
    const std::string sentence = shorten(text, max_sentence);
    if (sentence.empty()) return std::nullopt;
    for (const std::string& tried : {without(sentence, reading.author.name), sentence}) {
        if (tried.empty()) continue;
        const Phrase* phrase = best_phrase(all, dialect, tried);
        if (phrase == nullptr) continue;
        if (const auto slots = slots_of(*phrase, tried))
            return activities_of(reading, *phrase, all.dialects[phrase->dialect], *slots, sentence);
    }
    return std::nullopt;
}

}  // namespace

Readings read_phrases(const Reading& reading, const Dialects::Compiled& all,
                      const Dialect* dialect) {
    if (!all.set) return std::nullopt;
    if (auto read = read_sentence(reading, all, dialect, reading.entry.title)) return read;
    if (!reading.content_may_be_a_sentence()) return std::nullopt;
    return read_sentence(reading, all, dialect, reading.content());
}

Anchors anchors(std::string_view markup, const std::string& base) {
    static const RE2 anchor(
        R"re((?is)<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(.*?)</a>)re");
    const auto from = Url::parse(base);
    Anchors result;
    re2::StringPiece rest(markup.data(), markup.size());
    re2::StringPiece double_quoted, single_quoted, text;
    while (result.size() < max_anchors &&
           RE2::FindAndConsume(&rest, anchor, &double_quoted, &single_quoted, &text)) {
        const std::string href =
            plain_text(std::string(double_quoted.empty() ? single_quoted : double_quoted));
        std::string uri = from ? from->resolve(href) : href;
        std::string words = plain_text(std::string(text));
        if (!words.empty() && !uri.empty()) result.emplace_back(std::move(words), std::move(uri));
    }
    return result;
}

}  // namespace earshot
