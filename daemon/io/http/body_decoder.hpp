#pragma once
// A reply's body as it comes off the wire, turned into the document's bytes: codings are undone
// here and not by libcurl, which calls a compressed body cut in half a success and cannot bound
// both sizes. What the bytes show goes before what the server says of them. Knows neither curl nor
// HTTP beyond the name of the coding.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/io/http/unpacker.hpp"

namespace earshot::io {

enum class Coding { identity, gzip, deflate, brotli, zstd };

/// What Accept-Encoding asks for.
inline constexpr const char* accepted_codings = "gzip, br, zstd";

/// Content-Encoding. A coding that does not exist ("utf-8", "none") codes nothing. Empty when it is
/// one that does exist and that we did not ask for, or several of them.
std::optional<Coding> coding_of(std::string_view content_encoding);

class BodyDecoder {
public:
    /// `wire_limit` bounds what comes in when it is compressed; `limit` bounds the document.
    BodyDecoder(Coding said, std::size_t wire_limit, std::size_t limit);

    enum class Trouble { none, too_large, corrupt };
    /// The next bytes. After trouble nothing more is taken.
    Trouble take(std::string_view bytes);

    /// Whether the body is whole, as far as its coding can tell.
    bool complete() const;
    std::string release() { return std::move(document_); }

private:
    /// Whether enough has come to tell what it is; then it is unpacked, or is as it is.
    bool is_told_by(std::string_view head);
    Trouble pass_on(std::string_view bytes);

    Coding said_;
    std::size_t wire_limit_;
    std::size_t limit_;
    std::size_t taken_ = 0;
    bool told_ = false;
    std::unique_ptr<Unpacker> unpacker_;  // none: the bytes are the document
    bool ended_ = false;
    std::string document_;  // not yet told: the bytes that came
};

}  // namespace earshot::io
