#pragma once
// What an HTML page says to programs: its links to other forms of itself, and the signs that it
// stands in the way of something else.

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

struct HtmlPage {
    struct Link {
        std::string rel;  // as written, as are the next two
        std::string type;
        std::string href;
        std::string title;  // plain text
    };
    std::vector<Link> links;         // <link href=...>, at most `most_links`
    std::vector<std::string> me;     // href of what says rel=me, at most `most_links`
    std::string base;                // <base href>, the first
    bool asks_for_password = false;  // a password can be typed here
    std::string sends_to;            // where <meta http-equiv=refresh> leads at once
};

inline constexpr std::size_t page_bytes = 1024 * 1024;  // of a page that are looked at
inline constexpr std::size_t most_links = 500;

HtmlPage read_page(std::string_view utf8_html);

/// Whether it is among the words of a rel attribute, in any case.
bool has_word(std::string_view words, std::string_view wanted);

}  // namespace earshot
