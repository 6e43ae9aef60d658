#pragma once
// A sentence in which the names that are known beforehand (the author's, and what links mark) are
// single signs, so that a name with "and", "is" or a comma in it cannot be cut in two.

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Stands for the name of an actor who is known already (U+E000, private use).
inline constexpr std::string_view known_actor = "\xEE\x80\x80";

class MarkedSentence {
public:
    struct Name {
        std::string text;
        std::string uri;  // where it links to; may be empty
    };
    static constexpr std::size_t max_names = 200;  // further links stay plain

    MarkedSentence() = default;
    /// Without any mark.
    explicit MarkedSentence(std::string_view plain);
    /// Each link of the markup one mark; relative addresses start from `base`.
    MarkedSentence(std::string_view markup, const std::string& base);

    /// Marks the first place where this name stands as a whole, or the link that is called so.
    /// False when there is none.
    bool mark_actor(const std::string& name);

    const std::string& text() const { return text_; }
    bool has_links() const { return !links_.empty(); }

    /// What a part of the sentence says, its marks spelled out; the address when it is one name.
    Name name(std::string_view part) const;
    /// The one link in a part that says little else ("the topic MOSS"), else all of the part.
    std::string_view linked_part(std::string_view part) const;
    /// The part is the known actor, or a link and nothing else.
    bool is_mark(std::string_view part) const;

private:
    const Name& marked(std::size_t number) const;

    std::string text_;
    Name actor_;               // mark 0, once known
    std::vector<Name> links_;  // marks from 1 on
};

/// The addresses that a piece of markup links its words to, at most MarkedSentence::max_names.
std::vector<MarkedSentence::Name> links_of(std::string_view markup, const std::string& base);

}  // namespace earshot
