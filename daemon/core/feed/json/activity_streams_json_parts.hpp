#pragma once
// The members of activities and objects, however ActivityStreams 1, 2 and the servers between them
// name and nest them.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/feed/json/feed_json_document.hpp"

namespace earshot {

/// The words of "verb" or "type": last path segment, lower case, without the prefix of a context.
std::vector<std::string> words_of(Json value);
bool has_word(Json value, std::initializer_list<std::string_view> words);

/// Somebody did something: it has a verb, or a type that means one.
bool is_activity(Json object);
/// Of such an activity the object is what the actor made, so what it says is the actor's.
bool is_making(std::string_view verb);
/// Says that its subject and its object are connected.
bool is_relationship(Json object);

/// Who did it, or who wrote it.
Json actor_of(Json item);
Json first_object(Json activity);
/// What the activity that an activity is about is about, and so on.
Json inmost_object(Json activity);

/// A text or, in ActivityStreams 2, one of a map of languages.
std::string_view in_any_language(Json object, std::string_view member);
std::string markup_in(Json object);
std::string reply_in(Json object);
void read_tags(Json object, std::vector<std::string>& categories);

}  // namespace earshot
