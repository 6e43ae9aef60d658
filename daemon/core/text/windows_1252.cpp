#include "daemon/core/text/windows_1252.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

// 0x80 to 0x9F; the five that mean nothing stay what they are.
constexpr std::array<char16_t, 32> extra{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    while (!bytes.empty()) {
        const auto above = std::find_if(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x80;
        });
        out.append(bytes.begin(), above);
        bytes.remove_prefix(std::size_t(above - bytes.begin()));
        if (bytes.empty()) break;
        const auto c = static_cast<unsigned char>(bytes.front());
        append(out, c <= 0x9F ? extra[c - 0x80U] : char32_t{c});
        bytes.remove_prefix(1);
    }
    return out;
}

}  // namespace earshot
