#pragma once
// Dialects: how one family of sources says things, as data (config/dialects/*.toml).
//
// A dialect matches a feed by host, generator or entry id, and brings phrases in template form,
// "{actor} is now connected to {object}", with verb and language. All phrases compile to one RE2
// set: linear time on hostile input. Users add their own files; names and lines stand in every
// complaint.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/result.hpp"

namespace earshot {

/// One dialect file, read but not yet compiled.
struct DialectText {
    std::string file;  // for complaints
    std::string toml;
};

class Dialects {
public:
    static constexpr std::size_t max_files = 256;
    static constexpr std::size_t max_phrases = 5000;

    /// All files together; every complaint at once, each with file and line.
    static tl::expected<Dialects, std::vector<Problem>> compile(const std::vector<DialectText>&);

    Dialects();  // none: markup only
    ~Dialects();
    Dialects(Dialects&&) noexcept;
    Dialects& operator=(Dialects&&) noexcept;

    struct Compiled;
    const Compiled& compiled() const { return *compiled_; }

private:
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace earshot
