#include <array>
#include <new>

#include <zlib.h>

#include "daemon/io/http/unpacker.hpp"

namespace earshot::io {
namespace {

constexpr int zlib_header = 15;  // bits of the window; zlib says the format with it, too
constexpr int gzip_header = 15 + 16;
constexpr int no_header = -15;

/// "deflate" means zlib's format, but some servers send the bare stream.
bool has_zlib_header(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[0]);
    if ((first & 0x0f) != 8) return false;
    return bytes.size() < 2 || (first * 256 + static_cast<unsigned char>(bytes[1])) % 31 == 0;
}

class Inflate : public Unpacker {
public:
    explicit Inflate(bool is_gzip) : is_gzip_(is_gzip) {}
    ~Inflate() override {
        if (begun_) inflateEnd(&stream_);
    }
    Inflate(const Inflate&) = delete;
    Inflate& operator=(const Inflate&) = delete;

    State take(std::string_view bytes, std::string& document, std::size_t limit) override;

private:
    void begin(std::string_view bytes);
    /// Whether the bytes that follow the end are of one more member: a gzip body may be several.
    bool is_next_member();

    const bool is_gzip_;
    z_stream stream_{};
    bool begun_ = false;
    bool ended_ = false;
    bool padding_ = false;  // and what follows is no further member
};

void Inflate::begin(std::string_view bytes) {
    const int window = is_gzip_ ? gzip_header : has_zlib_header(bytes) ? zlib_header : no_header;
    if (inflateInit2(&stream_, window) != Z_OK) throw std::bad_alloc();
    begun_ = true;
}

bool Inflate::is_next_member() {
    padding_ = padding_ || !is_gzip_ || *stream_.next_in != 0x1f;
    if (padding_) return false;
    inflateReset(&stream_);
    ended_ = false;
    return true;
}

Unpacker::State Inflate::take(std::string_view bytes, std::string& document, std::size_t limit) {
    if (!begun_) begin(bytes);
    std::array<char, 64 * 1024> out;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
        if (ended_ && (stream_.avail_in == 0 || !is_next_member())) return State::ended;
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = out.size();
        const int result = inflate(&stream_, Z_NO_FLUSH);
        const std::size_t made = out.size() - stream_.avail_out;
        if (made > limit - document.size()) return State::too_large;
        document.append(out.data(), made);
        if (result == Z_STREAM_END)
            ended_ = true;
        else if (result == Z_BUF_ERROR)  // it wants more than there is
            return State::open;
        else if (result != Z_OK)
            return State::corrupt;
    } while (stream_.avail_in > 0 || stream_.avail_out == 0);
    return ended_ ? State::ended : State::open;
}

}  // namespace

std::unique_ptr<Unpacker> unpack_gzip() {
    return std::make_unique<Inflate>(true);
}

std::unique_ptr<Unpacker> unpack_deflate() {
    return std::make_unique<Inflate>(false);
}

}  // namespace earshot::io
