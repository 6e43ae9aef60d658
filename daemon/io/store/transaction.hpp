#pragma once
// All writes until commit() happen or none. Rolls back when it goes uncommitted. One inside another
// is a bug (std::logic_error).

namespace earshot::io {

class Connection;
class Store;

class Transaction {
public:
    explicit Transaction(Store& store);
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection* connection_;  // none once it is committed
};

}  // namespace earshot::io
