#pragma once
// An instant to the millisecond, for what is closer together than the seconds of `Instant`: the
// starts of requests at one host.

#include <chrono>

namespace earshot {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace earshot
