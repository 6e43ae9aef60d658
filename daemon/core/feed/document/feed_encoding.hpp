#pragma once
// The bytes of a document as UTF-8.

#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

/// By, in this order: byte order mark; zero bytes that only UTF-16 and UTF-32 have; the XML
/// declaration; the charset of the Content-Type; UTF-8; a guess. Labels mean what browsers take
/// them for (ISO-8859-1 is windows-1252). A label that nobody knows, or that the bytes refute,
/// counts for nothing, and the next is asked: UTF-16 without a zero byte; UTF-8 that is it less
/// often than not; any other over what is UTF-8 in every letter but torn ones; one under which more
/// letters are broken than can be torn; ASCII over bytes that are none. What nobody can tell is
/// windows-1252 where it stands in words as Latin letters do, else U+FFFD, as are torn letters.
///
/// Always valid UTF-8, with no byte order mark and no NUL. At most feed_limits::bytes, before and
/// after. Refused: UTF-7 and its like, and EBCDIC that does not say which.
///
/// What is handed over is given back where it is UTF-8 already, as most documents are: looked at
/// once, never copied.
Result<std::string> to_utf8(std::string&& bytes, std::string_view content_type);
Result<std::string> to_utf8(std::string_view bytes, std::string_view content_type);

}  // namespace earshot
