// A digest as it is stored and served.

#include "daemon/core/json/document.hpp"
#include "earshot/render.hpp"

namespace earshot {
namespace {

constexpr document::Form form{.name = "this digest", .bytes = digest_limits::json};

}  // namespace

template <class Visit>
static void row(Visit& visit, Window& window) {
    visit.item(window.from);
    visit.item(window.to);
}

template <class Visit>
static void fields(Visit& visit, Item& item) {
    visit("n", item.number);
    visit("section", item.section);
    visit("kind", item.kind);
    visit("name", item.name);
    visit("where", item.where);
    visit("evidence", item.evidence);
    visit("step", item.step);
    visit("confidence", item.confidence);
    visit("also", item.also);
}

template <class Visit>
static void fields(Visit& visit, Digest& digest) {
    visit("id", digest.id);
    visit("window", digest.window);
    visit("subject", digest.subject);
    visit("headline", digest.headline);
    visit("coverage", digest.coverage);
    visit("items", digest.items);
    visit("more", digest.more);
}

std::string render_json(const Digest& digest) {
    return document::write(form, digest);
}

Result<Digest> digest_from_json(std::string_view text) {
    return document::read<Digest>(form, text);
}

}  // namespace earshot
