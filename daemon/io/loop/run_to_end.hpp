#pragma once
// Runs the loop to its end, whatever brings that about. Knows nothing of the parts that run on it.

#include <functional>

#include <boost/asio/io_context.hpp>

namespace earshot::io {

/// Returns when nothing is left to run. An exception that comes out of the loop leaves the other
/// coroutines suspended over parts that the caller is about to destroy; so `stop` is called, once,
/// to ask them to end, and the first exception goes on to the caller when they have.
void run_to_end(boost::asio::io_context& loop, const std::function<void()>& stop);

}  // namespace earshot::io
