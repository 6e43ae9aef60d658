#include "daemon/app/etiquette/gzip_bytes.hpp"

#include <cstdint>

namespace earshot::app::etiquette {
namespace {

constexpr std::string_view member("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);

std::string little_endian(std::uint32_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i, number >>= 8)
        text += static_cast<char>(number & 255);
    return text;
}

std::uint32_t crc32_of(std::string_view text) {
    std::uint32_t crc = ~0u;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

/// Bits as deflate packs them, from the lowest of each byte on.
class Bits {
public:
    /// "10010001" as it is read.
    void append(std::string_view bits) {
        for (const char bit : bits) {
            if (count_++ % 8 == 0) bytes_ += '\0';
            if (bit == '1')
                bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) |
                                                  1u << (count_ - 1) % 8);
        }
    }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::size_t count_ = 0;
};

}  // namespace

std::string gzip_of(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    return std::string(member) + '\x01' + little_endian(size, 2) + little_endian(~size, 2) +
           std::string(text) + little_endian(crc32_of(text), 4) + little_endian(size, 4);
}

std::string gzip_bomb(std::size_t bytes) {
    constexpr std::size_t longest_copy = 258;
    Bits bits;
    bits.append("110");       // the last block, with the codes that are fixed
    bits.append("10010001");  // "a"
    for (std::size_t made = 1; made < bytes; made += longest_copy)
        bits.append("1100010100000");  // 258 bytes as one byte before
    return std::string(member) + bits.bytes();
}

}  // namespace earshot::app::etiquette
