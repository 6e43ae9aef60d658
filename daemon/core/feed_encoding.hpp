#pragma once
// The bytes of a document as UTF-8.

#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

/// By byte order mark, XML declaration, charset of the Content-Type, in this order; else UTF-8.
/// What is called ISO-8859-1 is read as windows-1252, as browsers do. No byte order mark and no NUL
/// is left; what is broken becomes U+FFFD. At most feed_limits::bytes, before and after.
Result<std::string> to_utf8(std::string_view bytes, std::string_view content_type);

}  // namespace earshot
