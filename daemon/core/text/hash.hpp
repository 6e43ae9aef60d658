#pragma once
// A hash that is the same on every machine, in every version and for ever: FNV-1a, 64 bits.
//
// Keys of entries, jitter of polls and names of messages are kept or compared across runs, which
// std::hash does not promise. It is not for secrets, and not against somebody who looks for
// collisions: keys are per source, so a feed could only hide its own entries.

#include <cstdint>
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

}  // namespace earshot
