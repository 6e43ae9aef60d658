// Guessing by how often which letters follow each other: for documents that say nothing.

#include <algorithm>
#include <memory>

#include <unicode/ucsdet.h>

#include "daemon/core/text/charset.hpp"

namespace earshot::charset {
namespace {

/// ICU looks at 8 KiB without the tags: enough to fill them, from shortly before the first byte
/// that tells anything.
constexpr std::size_t looked_at = 64 * 1024;
constexpr std::ptrdiff_t before_it = 256;

/// Of 100. Few letters make several alike likely, so the best has to be twice as likely as the
/// next.
constexpr std::int32_t confident = 30;
constexpr std::int32_t ahead = 2;

struct Close {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

}  // namespace

std::string likely_converter(std::string_view bytes) {
    const auto tells = std::find_if(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const auto before = std::min<std::ptrdiff_t>(tells - bytes.begin(), before_it);
    bytes.remove_prefix(std::size_t(tells - bytes.begin() - before));
    bytes = bytes.substr(0, looked_at);

    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&error));
    if (U_FAILURE(error)) return {};
    ucsdet_enableInputFilter(detector.get(), true);
    ucsdet_setText(detector.get(), bytes.data(), std::int32_t(bytes.size()), &error);
    std::int32_t count = 0;
    const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &error);
    if (U_FAILURE(error) || count == 0) return {};
    const std::int32_t best = ucsdet_getConfidence(matches[0], &error);
    const std::int32_t next = count > 1 ? ucsdet_getConfidence(matches[1], &error) : 0;
    if (best < confident || best < next * ahead) return {};
    const Named found = named(ucsdet_getName(matches[0], &error));
    return found.kind == Kind::converter ? found.converter : std::string();
}

}  // namespace earshot::charset
