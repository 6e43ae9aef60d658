#pragma once
// All writes until commit() happen or none. Rolls back when it goes uncommitted. One inside another
// is a bug (std::logic_error).
//
// A commit costs more than most of what a poll writes. Where losing the last few does no harm,
// because they are simply done again, commit_soon() leaves the commit to be shared. Whoever reads
// through this store sees what waits at once. It is committed before anything else is written, when
// the store is closed, and by commit_waiting(), which somebody has to call in time; a kill -9
// before that undoes it, and so does an error in one that joined it.
//
// A Reading sees one state of the store from its first question to its last, and asks cheaper:
// outside of a transaction SQLite takes and drops a lock for each statement. Whoever writes
// meanwhile is a bug (std::logic_error).

namespace earshot::io {

class Connection;
class Store;

class Transaction {
public:
    explicit Transaction(Store& store);
    explicit Transaction(Connection& connection);
    /// Goes on with those that wait to be committed, if any do: all of them happen or none.
    struct Joined {};
    Transaction(Store& store, Joined);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();
    void commit_soon();
    static void commit_waiting(Store& store);

private:
    void refuse_nesting() const;
    void begin();
    void join();

    Connection* connection_;  // none once it is committed
};

class Reading {
public:
    explicit Reading(const Store& store);
    explicit Reading(Connection& connection);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

private:
    Connection* connection_;  // none inside a transaction, or inside another
    bool begun_ = false;      // else what waits to be committed is seen
};

}  // namespace earshot::io
