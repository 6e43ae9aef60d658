#include "daemon/app/poll/shared_commit.hpp"

#include <string>
#include <utility>

#include "daemon/io/host/log.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::app {

namespace asio = boost::asio;

SharedCommit::SharedCommit(asio::any_io_executor executor, io::Store& store)
    : store_(store), timer_(std::move(executor)) {}

void SharedCommit::end(io::Transaction& transaction) {
    if (failed_) {
        transaction.commit();
        failed_ = false;
        return;
    }
    transaction.commit_soon();
    if (std::exchange(armed_, true)) return;
    timer_.expires_after(waits);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) commit();
    });
}

void SharedCommit::commit() {
    armed_ = false;
    try {
        io::Transaction::commit_waiting(store_);
    } catch (const io::StoreError& error) {
        failed_ = true;
        log::error(std::string(error.what()) + ": the last polls are forgotten and come again");
    }
}

}  // namespace earshot::app
