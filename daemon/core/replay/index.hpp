#pragma once
// Numbers found by the hash of what they stand for, which is kept elsewhere: open addressing, eight
// bytes a slot, one look into memory for most answers. The looks of many can be fetched ahead, so
// that they wait for the memory together and not one after the other.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/core/replay/fetch.hpp"

namespace earshot {

class ReplayIndex {
public:
    ReplayIndex() : slots_(16) {}

    /// Upper bits are as good as lower ones.
    static std::uint32_t mixed(std::uint64_t hash) {
        return static_cast<std::uint32_t>((hash * 0x9e3779b97f4a7c15u) >> 32);
    }

    /// The number with this hash of which `is(number)` holds.
    template <class Is>
    std::optional<std::uint32_t> find(std::uint32_t hash, Is is) const {
        for (std::size_t i = hash & mask(); slots_[i].taken(); i = (i + 1) & mask())
            if (slots_[i].hash == hash && is(slots_[i].number)) return slots_[i].number;
        return std::nullopt;
    }
    /// The same, as far as the hash alone can tell.
    std::optional<std::uint32_t> guess(std::uint32_t hash) const {
        return find(hash, [](std::uint32_t) { return true; });
    }
    void fetch_ahead(std::uint32_t hash) const { earshot::fetch_ahead(&slots_[hash & mask()]); }

    /// `number` is not in it yet.
    void add(std::uint32_t hash, std::uint32_t number) {
        if (++size_ * 4 > slots_.size() * 3) grow();
        place({hash, number});
    }

private:
    static constexpr std::uint32_t nothing = ~std::uint32_t{0};
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = nothing;
        bool taken() const { return number != nothing; }
    };

    std::size_t mask() const { return slots_.size() - 1; }
    void place(Slot slot) {
        std::size_t i = slot.hash & mask();
        while (slots_[i].taken())
            i = (i + 1) & mask();
        slots_[i] = slot;
    }
    void grow() {
        std::vector<Slot> known(slots_.size() * 2);
        known.swap(slots_);
        for (const Slot& slot : known)
            if (slot.taken()) place(slot);
    }

    std::vector<Slot> slots_;  // a power of two
    std::size_t size_ = 0;
};

}  // namespace earshot
