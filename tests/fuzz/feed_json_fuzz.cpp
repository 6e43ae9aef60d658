// Any bytes as a feed in JSON: as they are, cut off in the middle, or as the items of a format. The
// length chooses, so that a run is quick; the replay of the seeds tries each.

#include <string>
#include <string_view>

#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using earshot::fuzz::require_parsed;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const earshot::FeedHint hint{"application/feed+json", "https://feed.example/a/b?c"};
    switch (size % 5) {
        case 0: require_parsed(text, hint); break;
        case 1: require_parsed(std::string_view(text).substr(0, size / 2), hint); break;
        case 2:
            require_parsed(
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[" + text + "]}",
                hint);
            break;
        case 3:
            require_parsed("{\"type\":\"OrderedCollection\",\"orderedItems\":[" + text + "]}",
                           hint);
            break;
        case 4:
            require_parsed("{\"objectType\":\"collection\",\"items\":[" + text + "]}", {});
            break;
    }
    return 0;
}
