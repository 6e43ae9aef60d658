// Typed markup: ActivityStreams 1 and 2, the words that every server of that family shares.

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/typed_words.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

// Say that something changed, and not what: the title or the id may know more.
constexpr std::array<std::string_view, 5> weak_words{"update", "transition", "start", "stop",
                                                     "append"};

constexpr std::array<std::string_view, 6> answers{"comment", "reply",       "response",
                                                  "answer",  "forum-reply", "review"};
constexpr std::array<std::string_view, 4> films{"video", "movie", "episode", "tv-show"};
constexpr std::array<std::string_view, 4> tickets{"issue", "bug", "task", "ticket"};

bool among(const auto& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool is_account(const Thing& thing) {
    return thing.type == "person" || thing.type == "group" || thing.type == "organization" ||
           thing.type == "service" || thing.type == "application";
}

bool is_film(const Thing& thing) {
    return among(films, thing.type);
}

bool any_object(const Markup& markup, const auto& is) {
    return std::ranges::any_of(markup.objects, is);
}

bool about(const Markup& markup, std::string_view type) {
    return any_object(markup, [type](const Thing& thing) { return thing.type == type; });
}

/// The most telling of the entry's verbs: several may stand there, the first of them general
/// ("post", "commit") or about the others ("undo", "follow").
std::optional<TypedWord> word_of(const Markup& markup) {
    std::optional<TypedWord> best;
    for (const std::string& text : markup.verbs) {
        const TypedWord* word = find_typed_word(text);
        if (word != nullptr && (!best || (best->verb == Verb::post && word->verb != Verb::post)))
            best = *word;
    }
    if (!best && among(weak_words, markup.verbs.empty() ? "" : markup.verbs.front()) &&
        any_object(markup, is_account))
        return TypedWord{markup.verbs.front(), Verb::update_profile};
    return best;
}

/// What the word means for these objects.
Verb verb_of(const TypedWord& word, const Markup& markup) {
    const auto inner = [&markup](std::string_view verb) {
        return markup.verbs.size() > 1 && markup.verbs[1] == verb;
    };
    if (word.markup == "undo") return inner("follow") ? Verb::unfollow : Verb::other;
    const bool affirms = word.verb == Verb::post || word.markup == "accept" || word.markup == "add";
    if (affirms && about(markup, "relationship")) return Verb::connect;
    if (word.markup == "accept" || word.markup == "tentativeaccept")
        return about(markup, "event") ? Verb::attend : Verb::other;
    if (word.verb == Verb::post) {
        const bool answer =
            any_object(markup, [](const Thing& t) { return among(answers, t.type); });
        if (answer || !markup.in_reply_to.empty()) return Verb::reply;
        if (any_object(markup, [](const Thing& t) { return among(tickets, t.type); }))
            return Verb::open;
    }
    if (word.verb == Verb::add_member && !any_object(markup, is_account)) return Verb::other;
    if ((word.markup == "watch" || word.markup == "play") && any_object(markup, is_film))
        return Verb::view;
    if (word.verb == Verb::tagged && !any_object(markup, is_account)) return Verb::label;
    return word.verb;
}

Object object_of(const Thing& thing, Verb verb) {
    // An account is named by its id, which outlives changes of its profile page; and of what is
    // gone there is no page.
    const bool by_id = (is_account(thing) || verb == Verb::deleted) && thing.id.starts_with("http");
    const std::string& uri = by_id || thing.link.empty() ? thing.id : thing.link;
    return {shorten(thing.name, max_name), uri};
}

std::vector<Object> objects_of(const EntryReader& reading, Verb verb) {
    const Markup& markup = reading.entry.markup;
    std::vector<Object> result;
    if (verb == Verb::reply) {
        // The thing answered where that is the object, else the answer.
        for (const Thing& thing : markup.objects)
            if (among(tickets, thing.type)) result.push_back(object_of(thing, verb));
        if (result.empty()) result.push_back(reading.itself());
        return result;
    }
    for (const Thing& thing : markup.objects)
        result.push_back(object_of(thing, verb));
    if (result.empty() && verb == Verb::post) result.push_back(reading.itself());
    if (result.empty() && markup.target) result.push_back(object_of(*markup.target, verb));
    std::erase(result, Object{});
    return result;
}

std::vector<Activity> activity_of(const EntryReader& reading, Verb verb, std::string_view word) {
    Activity activity = reading.start(verb);
    activity.actor = reading.owner();
    activity.rule = "markup: " + std::string(word);
    std::vector<Object> objects = objects_of(reading, verb);
    if (is_connect_like(verb) && objects.size() > 1) {
        // Whoever connects with three people did it three times.
        std::vector<Activity> each;
        for (Object& object : objects) {
            each.push_back(activity);
            each.back().objects = {std::move(object)};
        }
        return each;
    }
    activity.objects = std::move(objects);
    // Titles of notes are all alike ("New note by A"): what was written tells them apart.
    if (verb == Verb::post || verb == Verb::reply)
        activity.key = folded(shorten(reading.content(), max_name));
    return {std::move(activity)};
}

}  // namespace

Readings read_markup(const EntryReader& reading) {
    const Markup& markup = reading.entry.markup;
    const auto word = word_of(markup);
    if (!word) return std::nullopt;
    const Verb verb =
        word->verb == Verb::update_profile ? word->verb : verb_of(*word, reading.entry.markup);
    return activity_of(reading, verb, word->markup);
}

Readings read_weak_markup(const EntryReader& reading) {
    for (const std::string& word : reading.entry.markup.verbs)
        if (among(weak_words, word)) return activity_of(reading, Verb::other, word);
    return std::nullopt;
}

}  // namespace earshot
