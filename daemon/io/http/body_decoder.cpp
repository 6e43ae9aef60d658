#include "daemon/io/http/body_decoder.hpp"

#include <algorithm>
#include <array>

namespace earshot::io {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view gzip_magic = "\x1f\x8b";
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd";
constexpr std::string_view zstd_skipped = "\x2a\x4d\x18";  // behind a byte of 0x50 to 0x5f

// Of the registered ones, and of those in use, what earshot does not read.
constexpr auto foreign = std::to_array<std::string_view>(
    {"compress", "x-compress", "aes128gcm", "dcb", "dcz", "exi", "pack200-gzip", "bzip2", "x-bzip2",
     "xz", "lzma", "lz4", "snappy"});

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Coding coding_called(std::string_view name) {
    if (name == "gzip" || name == "x-gzip") return Coding::gzip;
    if (name == "deflate") return Coding::deflate;
    if (name == "br") return Coding::brotli;
    if (name == "zstd") return Coding::zstd;
    return Coding::identity;
}

enum class Match { no, not_yet, yes };
Match match(std::string_view bytes, std::string_view magic) {
    const std::size_t both = std::min(bytes.size(), magic.size());
    if (bytes.substr(0, both) != magic.substr(0, both)) return Match::no;
    return bytes.size() < magic.size() ? Match::not_yet : Match::yes;
}

Match match_zstd(std::string_view bytes) {
    if ((static_cast<unsigned char>(bytes.front()) & 0xf0) == 0x50) {
        const Match rest = match(bytes.substr(1), zstd_skipped);
        if (rest != Match::no) return rest;
    }
    return match(bytes, zstd_magic);
}

}  // namespace

std::optional<Coding> coding_of(std::string_view content_encoding) {
    Coding found = Coding::identity;
    while (!content_encoding.empty()) {
        const std::size_t comma = std::min(content_encoding.find(','), content_encoding.size());
        std::string name(trimmed(content_encoding.substr(0, comma)));
        content_encoding.remove_prefix(std::min(comma + 1, content_encoding.size()));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (std::find(foreign.begin(), foreign.end(), name) != foreign.end()) return std::nullopt;
        const Coding coding = coding_called(name);
        if (coding == Coding::identity) continue;
        if (found != Coding::identity) return std::nullopt;
        found = coding;
    }
    return found;
}

BodyDecoder::BodyDecoder(Coding said, std::size_t wire_limit, std::size_t limit)
    : said_(said), wire_limit_(wire_limit), limit_(limit) {}

bool BodyDecoder::is_told_by(std::string_view head) {
    Match is_so = Match::yes;
    switch (said_) {
        case Coding::identity:  // a gzip that nobody names
        case Coding::gzip:
            is_so = match(head, gzip_magic);
            if (is_so == Match::yes) unpacker_ = unpack_gzip();
            break;
        case Coding::zstd:
            is_so = match_zstd(head);
            if (is_so == Match::yes) unpacker_ = unpack_zstd();
            break;
        // These two begin with no sign of their own.
        case Coding::deflate: unpacker_ = unpack_deflate(); break;
        case Coding::brotli: unpacker_ = unpack_brotli(); break;
    }
    return is_so != Match::not_yet;
}

BodyDecoder::Trouble BodyDecoder::take(std::string_view bytes) {
    if (bytes.empty()) return Trouble::none;
    taken_ += bytes.size();
    if (told_) return pass_on(bytes);
    document_.append(bytes);
    told_ = is_told_by(document_);
    if (!told_) return Trouble::none;
    return pass_on(std::exchange(document_, std::string()));
}

BodyDecoder::Trouble BodyDecoder::pass_on(std::string_view bytes) {
    if (!unpacker_) {
        if (taken_ > limit_) return Trouble::too_large;
        document_.append(bytes);
        return Trouble::none;
    }
    if (taken_ > wire_limit_) return Trouble::too_large;
    switch (unpacker_->take(bytes, document_, limit_)) {
        case Unpacker::State::open: ended_ = false; return Trouble::none;
        case Unpacker::State::ended: ended_ = true; return Trouble::none;
        case Unpacker::State::too_large: return Trouble::too_large;
        case Unpacker::State::corrupt: break;
    }
    return Trouble::corrupt;
}

bool BodyDecoder::complete() const {
    // No byte at all is an empty document in any coding; servers send that with 200 and 404 alike.
    if (taken_ == 0) return true;
    return told_ ? !unpacker_ || ended_ : said_ == Coding::identity;
}

}  // namespace earshot::io
