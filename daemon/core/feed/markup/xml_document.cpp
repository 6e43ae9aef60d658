#include "daemon/core/feed/markup/xml_document.hpp"

#include <algorithm>

#include <pugixml.hpp>

#include "daemon/core/feed/markup/xml_mend.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
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
constexpr std::size_t harmless = 2 * 1024 * 1024;

bool has_too_many_tags(std::string_view text) {
    if (text.size() < harmless) return false;
    std::size_t tags = 0;
    for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1))
        if (++tags > feed_limits::tags) return true;
    return false;
}

Problem at_line_of(std::string what, std::string_view text, std::size_t offset) {
    const auto end = text.begin() + std::ptrdiff_t(std::min(offset, text.size()));
    return {std::move(what), "line " + std::to_string(1 + std::count(text.begin(), end, '\n'))};
}

}  // namespace

XmlDocument::XmlDocument(std::string text, const std::function<std::string()>& again)
    : text_(std::move(text)), tree_(std::make_unique<pugi::xml_document>()) {
    const unsigned flags = flags_for(text_);
    const auto read = [this](unsigned how) -> pugi::xml_parse_result {
        if (!has_too_many_tags(text_))
            return tree_->load_buffer_inplace(text_.data(), text_.size(), how, pugi::encoding_utf8);
        fault_ = Problem{
            "the document has more than " + std::to_string(feed_limits::tags) + " tags", {}, false};
        return {};
    };
    const pugi::xml_parse_result first = read(flags);
    if (first || fault_) return;

    tree_->reset();  // before there are three copies of a large document
    const std::string pristine = again();
    MendedXml mended = mend_xml(pristine);
    text_ = std::move(mended.text);
    read(with_white_space);
    cut_ = mended.cut_at.has_value();
    if (cut_)
        fault_ = at_line_of("broken XML: it ends too early", pristine, *mended.cut_at);
    else if (!fault_)
        fault_ = at_line_of(std::string("broken XML: ") + first.description(), pristine,
                            static_cast<std::size_t>(std::max<std::ptrdiff_t>(first.offset, 0)));
}

XmlDocument::~XmlDocument() = default;

}  // namespace earshot
