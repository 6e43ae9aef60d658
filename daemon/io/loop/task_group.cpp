#include "daemon/io/loop/task_group.hpp"

#include <cassert>
#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : executor_(executor), empty_(executor, asio::steady_timer::time_point::max()) {}

TaskGroup::~TaskGroup() {
    assert(running_ == 0);
}

/// What co_spawn calls when a task has ended, and where it takes the task's signal from. The signal
/// is not bound with bind_cancellation_slot: Asio would then post the emit, and a task that ends
/// before the posted emit runs has taken its signal with it.
struct TaskGroup::Ended {
    using cancellation_slot_type = asio::cancellation_slot;
    asio::cancellation_slot get_cancellation_slot() const noexcept { return task->stop.slot(); }

    void operator()(std::exception_ptr error) const {
        group.end(task);
        if (!error) return;
        try {
            std::rethrow_exception(error);
        } catch (const boost::system::system_error& cause) {
            // After cancel() the next co_await of a task throws this. Before, it would be a loop
            // that ended without anybody noticing.
            if (group.cancelled_ && cause.code() == asio::error::operation_aborted) return;
        } catch (...) {  // any other is no way out
        }
        // Out of the loop and not out of whoever ends the task: that may be cancel().
        asio::post(group.executor_, [error] { std::rethrow_exception(error); });
    }

    TaskGroup& group;
    std::list<Task>::iterator task;
};

/// Around every task, for co_spawn of Boost 1.81: when its coroutine is cancelled before it starts,
/// or ends without having waited for anything, co_spawn waits once more before it calls back, and
/// with cancellation still on that wait throws out of the loop; the task is never counted out.
asio::awaitable<void> TaskGroup::live(std::list<Task>::iterator place, asio::awaitable<void> task) {
    place->started = true;
    if (cancelled_) co_return;
    std::exception_ptr error;
    try {
        co_await std::move(task);
    } catch (...) {
        error = std::current_exception();
    }
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    if (error) std::rethrow_exception(error);
}

void TaskGroup::spawn(asio::awaitable<void> task) {
    assert(!cancelled_);
    const auto place = tasks_.emplace(tasks_.end());
    ++running_;
    asio::co_spawn(executor_, live(place, std::move(task)), Ended{*this, place});
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
        if (task.started && !task.ended) task.stop.emit(asio::cancellation_type::terminal);
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
