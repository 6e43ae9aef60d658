// Typed markup: ActivityStreams 1 verbs, the words that every server of that family shares.

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/core/activity_reading.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

struct Word {
    std::string_view markup;
    Verb verb;
};

// ActivityStreams 1 base schema, with the additions of OStatus; last path segment of the URI.
constexpr std::array<Word, 54> words{{
    {"make-friend", Verb::connect},
    {"follow", Verb::follow},
    {"stop-following", Verb::unfollow},
    {"unfollow", Verb::unfollow},
    {"join", Verb::join},
    {"leave", Verb::leave},
    {"post", Verb::post},
    {"create", Verb::post},
    {"author", Verb::post},
    {"submit", Verb::post},
    {"share", Verb::share},
    {"like", Verb::like},
    {"favorite", Verb::like},
    {"watch", Verb::watch},
    {"delete", Verb::deleted},
    {"push", Verb::push},
    {"open", Verb::open},
    {"close", Verb::close},
    {"resolve", Verb::close},
    {"add", Verb::add_member},
    {"assign", Verb::assign},
    {"attend", Verb::attend},
    {"rsvp-yes", Verb::attend},
    {"rsvp-maybe", Verb::attend},
    {"rsvp-no", Verb::attend},
    {"checkin", Verb::checkin},
    {"read", Verb::read},
    {"listen", Verb::listen},
    {"play", Verb::listen},
    {"experience", Verb::view},
    {"tag", Verb::tagged},
    {"request-friend", Verb::other},
    {"remove-friend", Verb::other},
    {"unfavorite", Verb::other},
    {"unlike", Verb::other},
    {"unshare", Verb::other},
    {"block", Verb::other},
    {"unblock", Verb::other},
    {"invite", Verb::other},
    {"accept", Verb::other},
    {"reject", Verb::other},
    {"ignore", Verb::other},
    {"save", Verb::other},
    {"remove", Verb::other},
    {"complete", Verb::other},
    {"start", Verb::other},
    {"purchase", Verb::other},
    {"consume", Verb::other},
    {"archive", Verb::other},
    {"approve", Verb::review},
    {"find", Verb::other},
    {"give", Verb::other},
    {"send", Verb::other},
    {"win", Verb::other},
}};

bool is_account(const Thing& thing) {
    return thing.type == "person" || thing.type == "group" || thing.type == "organization";
}

/// The most telling of the entry's verbs: several may stand there, the last of them general.
std::optional<Word> verb_of(const Entry& entry) {
    std::optional<Word> best;
    for (const std::string& text : entry.markup.verbs) {
        const auto word = std::ranges::find(words, std::string_view(text), &Word::markup);
        Word found{text, Verb::other};
        if (word != words.end())
            found = *word;
        else if (text == "update" && std::ranges::any_of(entry.markup.objects, is_account))
            found = {text, Verb::update_profile};
        else
            continue;
        if (!best || (best->verb == Verb::post && found.verb != Verb::post)) best = found;
    }
    return best;
}

Object object_of(const Thing& thing) {
    // An account is named by its id, which outlives changes of its profile page.
    const bool by_id = is_account(thing) && thing.id.starts_with("http");
    const std::string& uri = by_id || thing.link.empty() ? thing.id : thing.link;
    return {shorten(thing.name, max_name), uri};
}

}  // namespace

Readings read_markup(const Reading& reading) {
    const Markup& markup = reading.entry.markup;
    const auto word = verb_of(reading.entry);
    if (!word) return std::nullopt;

    const bool answers = word->verb == Verb::post && !markup.in_reply_to.empty();
    Activity activity = reading.start(answers ? Verb::reply : word->verb);
    activity.actor = reading.owner();
    activity.rule = "markup: " + std::string(word->markup);
    if (activity.verb == Verb::deleted) return std::vector{std::move(activity)};

    if (answers)
        activity.objects = {reading.itself()};
    else
        for (const Thing& thing : markup.objects)
            activity.objects.push_back(object_of(thing));
    if (activity.objects.empty() && activity.verb == Verb::post)
        activity.objects = {reading.itself()};
    // Titles of notes are all alike ("New note by A"): what was written tells them apart.
    if (activity.verb == Verb::post || activity.verb == Verb::reply)
        activity.key = folded(shorten(reading.content(), max_name));
    return std::vector{std::move(activity)};
}

}  // namespace earshot
