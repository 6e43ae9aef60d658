#pragma once
// Dialects: how one family of sources says things, as data (config/dialects/*.toml; how to write
// one is told in docs/dialects.md).
//
// A dialect claims a feed by host, generator or entry id, and brings
// - rules: patterns over id, title, link, author, category, channel and content, which must all
//   match; their named groups fill the templates `object`, `uri`, `actor`, `actor_uri` and `key`;
// - phrases: sentences in template form, "{actor} is now connected to {objects}": `{object}` is one
//   thing, `{objects}` a list that makes an activity of each, other slots are read over;
// - words: what a language puts around names ("the group", "さん"), how it joins and counts them,
//   and wordings with a name, for its phrases.
// Rules are tried in the order of the file, then phrases on the title and, where it says nothing of
// its own, on the content; of phrases that fit the one with the most words of its own wins. Names
// that are known beforehand (the author's, and what links mark) are never cut in two.
//
// A dialect without [match] holds the words of languages: its phrases count for every dialect that
// has phrases. In a feed that no dialect claims all phrases are looked at, and one is believed when
// its actor was known beforehand, when it counts `everywhere`, or when at least half of the feed
// are sentences; and last comes the dialect that claims `any` feed. One pass over a sentence finds
// the phrases it may be, and each of them may look at it a bounded number of times: linear time on
// hostile input. Users add their own files; names and lines stand in every complaint. Unknown keys
// are errors.

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
    static constexpr std::size_t max_rules = 2000;
    static constexpr std::size_t max_pattern = 1000;  // bytes of one pattern or template

    /// All files together; every complaint at once, each with file and line.
    static tl::expected<Dialects, std::vector<Problem>> compile(const std::vector<DialectText>&);

    Dialects();  // none: markup only
    ~Dialects();
    Dialects(Dialects&&) noexcept;
    Dialects& operator=(Dialects&&) noexcept;

    std::vector<std::string> names() const;  // in the order given
    std::size_t phrases() const;

    struct Compiled;  // daemon/core/activity/dialect_rules.hpp
    const Compiled& compiled() const { return *compiled_; }

private:
    std::unique_ptr<Compiled> compiled_;
};

/// Whether a TOML text is meant as a dialect rather than as a configuration; also when it is
/// broken.
bool looks_like_dialect(std::string_view toml);

}  // namespace earshot
