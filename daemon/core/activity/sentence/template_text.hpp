#pragma once
// Text with slots, "{actor} pushed to {branch} in {object}": of a phrase (sentence_form.hpp), or to
// be filled in.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

/// Wordings that have a name, for all templates of a language.
using Families = std::map<std::string, std::vector<std::string>, std::less<>>;

class TemplateText {
public:
    /// `{name}` with letters and '_' is a slot; "{{" and "}}" are braces. `<post|photo|>` is one of
    /// several wordings, here maybe none, and `<thing>` one of those that have this name; "<<" is
    /// the sign itself.
    static Result<TemplateText> parse(std::string_view text, const Families& families = {});

    const std::vector<std::string>& slots() const { return slots_; }
    std::size_t letters() const;  // bytes outside of slots: how much a sentence has to say
    bool empty() const { return pieces_.empty(); }

    /// The text with its slots filled; a slot without a value becomes nothing, wordings the first.
    std::string fill(const std::function<std::string(const std::string&)>& value) const;

    /// In every choice of wordings, at most `max_written_out` and one more; slots become nothing.
    static constexpr std::size_t max_written_out = 2000;
    std::vector<std::string> written_out() const;

    struct Piece {
        enum class Kind { said, slot, wordings } kind = Kind::said;
        std::string text;  // what is said, or the slot's name
        std::vector<std::string> wordings;
    };
    const std::vector<Piece>& pieces() const { return pieces_; }

private:
    Result<std::size_t> take_slot(std::string_view text, std::size_t from);
    Result<std::size_t> take_wordings(std::string_view text, std::size_t from,
                                      const Families& families);
    void say(char c);

    std::vector<Piece> pieces_;
    std::vector<std::string> slots_;
};

}  // namespace earshot
