#pragma once
// What the elements of a document say, as text or as markup. Always valid UTF-8, never longer than
// feed_limits::text, and never by recursion.

#include <string>

namespace pugi {
class xml_node;
}

namespace earshot {

/// The element's own text and CDATA, joined in order.
std::string text_of(pugi::xml_node element);

/// text_of without white space at the ends.
std::string trimmed_text_of(pugi::xml_node element);

/// The text, which is markup by the custom of RSS; when the element holds elements, those as HTML.
std::string markup_of(pugi::xml_node element);

/// The children as HTML: no prefixes, text escaped. Elements deeper in the document than
/// feed_limits::depth are left out.
std::string inner_html(pugi::xml_node element);

/// An attribute by its local name, trimmed.
std::string attribute_of(pugi::xml_node element, std::string_view local);

bool has_elements(pugi::xml_node element);

std::string escaped(std::string_view text);

}  // namespace earshot
