#pragma once
// A line of a shell up to the cursor, cut into words as the shell would cut it.

#include <string>
#include <string_view>
#include <vector>

namespace earshot::client {

struct Typed {
    std::vector<std::string> words;  // whole ones, without quotes; the program's name first
    std::string last;                // the one that is being typed, without quotes
    char quote = 0;                  // that is open in it
    std::string raw;                 // it as it was typed
};

/// Of bash: ', " and \ quote; only the last command of a line counts.
Typed typed_in(std::string_view line);

/// A word as bash takes it behind what was typed: quoted as far as no quote is open, and without
/// what stands before the last sign at which bash begins a word anew ("person:" of "person:7").
std::string for_bash(const std::string& word, const Typed& typed);

}  // namespace earshot::client
