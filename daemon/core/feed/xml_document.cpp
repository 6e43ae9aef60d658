#include "daemon/core/feed/xml_document.hpp"

#include <algorithm>

#include <pugixml.hpp>

#include "daemon/core/feed/xml_mend.hpp"
#include "daemon/core/feed/xml_names.hpp"
#include "earshot/feed.hpp"

namespace earshot {
namespace {

constexpr unsigned sparse = pugi::parse_default;
constexpr unsigned with_white_space = pugi::parse_default | pugi::parse_ws_pcdata;

/// The name of the root element as it is written.
std::string_view root_name(std::string_view text) {
    const auto behind = [&text](std::string_view end) {
        const std::size_t at = text.find(end);
        text.remove_prefix(at == text.npos ? text.size() : at + end.size());
    };
    while (true) {
        text.remove_prefix(std::min(text.find('<'), text.size()));
        if (text.starts_with("<!--")) {
            behind("-->");
        } else if (text.starts_with("<!") || text.starts_with("<?")) {
            behind(">");
        } else {
            text.remove_prefix(std::min<std::size_t>(1, text.size()));
            return text.substr(0, text.find_first_of(" \t\r\n/>"));
        }
    }
}

/// In XHTML, which Atom carries as elements, white space between elements stands between words. In
/// RSS it is layout only, and half of all nodes.
unsigned flags_for(std::string_view text) {
    const std::string_view root = local_part(root_name(text));
    return same_word(root, "feed") || same_word(root, "entry") ? with_white_space : sparse;
}

/// A tree takes many times the memory of its text: no text smaller than this can be too much.
constexpr std::size_t harmless = 4 * 1024 * 1024;

bool has_too_many_tags(std::string_view text) {
    if (text.size() < harmless) return false;
    std::size_t tags = 0;
    for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1))
        if (++tags > feed_limits::tags) return true;
    return false;
}

}  // namespace

XmlDocument::XmlDocument(std::string text, const std::function<std::string()>& again)
    : text_(std::move(text)), tree_(std::make_unique<pugi::xml_document>()) {
    if (has_too_many_tags(text_)) {
        fault_ = Problem{
            "the document has more than " + std::to_string(feed_limits::tags) + " tags", {}, false};
        return;
    }
    const pugi::xml_parse_result read = tree_->load_buffer_inplace(
        text_.data(), text_.size(), flags_for(text_), pugi::encoding_utf8);
    if (read) return;

    const std::string pristine = again();
    const auto stop = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(read.offset, 0)),
                               pristine.size());
    const auto line =
        1 + std::count(pristine.begin(), pristine.begin() + std::ptrdiff_t(stop), '\n');
    fault_ =
        Problem{std::string("broken XML: ") + read.description(), "line " + std::to_string(line)};
    MendedXml mended = mend_xml(pristine);
    cut_ = mended.cut;
    text_ = std::move(mended.text);
    tree_->load_buffer_inplace(text_.data(), text_.size(), with_white_space, pugi::encoding_utf8);
}

XmlDocument::~XmlDocument() = default;

}  // namespace earshot
