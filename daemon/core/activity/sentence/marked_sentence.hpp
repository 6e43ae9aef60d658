#pragma once
// A sentence in which the names that are known beforehand (the author's, and what links or bold
// letters mark) are single signs, so that a name with "and", "is" or a comma in it cannot be cut in
// two.

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// Stands for the name of an actor who is known already (U+E000, private use).
inline constexpr std::string_view known_actor = "\xEE\x80\x80";

/// What marks names in a piece of markup, beside links: nothing, bold letters, any element that
/// holds words and nothing else (<span class="name">).
enum class MarkedBy { links, links_and_bold, links_and_elements };

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
    /// Each link of the markup one mark, and what else marks names here; relative addresses start
    /// from `base`.
    MarkedSentence(std::string_view markup, const std::string& base, MarkedBy by = MarkedBy::links);

    /// Marks the first place where this name stands as a whole, or the link that is called so.
    /// False when there is none.
    bool mark_actor(const std::string& name);

    const std::string& text() const { return text_; }
    bool has_names() const { return !names_.empty(); }
    bool has_names_without_links() const;
    /// Only this part of the text from now on.
    void keep(std::string_view part) { text_ = std::string(part); }

    /// What a part of the sentence says, its marks spelled out; the address when it is one name.
    Name name(std::string_view part) const;
    /// The one link in a part that says little else ("the topic MOSS"), else all of the part.
    std::string_view linked_part(std::string_view part) const;
    /// The part is the known actor, or a marked name and nothing else.
    bool is_mark(std::string_view part) const;
    bool begins_with_name(std::string_view part) const;
    /// And somebody vouches for it: the entry's author, or the address that it links to.
    bool is_vouched_for(std::string_view part) const;
    /// What stands in a text beside its marks.
    static std::string without_names(std::string_view part);

private:
    const Name& marked(std::size_t number) const;

    std::string text_;
    Name actor_;               // mark 0, once known
    std::vector<Name> names_;  // marks from 1 on
};

}  // namespace earshot
