#pragma once
// Polls that found nothing new are committed together (Transaction::commit_soon): at the latest
// `waits` after the first of them. A kill -9 within that time undoes them, and their sources are
// asked once more. The more share it, the fewer pages are written twice. When such a commit fails,
// the next poll is committed by itself again: what cannot be kept must not be asked for again and
// again.

#include <chrono>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {

class SharedCommit {
public:
    static constexpr std::chrono::milliseconds waits{250};

    SharedCommit(boost::asio::any_io_executor executor, io::Store& store);

    /// Ends a transaction that may be undone without harm.
    void end(io::Transaction& transaction);

private:
    void commit();

    io::Store& store_;
    boost::asio::steady_timer timer_;
    bool armed_ = false;
    bool failed_ = false;
};

}  // namespace earshot::app
