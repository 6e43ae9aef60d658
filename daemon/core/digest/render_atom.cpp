// A feed of digests (RFC 4287), by pugixml, which escapes what it writes.

#include <pugixml.hpp>
#include <sstream>

#include "daemon/core/digest/filled.hpp"
#include "daemon/core/digest/render_words.hpp"
#include "daemon/core/text/hash.hpp"
#include "earshot/render.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

void add(pugi::xml_node to, const char* name, const std::string& text) {
    to.append_child(name).text().set(text.c_str());
}

std::string id_of(std::string_view what, std::string_view salt) {
    std::ostringstream id;
    id << "urn:earshot:" << std::hex << stable_hash(std::string(salt)) << ":" << what;
    return id.str();
}

Instant made(const Digest& digest) {
    return digest.made.value_or(digest.window.to);
}

}  // namespace

std::string render_atom(const std::vector<Digest>& digests, std::string_view salt,
                        const Templates& templates) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
    pugi::xml_node feed = document.append_child("feed");
    feed.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
    add(feed, "title", "earshot");
    add(feed, "id", id_of("digests", salt));
    add(feed, "updated", to_rfc3339(digests.empty() ? Instant{} : made(digests.front())));
    add(feed.append_child("author"), "name", "earshot");
    for (std::size_t i = 0; i < digests.size() && i < atom_limits::entries; ++i) {
        const Digest& digest = digests[i];
        pugi::xml_node entry = feed.append_child("entry");
        add(entry, "title", printable(digest.subject));
        add(entry, "id", id_of("digest:" + digest.id, salt));
        add(entry, "updated", to_rfc3339(made(digest)));
        pugi::xml_node content = entry.append_child("content");
        content.append_attribute("type") = "html";
        content.text().set(filled(templates.entry, values_of(digest), Escape::html).c_str());
    }
    std::ostringstream out;
    document.save(out, " ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace earshot
