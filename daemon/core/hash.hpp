#pragma once
// A 64-bit hash (FNV-1a) for keys that are kept.
//
// Keys of entries are written to the store and compared years later, perhaps on another machine, so
// they must not depend on the compiler or the run, which std::hash may. It is not meant to
// withstand somebody who looks for collisions: keys are per source, so a feed could only hide its
// own entries.

#include <cstdint>
#include <string_view>

namespace earshot {

class Hash {
public:
    /// Parts are separated: ("ab", "c") and ("a", "bc") differ.
    Hash& add(std::string_view part) {
        for (const char c : part)
            mix(static_cast<unsigned char>(c));
        mix(0xFF);  // occurs in no UTF-8 text
        return *this;
    }

    std::uint64_t value() const { return state_; }

private:
    void mix(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001B3ULL; }

    std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

}  // namespace earshot
