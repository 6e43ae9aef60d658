#include "client/commands/asking.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/daemon/exit.hpp"
#include "earshot/text.hpp"

namespace earshot::client {

namespace json = boost::json;

void Asking::add_to(CLI::App& command) {
    command
        .add_option("--header", headers,
                    "\"NAME: credential:source-KEY\", sent along; may stand several times")
        ->type_name("HEADER");
    command.add_option("--bearer", bearer, "credential:source-KEY, a token that logs in")
        ->type_name("CREDENTIAL");
    command.add_option("--user", user, "who logs in")->type_name(kind::name);
    command.add_option("--password", password, "credential:source-KEY, of that user")
        ->type_name("CREDENTIAL");
    command.add_option("--ca-file", ca_file, "certificates to trust for it besides those of all")
        ->type_name(kind::file);
    command.add_flag("--insecure", insecure, "whatever certificate its host shows");
    command.add_option("--proxy", proxy, "http://HOST:PORT, socks5h://HOST:PORT or direct")
        ->type_name("ADDRESS");
}

void Asking::write_to(json::object& body) const {
    if (like_all) {
        for (const char* field : {"headers", "bearer", "user", "password", "ca_file", "proxy"})
            body[field] = nullptr;
        body["insecure"] = false;
    }
    if (!headers.empty()) {
        json::object fields;
        for (const std::string& header : headers) {
            const std::size_t colon = header.find(':');
            if (colon == header.npos)
                throw Ended{Exit::usage, "--header: must be \"NAME: credential:source-KEY\""};
            fields[collapse(header.substr(0, colon))] = collapse(header.substr(colon + 1));
        }
        body["headers"] = std::move(fields);
    }
    const auto text = [&body](const char* field, const std::string& value) {
        if (!value.empty()) body[field] = value;
    };
    text("bearer", bearer);
    text("user", user);
    text("password", password);
    text("ca_file", ca_file);
    text("proxy", proxy);
    // Whoever names certificates means to look at them.
    if (insecure || !ca_file.empty()) body["insecure"] = insecure;
}

}  // namespace earshot::client
