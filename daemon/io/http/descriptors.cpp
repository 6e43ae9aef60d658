#include "daemon/io/http/descriptors.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace earshot::io {
namespace {

// 128 connections on the control socket, the store, mail, and some air.
constexpr long for_others = 160;
// A connection, and what wakes the loop when a name has been looked up.
constexpr long for_a_transfer = 2;
// Each idle connection costs some kilobytes, with TLS some dozens.
constexpr long most_idle = 256;
constexpr long most_transfers = 10'000;  // more than [poll] concurrency can say

}  // namespace

DescriptorPlan plan_descriptors(long limit, long open) {
    const long rest = std::max(limit - open - std::min(for_others, limit / 3), 0L);
    const long idle = std::clamp(rest / 3, 1L, most_idle);
    const long transfers = std::clamp((rest - idle) / for_a_transfer, 1L, most_transfers);
    return {static_cast<int>(transfers), static_cast<int>(idle)};
}

DescriptorPlan plan_descriptors() {
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return {};
    constexpr rlim_t plenty = 1 << 20;
    std::error_code error;
    std::filesystem::directory_iterator listed("/proc/self/fd", error);
    const long open =
        error ? 32 : std::distance(begin(listed), std::filesystem::directory_iterator());
    return plan_descriptors(static_cast<long>(std::min(limit.rlim_cur, plenty)), open);
}

bool is_descriptor_left() {
    const int one = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    if (one >= 0) ::close(one);
    return one >= 0;
}

}  // namespace earshot::io
