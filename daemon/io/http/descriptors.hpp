#pragma once
// How many descriptors fetches may take, so that the control socket and the store always find one:
// what a process may open is shared by all, and a connection that cannot be opened for want of one
// is no fault of the host. Used by http_client.cpp.

namespace earshot::io {

struct DescriptorPlan {
    int transfers = 1;  // under way at once
    int idle = 1;       // connections kept for the next poll of the same host
};

/// `limit`: what the process may have open; `open`: what it has.
DescriptorPlan plan_descriptors(long limit, long open);

/// The same by this process's own limit (RLIMIT_NOFILE) and what it has open now.
DescriptorPlan plan_descriptors();

/// Whether one more can be opened.
bool is_descriptor_left();

}  // namespace earshot::io
