#include "daemon/io/store/transaction.hpp"

#include <stdexcept>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::io {

Transaction::Transaction(Connection& connection) : connection_(&connection) {
    if (connection.transaction_open) {
        throw std::logic_error("a store transaction is begun inside another");
    }
    try {
        Query(connection, "BEGIN IMMEDIATE").run();
    } catch (const StoreError&) {
        connection.undo();
        throw;
    }
    connection.transaction_open = true;
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

}  // namespace earshot::io
