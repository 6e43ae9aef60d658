#include "daemon/io/http/body_decoder.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <zlib.h>

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

int window_for(Coding coding, std::string_view bytes) {
    if (coding == Coding::gzip) return gzip_header;
    return has_zlib_header(bytes) ? zlib_header : no_header;
}

}  // namespace

std::optional<Coding> coding_of(std::string_view content_encoding) {
    std::string name;
    for (const char c : content_encoding)
        if (c != ' ' && c != '\t') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (name.empty() || name == "identity") return Coding::identity;
    if (name == "gzip" || name == "x-gzip") return Coding::gzip;
    if (name == "deflate") return Coding::deflate;
    return std::nullopt;
}

void BodyDecoder::Inflate::operator()(z_stream_s* stream) const {
    inflateEnd(stream);
    delete stream;
}

BodyDecoder::BodyDecoder(Coding coding, std::size_t wire_limit, std::size_t limit)
    : coding_(coding), wire_limit_(wire_limit), limit_(limit) {}
BodyDecoder::~BodyDecoder() = default;
BodyDecoder::BodyDecoder(BodyDecoder&&) noexcept = default;
BodyDecoder& BodyDecoder::operator=(BodyDecoder&&) noexcept = default;

BodyDecoder::Trouble BodyDecoder::take(std::string_view bytes) {
    if (bytes.empty()) return Trouble::none;
    taken_ += bytes.size();
    if (coding_ != Coding::identity) {
        if (taken_ > wire_limit_) return Trouble::too_large;
        return inflate_all(bytes);
    }
    if (taken_ > limit_) return Trouble::too_large;
    document_.append(bytes);
    return Trouble::none;
}

BodyDecoder::Trouble BodyDecoder::inflate_all(std::string_view bytes) {
    if (!stream_) {
        auto fresh = std::make_unique<z_stream_s>();
        if (inflateInit2(fresh.get(), window_for(coding_, bytes)) != Z_OK) throw std::bad_alloc();
        stream_.reset(fresh.release());
    }
    std::array<char, 64 * 1024> out;
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_->avail_in = static_cast<uInt>(bytes.size());
    do {
        if (ended_) {
            // A gzip body may be several members in a row; anything else behind the end is padding.
            if (stream_->avail_in == 0 || padding_) return Trouble::none;
            padding_ = coding_ != Coding::gzip || *stream_->next_in != 0x1f;
            if (padding_) return Trouble::none;
            inflateReset(stream_.get());
            ended_ = false;
        }
        stream_->next_out = reinterpret_cast<Bytef*>(out.data());
        stream_->avail_out = out.size();
        const int result = inflate(stream_.get(), Z_NO_FLUSH);
        const std::size_t made = out.size() - stream_->avail_out;
        if (made > limit_ - document_.size()) return Trouble::too_large;
        document_.append(out.data(), made);
        if (result == Z_STREAM_END)
            ended_ = true;
        else if (result == Z_BUF_ERROR)  // it wants more than there is
            return Trouble::none;
        else if (result != Z_OK)
            return Trouble::corrupt;
    } while (stream_->avail_in > 0 || stream_->avail_out == 0);
    return Trouble::none;
}

bool BodyDecoder::complete() const {
    // No byte at all is an empty document in any coding; servers send that with 200 and 404 alike.
    return coding_ == Coding::identity || ended_ || taken_ == 0;
}

}  // namespace earshot::io
