#pragma once
// A digest as text, HTML and JSON: the same order and content in each.

#include <string>

#include "earshot/digest.hpp"

namespace earshot {

/// Plain text, lines of at most 80 columns, LF.
std::string render_text(const Digest& digest);
/// One column, inline style, nothing remote, no script, no link that changes anything.
std::string render_html(const Digest& digest);
/// The object of the API.
std::string render_json(const Digest& digest);
Result<Digest> digest_from_json(std::string_view json);

}  // namespace earshot
