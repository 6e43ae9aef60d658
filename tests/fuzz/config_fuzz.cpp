// Any bytes as a configuration: settings or complaints, and every complaint has a place and a
// sentence that can stand in one line of a log.

#include <cstdlib>
#include <string_view>

#include "earshot/config.hpp"
#include "earshot/text.hpp"
#include "tests/fuzz/entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto config = earshot::parse_config(text, "earshot.toml");
    if (config) return 0;
    if (config.error().empty()) std::abort();
    for (const earshot::Problem& problem : config.error()) {
        if (!problem.where.starts_with("earshot.toml:")) std::abort();
        if (problem.what.empty()) std::abort();
        if (problem.what != earshot::printable(problem.what)) std::abort();
        if (problem.what.find('\n') != std::string::npos) std::abort();
    }
    return 0;
}
