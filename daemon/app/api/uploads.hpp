#pragma once
// Files larger than one request may be: they come in parts, in order, and are there when the last
// has come. Nothing is stored before that, so a file is taken in whole or not at all. Pure but for
// what it remembers.

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

namespace upload_limits {
inline constexpr std::size_t bytes = 32 * 1024 * 1024;  // of one file
inline constexpr int parts = 64;
inline constexpr std::size_t at_once = 4;  // files that are coming; the one that has waited
                                           // longest gives way
inline constexpr std::size_t key_bytes = 100;
inline constexpr Span patience = 10 * minute;  // for the next part
}  // namespace upload_limits

class Uploads {
public:
    struct Part {
        std::string key;  // names the file among those that are coming; the sender's choice
        int number = 1, of = 1;
    };
    /// The whole file when this was its last part. The problem names the parameter.
    Result<std::optional<std::string>> take(const Part& part, const std::string& bytes,
                                            Instant now);

private:
    struct Coming {
        std::string bytes;
        int next = 2, of = 1;
        Instant at;
    };
    void make_room(Instant now);

    std::map<std::string, Coming> coming_;
};

}  // namespace earshot::app
