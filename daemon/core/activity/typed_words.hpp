#pragma once
// The words of typed markup (activity_markup.cpp) and what they mean to us.

#include <string_view>

#include "earshot/activity.hpp"

namespace earshot {

struct TypedWord {
    std::string_view markup;  // last path segment of the URI, lower case
    Verb verb;
};

/// Null for a word that nobody defined.
const TypedWord* find_typed_word(std::string_view markup);

}  // namespace earshot
