#pragma once
// Who met a newcomer of late, and when that was told as a wave.

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

    /// `newcomer`: account key, else name. What is older than `kept` goes.
    void add(const std::string& newcomer, PersonId person, Instant at);
    std::vector<Meeting> of(const std::string& newcomer) const;
    std::optional<Instant> last_wave(const std::string& newcomer) const;
    void set_wave(const std::string& newcomer, Instant at);

private:
    Connection& connection_;
};

}  // namespace earshot::io
