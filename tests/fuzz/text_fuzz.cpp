// Any bytes as text: always valid UTF-8 out, and what is clean stays as it is.

#include <string>
#include <string_view>

#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earshot;
    using fuzz::require;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto is_utf8 = [](std::string_view text) { return repair_utf8(text) == text; };

    const std::string repaired = repair_utf8(bytes);
    require(is_utf8(repaired), "repaired text is UTF-8");

    const std::string plain = plain_text(bytes);
    require(is_utf8(plain), "plain text is UTF-8");
    require(plain == collapse(plain), "plain text is collapsed");

    const std::string collapsed = collapse(bytes);
    require(is_utf8(collapsed), "collapsed text is UTF-8");
    require(collapsed == collapse(collapsed), "collapsed text stays");

    const std::string shown = printable(bytes);
    require(is_utf8(shown), "printable text is UTF-8");
    require(shown == printable(shown), "printable text stays");
    for (const char c : shown)
        require(static_cast<unsigned char>(c) >= 0x20 && c != '\x7F', "no control is printable");

    const std::string folds = folded(bytes);
    require(is_utf8(folds), "folded text is UTF-8");
    require(folds == folded(folds), "folded text stays");
    require(folds == folded(collapsed), "white space does not count");

    for (const std::size_t limit :
         {std::size_t{0}, std::size_t{1}, std::size_t{3}, size / 2, size}) {
        const std::string_view part = cut(repaired, limit);
        require(part.size() <= limit, "cut text fits");
        require(is_utf8(part), "cut text is UTF-8");
        require(repaired.starts_with(part), "cut text is the beginning");
        const std::string shorter = shorten(repaired, limit);
        require(shorter.size() <= limit, "shortened text fits");
        require(is_utf8(shorter), "shortened text is UTF-8");
    }
    return 0;
}
