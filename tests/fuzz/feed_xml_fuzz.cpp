// Any bytes as a feed in XML: as they are, or in an entry of a format, so that the fuzzer need not
// find the frame again and again. The length chooses; the replay of the seeds tries each.

#include <string>
#include <string_view>

#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using earshot::fuzz::require_parsed;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const earshot::FeedHint hint{"application/xml; charset=utf-8", "https://feed.example/a/b?c"};
    switch (size % 4) {
        case 0: require_parsed(text, hint); break;
        case 1: require_parsed(text, {"text/html; charset=iso-8859-1", ""}); break;
        case 2:
            require_parsed(
                "<rss version=\"2.0\"><channel><item>" + text + "</item></channel></rss>", hint);
            break;
        case 3:
            require_parsed(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + text + "</entry></feed>",
                hint);
            break;
    }
    return 0;
}
