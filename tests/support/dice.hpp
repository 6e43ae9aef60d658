#pragma once
// Random values for properties. The seed is the number of the round, so a failure names what
// repeats it: for_rounds() puts it into the message.

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "earshot/time.hpp"

namespace earshot::test {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    std::int64_t number(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
    }
    bool coin() { return number(0, 1) == 1; }
    std::uint64_t bits() { return engine_(); }
    double real() { return std::uniform_real_distribution<double>(-1e6, 1e6)(engine_); }
    Instant instant() { return from_epoch(number(-1'000'000'000, 5'000'000'000)); }
    Span span() { return Span(number(0, 100'000'000)); }

    /// Short valid UTF-8 with what breaks careless code: quotes, NUL, escapes, long letters.
    std::string text() {
        static const std::string pieces[] = {"a",  "Zoë", "'",    "\"", "\\", std::string(1, '\0'),
                                             "\n", "漢",  "🦉", " ",  "%",  ";--",
                                             "{",  "]",   "\x7f"};
        std::string text;
        for (auto left = number(0, 12); left > 0; --left)
            text += pieces[number(0, 14)];
        return text;
    }
    template <class E>
    E any(E last) {
        return static_cast<E>(number(0, static_cast<std::int64_t>(last)));
    }
    template <class Make>
    auto maybe(Make make) -> std::optional<decltype(make())> {
        if (coin()) return std::nullopt;
        return make();
    }
    std::optional<Instant> maybe_instant() {
        return maybe([this] { return instant(); });
    }
    std::optional<Span> maybe_span() {
        return maybe([this] { return span(); });
    }

private:
    std::mt19937_64 engine_;
};

template <class Property>
void for_rounds(int rounds, Property property) {
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        Dice dice(static_cast<std::uint64_t>(round));
        property(dice);
        if (::testing::Test::HasFailure()) return;
    }
}

}  // namespace earshot::test
