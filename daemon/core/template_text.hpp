#pragma once
// Text with slots, "{actor} pushed to {branch} in {object}": as a pattern that reads, and as a form
// that is filled in.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

/// Stands in a sentence for the name of an actor who is known already: no text holds it, so a name
/// with "and" or "is" in it cannot be cut in two.
inline constexpr char known_actor = '\x01';

class TemplateText {
public:
    /// `{name}` with letters and '_' is a slot; "{{" and "}}" are braces.
    static Result<TemplateText> parse(std::string_view text);

    const std::vector<std::string>& slots() const { return slots_; }
    std::size_t letters() const;  // bytes outside of slots: how much a sentence has to say
    bool empty() const { return pieces_.empty(); }

    /// An RE2 pattern for the whole sentence, every slot a named group, a final stop optional.
    std::string pattern() const;

    /// The text with its slots filled; a slot without a value becomes nothing.
    std::string fill(const std::function<std::string(const std::string&)>& value) const;

private:
    struct Piece {
        bool slot = false;
        std::string text;  // the slot's name, or what is said
    };
    std::vector<Piece> pieces_;
    std::vector<std::string> slots_;
};

}  // namespace earshot
