#pragma once
// A reply's body as it comes off the wire, turned into the document's bytes: gzip and deflate are
// undone here and not by libcurl, which calls a compressed body cut in half a success and cannot
// bound both sizes. Knows neither curl nor HTTP beyond the name of the coding.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct z_stream_s;

namespace earshot::io {

/// Content-Encoding. Empty when it is one we did not ask for.
enum class Coding { identity, gzip, deflate };
std::optional<Coding> coding_of(std::string_view content_encoding);

class BodyDecoder {
public:
    /// `wire_limit` bounds what comes in when it is compressed; `limit` bounds the document.
    BodyDecoder(Coding coding, std::size_t wire_limit, std::size_t limit);
    ~BodyDecoder();
    BodyDecoder(BodyDecoder&&) noexcept;
    BodyDecoder& operator=(BodyDecoder&&) noexcept;

    enum class Trouble { none, too_large, corrupt };
    /// The next bytes. After trouble nothing more is taken.
    Trouble take(std::string_view bytes);

    /// Whether the body is whole, as far as its coding can tell.
    bool complete() const;
    std::string release() { return std::move(document_); }

private:
    Trouble inflate_all(std::string_view bytes);

    struct Inflate {
        void operator()(z_stream_s* stream) const;
    };
    Coding coding_;
    std::size_t wire_limit_;
    std::size_t limit_;
    std::size_t taken_ = 0;
    std::unique_ptr<z_stream_s, Inflate> stream_;  // made with the first bytes
    bool ended_ = false;                           // the coding's own end was reached
    bool padding_ = false;                         // and what follows is no further member
    std::string document_;
};

}  // namespace earshot::io
