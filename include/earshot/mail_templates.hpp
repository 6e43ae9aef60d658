#pragma once
// The layout of a digest: Mustache files that a user may copy and change. Knows their text; where
// they lie and which of two is taken is the caller's business. Names and what they hold:
// docs/templates.md.
//
// Whatever is put in is escaped for HTML: a template has no way to put it in raw, so no name and no
// title can be more than text.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

namespace template_limits {
inline constexpr std::size_t bytes = 64 * 1024;
inline constexpr std::size_t depth = 8;  // of sections in each other
}  // namespace template_limits

enum class TemplateFile { text, html, entry };  // of a mail, of a mail, of an Atom feed
/// "digest.txt", "digest.html", "entry.html"
std::string_view name_of(TemplateFile file);

struct Templates {
    std::string text, html, entry;
    bool operator==(const Templates&) const = default;
};
std::string& text_of(Templates& templates, TemplateFile file);

/// Those that earshot comes with, compiled in: they are always there.
const Templates& shipped_templates();

/// What is wrong with one, at "line 12"; nothing when it can be used.
std::optional<Problem> fault_of(std::string_view text);

}  // namespace earshot
