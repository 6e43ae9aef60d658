#pragma once
// A digest as text, HTML, JSON and an entry of an Atom feed: the same order and content in each.
// Pure: a digest and templates in, bytes out.

#include <cstddef>
#include <string>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/mail_templates.hpp"

namespace earshot {

/// Plain text, lines of at most 78 columns (an address that is longer stays whole), LF.
std::string render_text(const Digest& digest, const Templates& templates = shipped_templates());
/// One column, nothing remote, no image, no script; links to posts and people, none that changes
/// anything.
std::string render_html(const Digest& digest, const Templates& templates = shipped_templates());
namespace html_limits {
inline constexpr std::size_t bytes = 60 * 1024;  // what is longer goes without its pictures
}  // namespace html_limits

/// The object of the API.
std::string render_json(const Digest& digest);
Result<Digest> digest_from_json(std::string_view json);

namespace atom_limits {
inline constexpr std::size_t entries = 50;
}  // namespace atom_limits
/// A feed of digests, newest first. `salt` is the store's install_id(): no two installations share
/// an id.
std::string render_atom(const std::vector<Digest>& digests, std::string_view salt,
                        const Templates& templates = shipped_templates());

}  // namespace earshot
