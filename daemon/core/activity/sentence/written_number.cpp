#include "daemon/core/activity/sentence/written_number.hpp"

#include <algorithm>
#include <array>

namespace earshot {
namespace {

struct Digit {
    int value = 0;
    std::size_t size = 0;  // 0: none stands here
};

/// European, Arabic, Persian, of the scripts of India, Thai and full-width digits.
Digit digit_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<int>(static_cast<unsigned char>(text[at + i]))
                                    : 0;
    };
    const auto digit = [](int value, std::size_t size) {
        return value >= 0 && value <= 9 ? Digit{value, size} : Digit{};
    };
    switch (byte(0)) {
        case 0xD9: return digit(byte(1) - 0xA0, 2);
        case 0xDB: return digit(byte(1) - 0xB0, 2);
        case 0xE0:
            if (byte(1) == 0xB9) return digit(byte(2) - 0x90, 3);
            if (byte(1) >= 0xA5 && byte(1) <= 0xB5 && byte(1) % 2 == 1)
                return digit(byte(2) - 0xA6, 3);
            return {};
        case 0xEF: return byte(1) == 0xBC ? digit(byte(2) - 0x90, 3) : Digit{};
        default: return digit(byte(0) - '0', 1);
    }
}

/// Between groups of three digits.
constexpr std::array<std::string_view, 8> between_groups{
    ",", ".", "'", "’", " ", "\xC2\xA0", "\xE2\x80\xAF", "٬"};

/// Where digits that begin at `at` end.
std::size_t end_of_digits(std::string_view text, std::size_t at, std::size_t& digits) {
    for (Digit digit; (digit = digit_at(text, at)).size > 0; ++digits)
        at += digit.size;
    return at;
}

/// Where the groups of three behind the first digits end; `from` when there are none.
std::size_t end_of_groups(std::string_view text, std::size_t from) {
    for (const std::string_view sign : between_groups) {
        std::size_t end = from;
        while (text.substr(end).starts_with(sign)) {
            std::size_t digits = 0;
            const std::size_t next = end_of_digits(text, end + sign.size(), digits);
            if (digits != 3) break;
            end = next;
        }
        if (end > from) return end;
    }
    return from;
}

int value_of(std::string_view text) {
    long long value = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Digit digit = digit_at(text, at);
        if (digit.size > 0) value = std::min(value * 10 + digit.value, 10LL * WrittenNumber::most);
        at += std::max<std::size_t>(digit.size, 1);
    }
    return static_cast<int>(std::min<long long>(value, WrittenNumber::most));
}

}  // namespace

WrittenNumber first_number(std::string_view text) {
    WrittenNumber number;
    while (number.at < text.size() && digit_at(text, number.at).size == 0)
        ++number.at;
    std::size_t digits = 0;
    const std::size_t end = end_of_digits(text, number.at, digits);
    if (digits == 0) return {};
    const std::size_t groups = digits <= 3 ? end_of_groups(text, end) : end;
    number.size = groups - number.at;
    number.value = value_of(text.substr(number.at, number.size));
    number.may_be_year =
        digits == 4 && groups == end && number.value >= 1900 && number.value < 2100;
    return number;
}

}  // namespace earshot
