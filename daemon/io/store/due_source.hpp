#pragma once
// A source that is due, with what the poller needs to order its work.

#include <string>

#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::io {

struct DueSource {
    SourceId id{};
    std::string host;
    Instant at;
};

}  // namespace earshot::io
