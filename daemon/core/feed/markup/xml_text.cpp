#include "daemon/core/feed/markup/xml_text.hpp"

#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "daemon/core/feed/markup/xml_attributes.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/text/windows_1252.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";
constexpr std::array<std::string_view, 9> void_elements{"br",  "hr",    "img",    "input", "wbr",
                                                        "col", "embed", "source", "link"};

bool is_text(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

// "&#146;" names a control character that nobody means: the writer's byte of windows-1252, as
// browsers read it.
std::string without_c1_controls(std::string text) {
    constexpr char lead = '\xC2';  // of U+0080 to U+00BF
    std::size_t at = text.find(lead);
    if (at == text.npos) return text;
    std::string out;
    out.reserve(text.size() + text.size() / 2);
    std::size_t copied = 0;
    for (; at != text.npos; at = text.find(lead, at + 1)) {
        const auto next = static_cast<unsigned char>(text[at + 1]);  // the text is valid UTF-8
        if (next > 0x9F || next == 0x85) continue;                   // U+0085 ends a line
        out.append(text, copied, at - copied).append(from_windows_1252({&text[at + 1], 1}));
        copied = at + 2;
    }
    return out.append(text, copied);
}

// Half a reference, "&nbs", is not what anybody wrote.
std::string_view cut_before_reference(std::string_view text) {
    constexpr std::size_t longest_reference = 32;
    const std::string_view part = cut(text, feed_limits::text);
    if (part.size() == text.size()) return part;
    const std::size_t ampersand = part.rfind('&');
    const bool is_open = ampersand != part.npos && part.size() - ampersand <= longest_reference &&
                         part.find_first_of("; ", ampersand) == part.npos;
    return is_open ? part.substr(0, ampersand) : part;
}

std::string limited(std::string_view raw) {
    std::string text = without_c1_controls(repair_utf8(cut_before_reference(raw)));
    if (text.size() > feed_limits::text) text.resize(cut(text, feed_limits::text).size());
    return text;
}

std::size_t depth_of(pugi::xml_node element) {
    std::size_t depth = 0;  // the document itself is a node
    while (depth <= feed_limits::depth && (element = element.parent()))
        ++depth;
    return depth;
}

bool is_void(std::string_view name) {
    return std::find(void_elements.begin(), void_elements.end(), name) != void_elements.end();
}

void open_tag(pugi::xml_node element, std::string& out) {
    out.append("<").append(local_name(element));
    find_attribute(element, [&out](pugi::xml_attribute attribute) {
        out.append(" ").append(attribute.name()).append("=\"");
        out.append(escaped(cut(attribute.value(), feed_limits::text))).append("\"");
        return out.size() > feed_limits::text;
    });
    out += '>';
}

void close_tag(pugi::xml_node element, std::string& out) {
    const std::string_view name = local_name(element);
    if (!is_void(name)) out.append("</").append(name).append(">");
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string text_of(pugi::xml_node element) {
    const pugi::xml_node first = element.first_child();
    if (is_text(first) && !first.next_sibling()) return limited(first.value());
    std::string raw;
    for (const pugi::xml_node child : element.children()) {
        if (!is_text(child)) continue;
        if (raw.size() > feed_limits::text) break;
        raw += cut(child.value(), feed_limits::text + 1);
    }
    return limited(raw);
}

std::string trimmed_text_of(pugi::xml_node element) {
    std::string text = text_of(element);
    text.erase(0, std::min(text.find_first_not_of(white_space), text.size()));
    text.erase(text.find_last_not_of(white_space) + 1);
    return text;
}

std::string markup_of(pugi::xml_node element) {
    return has_elements(element) ? inner_html(element) : text_of(element);
}

std::string inner_html(pugi::xml_node element) {
    std::string out;
    std::size_t depth = depth_of(element) + 1;  // of the children
    pugi::xml_node node = element.first_child();
    while (node && out.size() <= feed_limits::text) {
        const bool too_deep = depth > feed_limits::depth;
        if (is_text(node)) {
            out += escaped(cut(node.value(), feed_limits::text + 1));
        } else if (node.type() == pugi::node_element && !too_deep) {
            open_tag(node, out);
            if (node.first_child()) {
                node = node.first_child();
                ++depth;
                continue;
            }
            close_tag(node, out);
        }
        while (!node.next_sibling() && node.parent() != element) {
            node = node.parent();
            --depth;
            close_tag(node, out);
        }
        node = node.next_sibling();
    }
    return limited(out);
}

std::string attribute_of(pugi::xml_node element, std::string_view local) {
    const auto is_it = [local](pugi::xml_attribute attribute) {
        const std::string_view name = attribute.name();
        return same_word(local_part(name), local) && !name.starts_with("xmlns");
    };
    std::string value = limited(find_attribute(element, is_it).value());
    value.erase(0, std::min(value.find_first_not_of(white_space), value.size()));
    value.erase(value.find_last_not_of(white_space) + 1);
    return value;
}

bool has_elements(pugi::xml_node element) {
    const auto children = element.children();
    return std::any_of(children.begin(), children.end(),
                       [](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

}  // namespace earshot
