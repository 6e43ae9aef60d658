#pragma once
// Feeds written in XML: every RSS and Atom.

#include "daemon/core/feed/markup/xml_document.hpp"
#include "earshot/feed.hpp"

namespace earshot {

Result<Feed> read_xml_feed(const XmlDocument& document, const FeedHint& hint);

}  // namespace earshot
