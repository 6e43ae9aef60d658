#pragma once
// A hash that is the same on every machine, in every version and for ever: FNV-1a, 64 bits.
//
// Keys of entries, jitter of polls and names of messages are kept or compared across runs, which
// std::hash does not promise. It is not for secrets, and not against somebody who looks for
// collisions: keys are per source, so a feed could only hide its own entries.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace earshot {

class Hash {
public:
    /// Bytes as they are.
    constexpr Hash& bytes(std::string_view text) {
        for (const char c : text)
            mix(static_cast<unsigned char>(c));
        return *this;
    }

    /// One of several parts, kept apart: ("ab", "c") and ("a", "bc") differ.
    constexpr Hash& add(std::string_view part) {
        bytes(part);
        mix(0xFF);  // occurs in no UTF-8 text
        return *this;
    }

    constexpr std::uint64_t value() const { return state_; }

private:
    constexpr void mix(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001B3U; }

    std::uint64_t state_ = 0xCBF29CE484222325U;
};

constexpr std::uint64_t stable_hash(std::string_view text) {
    return Hash().bytes(text).value();
}

/// Of a whole document, eight bytes a step: FNV-1a costs a multiplication a byte, and a document is
/// hashed to find that it need not be read. A store that moves to a machine of the other byte order
/// reads each document once more.
inline std::uint64_t hash_of_document(std::string_view bytes) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio
    std::uint64_t state = bytes.size() * odd;
    const auto mix = [&state](std::uint64_t word) {
        state = (state ^ word) * odd;
        state ^= state >> 32;  // a product moves nothing down
    };
    for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        mix(word);
    }
    std::uint64_t last = 0;
    if (!bytes.empty()) std::memcpy(&last, bytes.data(), bytes.size());
    mix(last);
    mix(0);
    return state;
}

}  // namespace earshot
