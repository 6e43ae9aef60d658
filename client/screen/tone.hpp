#pragma once
// What is good, wants care or is bad, in colour: one list of the words that say so.

#include <string>
#include <string_view>

#include "client/screen/screen.hpp"

namespace earshot::client {

enum class Tone { plain, good, care, bad };

/// By the first word: "failing", "ok, insecure".
Tone tone_of(std::string_view text);

/// In colour where the screen has one.
std::string tinted(const Screen& screen, Tone tone, std::string text);

}  // namespace earshot::client
