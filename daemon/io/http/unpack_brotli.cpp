#include <array>
#include <cstdint>
#include <new>

#include <brotli/decode.h>

#include "daemon/io/http/unpacker.hpp"

namespace earshot::io {
namespace {

class Brotli : public Unpacker {
public:
    Brotli() : decoder_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
        if (!decoder_) throw std::bad_alloc();
    }

    State take(std::string_view bytes, std::string& document, std::size_t limit) override {
        if (BrotliDecoderIsFinished(decoder_.get())) return State::ended;  // padding
        std::array<std::uint8_t, 64 * 1024> out;
        const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
        std::size_t left = bytes.size();
        for (;;) {
            std::uint8_t* next = out.data();
            std::size_t room = out.size();
            const BrotliDecoderResult result =
                BrotliDecoderDecompressStream(decoder_.get(), &left, &in, &room, &next, nullptr);
            const std::size_t made = out.size() - room;
            if (made > limit - document.size()) return State::too_large;
            document.append(reinterpret_cast<const char*>(out.data()), made);
            switch (result) {
                case BROTLI_DECODER_RESULT_SUCCESS: return State::ended;
                case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return State::open;
                case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: break;
                case BROTLI_DECODER_RESULT_ERROR: return State::corrupt;
            }
        }
    }

private:
    struct End {
        void operator()(BrotliDecoderState* decoder) const {
            BrotliDecoderDestroyInstance(decoder);
        }
    };
    std::unique_ptr<BrotliDecoderState, End> decoder_;
};

}  // namespace

std::unique_ptr<Unpacker> unpack_brotli() {
    return std::make_unique<Brotli>();
}

}  // namespace earshot::io
