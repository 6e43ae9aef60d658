#pragma once
// Who met a newcomer of late, and when that was told as a wave.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/together.hpp"

namespace earshot::io {

class Connection;

class Meetings {
public:
    explicit Meetings(Connection& connection) : connection_(connection) {}

    static constexpr Span kept = 3 * day;
    /// Of one newcomer no more are remembered: a crowd of thousands is told as one of so many.
    static constexpr std::size_t most = 200;

    /// What is too old, beside the newest meeting, for any wave goes.
    void make_room(Instant newest);
    /// `newcomer`: account key, else name. Who had met them before met them then.
    void add(const std::string& newcomer, PersonId person, Instant at);
    std::vector<Meeting> of(const std::string& newcomer) const;
    std::optional<Instant> last_wave(const std::string& newcomer) const;
    void set_wave(const std::string& newcomer, Instant at);

private:
    Connection& connection_;
};

}  // namespace earshot::io
