#pragma once
// Arguments that say how a feed is asked when not like all others: of `earshot add` and of
// `earshot sources set`.

#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace CLI {
class App;
}

namespace earshot::client {

struct Asking {
    std::vector<std::string> headers;  // "NAME: credential:source-NAME"
    std::string bearer, user, password, ca_file, proxy;
    bool insecure = false;
    bool like_all = false;  // nothing of its own any more

    void add_to(CLI::App& command);
    /// As fields of the API. Throws Ended for a header without its name.
    void write_to(boost::json::object& body) const;
};

}  // namespace earshot::client
