#pragma once
// The content lines of a vCard: physical lines joined, name, parameters and value told apart,
// transfer encodings and character sets undone. What a property means is for its reader.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earshot {

struct ContentLine {
    int line = 0;      // where it begins
    std::string name;  // upper case, without its group; empty for what is no content line
    std::vector<std::pair<std::string, std::string>> parameters;  // names upper case, in order; a
                                                                  // bare word is the value of TYPE
    std::string value;      // valid UTF-8, still escaped; empty when `left_out`
    bool left_out = false;  // longer than vcard_limits::property, or bytes in base 64

    /// Whether TYPE (or any bare word) names this, in any case.
    bool has_type(std::string_view word) const;
    std::string parameter(std::string_view upper_name) const;  // the first; empty when missing
};

class ContentLines {
public:
    explicit ContentLines(std::string_view bytes) : rest_(bytes) {}

    /// Version 2.1 folds at a space and keeps it; later ones add a space that goes again.
    void keep_fold_space(bool keep) { keep_fold_space_ = keep; }

    std::optional<ContentLine> next();

private:
    std::string_view take_physical();

    std::string_view rest_;
    int line_ = 0;  // of what was taken last
    bool keep_fold_space_ = false;
};

/// "a\, b" without its backslashes; "\n" is a space.
std::string unescaped(std::string_view value);

/// The parts between separators that are not escaped; each still escaped.
std::vector<std::string_view> split_value(std::string_view value, char separator);

}  // namespace earshot
