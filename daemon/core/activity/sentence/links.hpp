#pragma once
// The links of an entry's content, asked for by what they are called: a sentence names somebody,
// and further down a link has their name and their address.
//
// Most contents that are asked have no such link, so that as little as possible is made of them:
// without the name nothing is looked for, and no address is resolved but the one that is wanted.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

class Links {
public:
    /// Both have to live as long as this. At most MarkedSentence::max_names links are looked at;
    /// relative addresses start from `base`.
    Links(std::string_view markup, const std::string& base) : markup_(markup), base_(base) {}

    /// The address of the first link whose words, or whose picture's, are this name; empty when
    /// there is none.
    std::string address_of(std::string_view name);

    /// Where all of them lead, in their order.
    std::vector<std::string> addresses();

private:
    struct Link {
        std::string_view href;
        std::string_view inside;
        std::optional<std::string> text;  // of `inside`, once it was asked for
    };
    bool may_hold(std::string_view name) const;
    void find_links();
    std::string resolved(std::string_view href) const;

    std::string_view markup_;
    const std::string& base_;
    std::optional<std::vector<Link>> links_;
};

}  // namespace earshot
