#include "daemon/io/store/transaction.hpp"

#include <stdexcept>
#include <utility>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::io {

Transaction::Transaction(Connection& connection) : connection_(&connection) {
    refuse_nesting();
    connection.commit_waiting();
    begin();
}

void Transaction::refuse_nesting() const {
    if (connection_->transaction_open)
        throw std::logic_error("a store transaction is begun inside another");
    if (connection_->only_reads) throw std::logic_error("the store is written while it is read");
}

void Transaction::begin() {
    try {
        Query(*connection_, "BEGIN IMMEDIATE").run();
    } catch (const StoreError&) {
        connection_->undo();
        throw;
    }
    connection_->transaction_open = true;
    connection_->log.begin();
}

void Transaction::join() {
    refuse_nesting();
    if (!std::exchange(connection_->commit_waits, false)) return begin();
    connection_->transaction_open = true;
}

Transaction::~Transaction() {
    if (connection_ == nullptr) return;
    connection_->undo();
    connection_->transaction_open = false;
    connection_->disk_wanted = false;
}

void Transaction::commit() {
    if (connection_ == nullptr) throw std::logic_error("a store transaction is committed twice");
    Connection& connection = *connection_;
    Query(connection, "COMMIT").run();
    connection.transaction_open = false;
    connection_ = nullptr;
    if (connection.disk_wanted) connection.bring_to_disk();
}

void Transaction::commit_soon() {
    if (connection_ == nullptr) throw std::logic_error("a store transaction is committed twice");
    if (connection_->disk_wanted) return commit();
    connection_->check();
    connection_->transaction_open = false;
    connection_->commit_waits = true;
    connection_ = nullptr;
}

Reading::Reading(Connection& connection) : connection_(nullptr) {
    if (connection.transaction_open || connection.only_reads) return;
    if (!connection.in_transaction()) {
        Query(connection, "BEGIN").run();
        begun_ = true;
    }
    connection.reading_begun = begun_;
    connection.only_reads = true;
    connection_ = &connection;
}

Reading::~Reading() {
    if (connection_ == nullptr) return;
    connection_->only_reads = false;
    connection_->reading_begun = false;
    if (!begun_) return;
    try {
        connection_->run("ROLLBACK");
    } catch (const StoreError&) {
        connection_->undo();
    }
}

}  // namespace earshot::io
