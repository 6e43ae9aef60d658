#include "daemon/core/activity/typed_words.hpp"

#include <algorithm>
#include <array>

namespace earshot {
namespace {

// The base schema of ActivityStreams 1 with the additions of OStatus and Atlassian, and the types
// of ActivityStreams 2. What is no activity of ours is `other`.
constexpr std::array<TypedWord, 86> words{{
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
    {"present", Verb::post},
    {"question", Verb::post},
    {"share", Verb::share},
    {"announce", Verb::share},
    {"reply", Verb::reply},
    {"comment", Verb::reply},
    {"respond", Verb::reply},
    {"like", Verb::like},
    {"favorite", Verb::like},
    {"watch", Verb::view},
    {"view", Verb::view},
    {"experience", Verb::view},
    {"recommend", Verb::recommend},
    {"delete", Verb::deleted},
    {"push", Verb::push},
    {"commit", Verb::push},
    {"open", Verb::open},
    {"close", Verb::close},
    {"resolve", Verb::close},
    {"reopen", Verb::reopen},
    {"merge", Verb::merge},
    {"review", Verb::review},
    {"approve", Verb::review},
    {"fork", Verb::fork},
    {"release", Verb::release},
    {"add", Verb::add_member},
    {"assign", Verb::assign},
    {"attend", Verb::attend},
    {"rsvp-yes", Verb::attend},
    {"rsvp-maybe", Verb::attend},
    {"rsvp-no", Verb::attend},
    {"checkin", Verb::checkin},
    {"arrive", Verb::checkin},
    {"read", Verb::read},
    {"listen", Verb::listen},
    {"play", Verb::listen},
    {"tag", Verb::tagged},
    {"accept", Verb::other},
    {"reject", Verb::other},
    {"tentativeaccept", Verb::other},
    {"tentativereject", Verb::other},
    {"request", Verb::other},
    {"request-friend", Verb::other},
    {"remove-friend", Verb::other},
    {"invite", Verb::other},
    {"offer", Verb::other},
    {"undo", Verb::other},
    {"unfavorite", Verb::other},
    {"unlike", Verb::other},
    {"unshare", Verb::other},
    {"dislike", Verb::other},
    {"flag", Verb::other},
    {"block", Verb::other},
    {"unblock", Verb::other},
    {"ignore", Verb::other},
    {"save", Verb::other},
    {"unsave", Verb::other},
    {"remove", Verb::other},
    {"move", Verb::other},
    {"travel", Verb::other},
    {"complete", Verb::other},
    {"cancel", Verb::other},
    {"purchase", Verb::other},
    {"sell", Verb::other},
    {"consume", Verb::other},
    {"archive", Verb::other},
    {"retract", Verb::other},
    {"find", Verb::other},
    {"lose", Verb::other},
    {"give", Verb::other},
    {"receive", Verb::other},
    {"send", Verb::other},
    {"win", Verb::other},
    {"schedule", Verb::other},
    {"use", Verb::other},
    {"terminate", Verb::other},
}};

}  // namespace

const TypedWord* find_typed_word(std::string_view markup) {
    const auto word = std::ranges::find(words, markup, &TypedWord::markup);
    return word == words.end() ? nullptr : &*word;
}

}  // namespace earshot
