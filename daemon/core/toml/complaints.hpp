#pragma once
// What is wrong with a configuration, collected so that all of it is said at once, in order of
// lines. Every text passes redact_urls: a complaint may stand in a log or an answer.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

class Complaints {
public:
    static constexpr std::size_t most = 100;

    explicit Complaints(std::string file) : file_(std::move(file)) {}

    /// "FILE:LINE: [TABLE] KEY: WHAT"; table and key may be empty.
    void add(int line, std::string_view table, std::string_view key, const std::string& what);

    /// "earshot.toml:12".
    std::string place(int line) const { return file_ + ":" + std::to_string(line); }

    bool empty() const { return complaints_.empty(); }
    /// At most `most`, then one that counts the rest.
    std::vector<Problem> in_order() const;

private:
    struct Complaint {
        int line = 0;
        std::string what;
    };
    std::string file_;
    std::vector<Complaint> complaints_;
    std::size_t more_ = 0;
};

}  // namespace earshot
