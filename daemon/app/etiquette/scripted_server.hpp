#pragma once
// An HTTP/1.1 server on loopback that answers as its script says. For the report card only: it
// trusts its one client.

#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "daemon/app/etiquette/script.hpp"
#include "daemon/io/loop/task_group.hpp"

namespace earshot::app::etiquette {

class ScriptedServer {
public:
    /// Throws boost::system::system_error when it cannot listen. `script` outlives it, and
    /// `connections` counts those of several servers.
    ScriptedServer(boost::asio::any_io_executor executor, const std::string& address,
                   Script& script, int& connections);

    std::string authority() const;  // "127.0.0.1:4711"
    std::string url(const std::string& target) const { return "http://" + authority() + target; }

    void serve();
    /// To be awaited before it goes when it has served.
    boost::asio::awaitable<void> stop();

private:
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> talk(boost::asio::ip::tcp::socket socket, int connection);

    boost::asio::ip::tcp::acceptor acceptor_;
    Script& script_;
    int& connections_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::app::etiquette
