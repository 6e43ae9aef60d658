#pragma once
// The beginning of a piece of markup as text, for those who look at every entry of a feed: what
// `plain_text` gives, many times cheaper, because only as much is read as is asked for and no tree
// is built.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// The same as shorten(plain_text(markup), limit). Markup that is more than words, links and
/// paragraphs (hidden or raw elements, rare entities) goes through plain_text indeed.
std::string first_words(std::string_view markup, std::size_t limit);
/// The first paragraphs (headings, items, cells...) that say something, as markup, at most `most`:
/// where a server quotes what somebody wrote after its own sentence, it begins another.
std::vector<std::string_view> first_blocks(std::string_view markup, std::size_t most);
/// Up to the first end of a line (<br>) behind something said.
std::string_view first_line(std::string_view markup);
/// Empty for markup that would have to go through plain_text.
std::optional<std::string> simple_words(std::string_view markup, std::size_t limit);

}  // namespace earshot
