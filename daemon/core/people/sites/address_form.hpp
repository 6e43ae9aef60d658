#pragma once
// A text with slots that is compared with a part of an address, or filled: "{login}",
// "api.flickr.example/feeds?id={nsid}".

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace re2 {
class RE2;
}

namespace earshot {

using SlotValues = std::map<std::string, std::string>;
using SlotPatterns = std::map<std::string, std::string>;

class AddressForm {
public:
    /// Where it stands says what a slot takes that has no pattern of its own.
    enum class Place { host, step, whole };

    AddressForm();
    ~AddressForm();
    AddressForm(AddressForm&&) noexcept;
    AddressForm& operator=(AddressForm&&) noexcept;

    static Result<AddressForm> parse(std::string_view text, const SlotPatterns& patterns,
                                     Place place);

    /// The whole of `text` or nothing; the values go to `into`.
    bool match(std::string_view text, SlotValues& into) const;

    const std::vector<std::string>& slots() const { return slots_; }
    bool is_literal() const { return slots_.empty(); }
    /// Bytes that are no slot.
    std::size_t letters() const { return letters_; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::vector<std::string> slots_;
    std::size_t letters_ = 0;
    std::unique_ptr<re2::RE2> pattern_;  // null: literal
};

/// The pieces of a form: what is said, and the names of slots, in turn beginning with what is said.
Result<std::vector<std::string>> pieces_of_form(std::string_view text);

/// The text with its slots filled. What is no sign of addresses is written as %XX; empty when a
/// value would change the host into another.
std::string fill_address(std::string_view form, const SlotValues& values);

/// Part of an address: "social.example", with a port or without.
bool is_domain(std::string_view text);

}  // namespace earshot
