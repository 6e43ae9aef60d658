#pragma once
// A message as the bytes that go onto the wire, by GMime: CRLF, RFC 2047 words, quoted-printable,
// multipart/alternative. The same Message gives the same bytes.

#include <string>

#include "earshot/message.hpp"

namespace earshot::io {

std::string mime_bytes(const Message& message);

}  // namespace earshot::io
