#pragma once
// Dialects: how one family of sources says things, as data (config/dialects/*.toml).
//
// A dialect claims a feed by host, generator or entry id, and brings
// - rules: patterns over id, title, link and content, which must all match; their named groups fill
//   the templates `object`, `uri` and `key`;
// - phrases: sentences in template form, "{actor} is now connected to {objects}": `{object}` is one
//   thing, `{objects}` a list that makes an activity of each, other slots are read over.
// Rules are tried in the order of the file, then phrases on the title, then on the content; the
// phrase with the most words of its own wins. All phrases compile to one RE2 set: linear time on
// hostile input. In a feed that no dialect claims, phrases of all dialects count when they say
// `everywhere`, or when the entry's known author is their actor; and last comes the dialect that
// claims `any` feed. Users add their own files; names and lines stand in every complaint. Unknown
// keys are errors.
//
//   name = "example"
//   otherwise = "other"       # the verb of an entry that nothing matched: "post" or "other"
//   [match]                   # one hit claims the feed
//   hosts = ["example.com"]   # and every host below it
//   generators = ["Example"]  # words in the feed's generator
//   ids = ['^tag:example']    # patterns over the entry's id
//   any = false               # the last resort for feeds that nobody claims
//   [list]                    # how "{objects}" are joined, beside the comma
//   and = ["and", "&"]
//   others = ["others", "other people"]
//   [[rule]]
//   name = "like"
//   verb = "like"
//   id = '/like/(?P<number>\d+)$'
//   object = "note {number}"  # also `uri`; `key`: what two readings of one act have in common
//   [[phrase]]
//   says = ["{actor} likes {object}", "{object} is liked by {actor}"]
//   verb = "like"
//   language = "en"
//   everywhere = false        # true: unmistakable, read in any feed

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

}  // namespace earshot
