#pragma once
// One compressed body being unpacked, whatever the format. Three of them: zlib's (gzip, deflate),
// Brotli, Zstandard. Used by body_decoder.cpp, which bounds what comes in.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace earshot::io {

class Unpacker {
public:
    enum class State {
        open,       // it wants more
        ended,      // whole as far as the format can tell; what follows is padding or one more
        too_large,  // the document would exceed its limit; nothing more is taken
        corrupt,    // nothing more is taken
    };

    virtual ~Unpacker() = default;

    /// The next bytes, not none. What they unpack to goes to the end of `document`, which never
    /// grows beyond `limit`.
    virtual State take(std::string_view bytes, std::string& document, std::size_t limit) = 0;
};

std::unique_ptr<Unpacker> unpack_gzip();
std::unique_ptr<Unpacker> unpack_deflate();
std::unique_ptr<Unpacker> unpack_brotli();
std::unique_ptr<Unpacker> unpack_zstd();

}  // namespace earshot::io
