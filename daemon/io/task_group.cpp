#include "daemon/io/task_group.hpp"

#include <cassert>
#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : executor_(executor), empty_(executor, asio::steady_timer::time_point::max()) {}

TaskGroup::~TaskGroup() {
    assert(tasks_.empty());
}

void TaskGroup::spawn(asio::awaitable<void> task) {
    assert(!cancelled_);
    const auto place = tasks_.emplace(tasks_.end());
    auto ended = [this, place](std::exception_ptr error) {
        tasks_.erase(place);
        if (tasks_.empty()) empty_.cancel();
        if (!error) return;
        try {
            std::rethrow_exception(error);
        } catch (const boost::system::system_error& cause) {
            // After cancel() the next co_await of a task throws operation_aborted: the way out.
            if (cause.code() != asio::error::operation_aborted) throw;
        }
    };
    asio::co_spawn(executor_, std::move(task),
                   asio::bind_cancellation_slot(place->slot(), std::move(ended)));
}

void TaskGroup::cancel() {
    cancelled_ = true;
    // A task may end inside emit and take its own place with it.
    for (auto place = tasks_.begin(); place != tasks_.end();) {
        auto next = std::next(place);
        place->emit(asio::cancellation_type::terminal);
        place = next;
    }
}

asio::awaitable<void> TaskGroup::join() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    while (!tasks_.empty()) {
        empty_.expires_at(asio::steady_timer::time_point::max());
        auto [ignored] = co_await empty_.async_wait(asio::as_tuple(asio::use_awaitable));
        static_cast<void>(ignored);
    }
}

}  // namespace earshot::io
