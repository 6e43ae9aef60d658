// Whether bytes are UTF-8, at the speed of memory for ASCII and without a branch a byte for the
// rest: every document and every text of a feed passes here.

#include <array>
#include <cstdint>
#include <cstring>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

// The state is the place of its own six bits in a row of the table; a row holds, for one byte, the
// state that follows each state. What is broken stays broken, since its bits are zero everywhere.
enum State : unsigned {
    broken = 0,
    whole = 6,  // between two code points
    one_more = 12,
    two_more = 18,
    three_more = 24,
    after_e0 = 30,  // overlong forms are to be refused
    after_ed = 36,  // surrogates
    after_f0 = 42,  // overlong forms
    after_f4 = 48,  // beyond U+10FFFF
};

constexpr State lead(unsigned byte) {
    if (byte < 0x80) return whole;
    if (byte < 0xC2 || byte > 0xF4) return broken;
    if (byte < 0xE0) return one_more;
    if (byte == 0xE0) return after_e0;
    if (byte == 0xED) return after_ed;
    if (byte < 0xF0) return two_more;
    if (byte == 0xF0) return after_f0;
    return byte == 0xF4 ? after_f4 : three_more;
}

constexpr State following(State state, unsigned byte) {
    const auto within = [byte](unsigned low, unsigned high, State next) {
        return byte >= low && byte <= high ? next : broken;
    };
    switch (state) {
        case broken: return broken;
        case whole: return lead(byte);
        case one_more: return within(0x80, 0xBF, whole);
        case two_more: return within(0x80, 0xBF, one_more);
        case three_more: return within(0x80, 0xBF, two_more);
        case after_e0: return within(0xA0, 0xBF, one_more);
        case after_ed: return within(0x80, 0x9F, one_more);
        case after_f0: return within(0x90, 0xBF, two_more);
        case after_f4: return within(0x80, 0x8F, two_more);
    }
    return broken;
}

constexpr std::array<std::uint64_t, 256> make_rows() {
    std::array<std::uint64_t, 256> rows{};
    for (unsigned byte = 0; byte < 256; ++byte)
        for (unsigned state = whole; state <= after_f4; state += 6)
            rows[byte] |= std::uint64_t{following(State(state), byte)} << state;
    return rows;
}
constexpr std::array<std::uint64_t, 256> rows = make_rows();

constexpr std::uint64_t state_bits = 63;
constexpr std::uint64_t high_bits = 0x8080808080808080U;

template <std::size_t words>
bool is_ascii_block(const char* from) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, from + i * sizeof word, sizeof word);
        all |= word;
    }
    return (all & high_bits) == 0;
}

std::uint64_t after(std::uint64_t state, const char* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        state = rows[static_cast<unsigned char>(from[i])] >> (state & state_bits);
    return state;
}

/// Goes over whole blocks, from where the ones before ended, and says where it ends.
template <std::size_t words>
std::size_t over_blocks(std::string_view text, std::size_t from, std::uint64_t& state) {
    constexpr std::size_t block = words * sizeof(std::uint64_t);
    for (; text.size() - from >= block; from += block) {
        const char* at = text.data() + from;
        if ((state & state_bits) == whole && is_ascii_block<words>(at)) continue;
        state = after(state, at, block);
        if ((state & state_bits) == broken) break;
    }
    return from;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    std::uint64_t state = whole;
    std::size_t read = over_blocks<4>(text, 0, state);
    if ((state & state_bits) == broken) return false;
    read = over_blocks<1>(text, read, state);
    state = after(state, text.data() + read, text.size() - read);
    return (state & state_bits) == whole;
}

bool is_ascii(std::string_view text) {
    std::size_t read = 0;
    while (text.size() - read >= 64 && is_ascii_block<8>(text.data() + read))
        read += 64;
    for (; read < text.size(); ++read)
        if (static_cast<unsigned char>(text[read]) >= 0x80) return false;
    return true;
}

}  // namespace earshot
