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
    assert(running_ == 0);
}

void TaskGroup::spawn(asio::awaitable<void> task) {
    assert(!cancelled_);
    const auto place = tasks_.emplace(tasks_.end());
    ++running_;
    auto ended = [this, place](std::exception_ptr error) {
        end(place);
        if (!error) return;
        try {
            std::rethrow_exception(error);
        } catch (const boost::system::system_error& cause) {
            // After cancel() the next co_await of a task throws this. Before, it would be a loop
            // that ended without anybody noticing.
            if (!cancelled_ || cause.code() != asio::error::operation_aborted) throw;
        }
    };
    asio::co_spawn(executor_, std::move(task),
                   asio::bind_cancellation_slot(place->stop.slot(), std::move(ended)));
}

void TaskGroup::end(std::list<Task>::iterator task) {
    if (emitting_)
        task->ended = true;  // cancel() stands on the list, perhaps inside this very signal
    else
        tasks_.erase(task);
    if (--running_ == 0) empty_.cancel();
}

void TaskGroup::cancel() {
    cancelled_ = true;
    if (emitting_) return;  // a task that stops asks the whole group to stop
    emitting_ = true;
    for (Task& task : tasks_)
        if (!task.ended) task.stop.emit(asio::cancellation_type::terminal);
    emitting_ = false;
    tasks_.remove_if([](const Task& task) { return task.ended; });
}

asio::awaitable<void> TaskGroup::join() {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    while (running_ > 0) {
        auto [ignored] = co_await empty_.async_wait(asio::as_tuple(asio::use_awaitable));
        static_cast<void>(ignored);
    }
}

}  // namespace earshot::io
