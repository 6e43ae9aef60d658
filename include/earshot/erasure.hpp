#pragma once
// Forgetting somebody completely: what gives them away in a text, and what a tombstone is
// made of. What is left of a finding that names them is in finding.hpp. Pure; the store does the
// forgetting.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// The names and accounts of one person, looked for in texts. Case does not matter. A name of
/// several words (or in a script that writes no spaces) counts wherever it stands as words; a name
/// of one word ("May") only as a whole text or as a whole string of a JSON text, since prose that
/// has the word says nothing of the person. An account counts where its address ends or, when it
/// has a path, goes on below it: "code.example/ann" is in "https://code.example/ann/boats", not in
/// ".../anna"; a whole site ("ann.example") is not in the addresses below it.
class Traces {
public:
    void add_name(std::string_view name);
    void add_account(std::string_view uri);  // or an account key

    bool empty() const { return needles_.empty(); }
    bool in(std::string_view text) const;
    /// The text without them. A JSON text stays one.
    std::string cut_from(std::string_view text) const;

private:
    enum class Where { words, whole, account, site };
    struct Needle {
        std::string text;  // in lower case
        Where where;
    };
    struct Place {
        std::size_t from = 0, to = 0;
    };
    void add(std::string text, Where where);
    static std::optional<Place> find(const Needle& needle, std::string_view lower,
                                     std::size_t from);
    std::optional<Place> first(std::string_view lower, std::size_t from) const;

    std::vector<Needle> needles_;
};

/// What is hashed and kept of somebody erased with a tombstone: each of their accounts and names.
std::vector<std::string> tombstone_texts(const std::vector<std::string>& accounts,
                                         const std::vector<std::string>& names);
/// Under which of those somebody would be known who turns up with these accounts and this name.
/// With an account, a name of one word says too little.
std::vector<std::string> turns_up_as(const std::vector<std::string>& accounts,
                                     const std::string& name);

}  // namespace earshot
