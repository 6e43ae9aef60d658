#pragma once
// What a document and its server say about its encoding, as they say it.

#include <string_view>

namespace earshot {

/// From `<?xml ... encoding="..." ?>`, also behind white space or the noise of a broken script.
/// Empty when there is none within `declaration_within` bytes.
std::string_view encoding_in_declaration(std::string_view document);
inline constexpr std::size_t declaration_within = 4096;

/// From `<meta charset=...>` of a page, or `<meta http-equiv=Content-Type content="...;
/// charset=...">`. Empty when there is none within `declaration_within` bytes.
std::string_view encoding_in_meta(std::string_view page);

/// From `application/rss+xml; charset=utf-8`, in any case, with or without quotes.
std::string_view charset_of(std::string_view content_type);

}  // namespace earshot
