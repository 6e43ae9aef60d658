// Any bytes as a date: none, or an instant that is written and read back as itself.

#include <string>
#include <string_view>

#include "earshot/time.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using earshot::fuzz::require;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto t = earshot::parse_feed_date(text);
    require(t == earshot::parse_feed_date(text), "read twice, the same");
    if (!t) return 0;
    const std::string written = earshot::to_rfc3339(*t);
    // Years 0001 to 9999, which is all that RFC 3339 can write.
    if (*t < earshot::from_epoch(-62135596800) || *t > earshot::from_epoch(253402300799)) return 0;
    const auto read = earshot::parse_rfc3339(written);
    require(read && *read == *t, "RFC 3339 reads what it wrote");
    require(earshot::parse_feed_date(written) == t, "feeds may write the same");
    return 0;
}
