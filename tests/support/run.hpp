#pragma once
// Runs one coroutine of a test to its end on an io_context and gives what it returns or throws.

#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace earshot::tests {

template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> task) {
    std::optional<T> value;
    std::exception_ptr failure;
    bool ended = false;
    boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr error, T result) {
        failure = error;
        value.emplace(std::move(result));
        ended = true;
    });
    io.restart();
    while (!ended)
        if (io.run_one() == 0) throw std::logic_error("the loop ran dry before the task ended");
    if (failure) std::rethrow_exception(failure);
    return std::move(*value);
}

inline void run(boost::asio::io_context& io, boost::asio::awaitable<void> task) {
    std::exception_ptr failure;
    bool ended = false;
    boost::asio::co_spawn(io, std::move(task), [&](std::exception_ptr error) {
        failure = error;
        ended = true;
    });
    io.restart();
    while (!ended)
        if (io.run_one() == 0) throw std::logic_error("the loop ran dry before the task ended");
    if (failure) std::rethrow_exception(failure);
}

}  // namespace earshot::tests
