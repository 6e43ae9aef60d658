#include "daemon/app/api/uploads.hpp"

#include <algorithm>
#include <utility>

namespace earshot::app {

Result<std::optional<std::string>> Uploads::take(const Part& part, const std::string& bytes,
                                                 Instant now) {
    if (part.of < 1 || part.of > upload_limits::parts)
        return fail("must be a number from 1 to " + std::to_string(upload_limits::parts), "of");
    if (part.number < 1 || part.number > part.of) return fail("must be a number up to of", "part");
    if (part.of == 1) return bytes;
    if (part.key.empty() || part.key.size() > upload_limits::key_bytes)
        return fail("must name the file that comes in parts", "upload");

    make_room(now);
    auto place = coming_.find(part.key);
    if (part.number == 1) {
        if (place != coming_.end()) coming_.erase(place);
        if (coming_.size() == upload_limits::at_once) {
            const auto oldest = std::min_element(
                coming_.begin(), coming_.end(),
                [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
            coming_.erase(oldest);
        }
        coming_.emplace(part.key, Coming{bytes, 2, part.of, now});
        return std::nullopt;
    }
    if (place == coming_.end()) return fail("no such file is coming: begin again", "upload");
    Coming& file = place->second;
    const bool fits = file.bytes.size() + bytes.size() <= upload_limits::bytes;
    if (!fits || part.number != file.next || part.of != file.of) {
        coming_.erase(place);
        return fits ? fail("is not the part that was expected: begin again", "part")
                    : fail("the file is larger than " + std::to_string(upload_limits::bytes) +
                               " bytes",
                           "upload");
    }
    file.bytes += bytes;
    file.at = now;
    ++file.next;
    if (part.number < part.of) return std::nullopt;
    std::string whole = std::move(file.bytes);
    coming_.erase(place);
    return whole;
}

void Uploads::make_room(Instant now) {
    std::erase_if(coming_,
                  [&](const auto& one) { return now - one.second.at > upload_limits::patience; });
}

}  // namespace earshot::app
