// Any bytes as a feed in JSON: as they are, cut off in the middle, and as the items of each format.

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using earshot::fuzz::require_parsed;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const earshot::FeedHint hint{"application/feed+json", "https://feed.example/a/b?c"};
    require_parsed(text, hint);
    require_parsed(std::string_view(text).substr(0, size / 2), hint);
    require_parsed("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[" + text + "]}",
                   hint);
    require_parsed("{\"type\":\"OrderedCollection\",\"orderedItems\":[" + text + "]}", hint);
    require_parsed("{\"objectType\":\"collection\",\"items\":[" + text + "]}", {});
    return 0;
}
