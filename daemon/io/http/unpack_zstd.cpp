#include <array>
#include <new>

#include <zstd.h>

#include "daemon/io/http/unpacker.hpp"

namespace earshot::io {
namespace {

// RFC 9659: on the web nobody has to hold a window of more than 8 MB.
constexpr int largest_window = 23;

// The first byte of every frame (RFC 8878 3.1): of one with content, and of one that is skipped.
constexpr unsigned char frame = 0x28;
constexpr unsigned char skipped_frame = 0x50;

class Zstd : public Unpacker {
public:
    Zstd() : decoder_(ZSTD_createDStream()) {
        if (!decoder_) throw std::bad_alloc();
        ZSTD_DCtx_setParameter(decoder_.get(), ZSTD_d_windowLogMax, largest_window);
    }

    State take(std::string_view bytes, std::string& document, std::size_t limit) override {
        std::array<char, 64 * 1024> out;
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        bool is_full = false;  // there may be more to come out, though nothing more goes in
        while (in.pos < in.size || is_full) {
            if (ended_ && !is_next_frame(static_cast<unsigned char>(bytes[in.pos])))
                return State::ended;
            ZSTD_outBuffer made{out.data(), out.size(), 0};
            const std::size_t result = ZSTD_decompressStream(decoder_.get(), &made, &in);
            if (ZSTD_isError(result)) return State::corrupt;
            if (made.pos > limit - document.size()) return State::too_large;
            document.append(out.data(), made.pos);
            ended_ = result == 0;
            is_full = !ended_ && made.pos == made.size;
        }
        return ended_ ? State::ended : State::open;
    }

private:
    /// A body may be several frames in a row; anything else behind the end is padding.
    bool is_next_frame(unsigned char first) {
        padding_ = padding_ || (first != frame && (first & 0xf0) != skipped_frame);
        ended_ = padding_;
        return !padding_;
    }

    struct End {
        void operator()(ZSTD_DStream* decoder) const { ZSTD_freeDStream(decoder); }
    };
    std::unique_ptr<ZSTD_DStream, End> decoder_;
    bool ended_ = false;
    bool padding_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> unpack_zstd() {
    return std::make_unique<Zstd>();
}

}  // namespace earshot::io
