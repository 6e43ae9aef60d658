#include "daemon/core/digest/filled.hpp"
#include "daemon/core/digest/render_words.hpp"
#include "earshot/render.hpp"

namespace earshot {

std::string render_html(const Digest& digest, const Templates& templates) {
    std::string html = filled(templates.html, values_of(digest), Escape::html);
    if (html.size() <= html_limits::bytes) return html;
    // The sentences say what the pictures show.
    Digest plain = digest;
    for (Item& item : plain.items)
        item.strip.reset();
    return filled(templates.html, values_of(plain), Escape::html);
}

}  // namespace earshot
