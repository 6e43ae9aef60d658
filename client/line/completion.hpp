#pragma once
// What may stand where the cursor is. Commands, options and sets of words come from the tree, names
// and numbers from the daemon, by the kind of the argument; a daemon that is not there offers
// nothing and says nothing.

#include <functional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace CLI {
class App;
}  // namespace CLI

namespace earshot::client {

struct Offer {
    std::string word;
    std::string meaning;
    bool operator==(const Offer&) const = default;
};

struct Offers {
    std::vector<Offer> words;
    bool files = false;  // names of files as well
};

/// How the daemon is asked for an object; empty when there is no answer.
using Ask = std::function<boost::json::object(const std::string& target)>;

/// `words` are whole, without the program's name; `begun` is what was typed of the next.
Offers offers_for(const CLI::App& tree, const std::vector<std::string>& words,
                  const std::string& begun, const Ask& ask);

/// What makes a shell ask: the text of its completion file. Empty for a shell that is none of bash,
/// zsh and fish.
std::string script_for(const std::string& shell);

/// `earshot __complete bash LINE` and `earshot __complete zsh|fish WORD... BEGUN`, called by those
/// scripts: prints a line for each offer, with its meaning behind a tab for zsh and fish.
void complete(const CLI::App& tree, const std::vector<std::string>& words);

}  // namespace earshot::client
