#pragma once
// What all commands share: how to print, and the daemon, connected to when it is first needed.

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>

#include "client/daemon/connection.hpp"
#include "client/screen/screen.hpp"

namespace earshot::client {

class Session {
public:
    // Set from the command line.
    bool json = false;
    std::string socket;

    Screen screen = Screen::of_stdout();
    bool live = false;  // what is printed is seen at once: no pager
    /// How fields of the API are called on this command line: a refusal of "at" is one of "--on".
    std::map<std::string, std::string> options;

    ~Session() { finish(); }

    Connection& daemon();

    /// With --json: asks, prints the daemon's object as it is, a list with all its pages, and says
    /// true.
    bool printed_as_json(const std::string& target);
    /// Every item of a list, with all its pages.
    boost::json::array all_of(const std::string& target);
    /// The same for a change; without --json it is made too and its answer returned.
    boost::json::object changed(const std::string& method, const std::string& target,
                                const boost::json::object& body = {});

    void print(std::string_view text);  // data, to standard output
    void say(std::string_view line);    // a message, to standard error
    /// What to know or to type next, on a terminal only; its parts have three spaces between them
    /// and are broken there.
    void hint(std::string_view line);
    /// What was printed for a terminal is shown, through a pager when it is long (pager.hpp).
    void finish();

    /// Label, text and what to type next, in columns; on a pipe tab-separated.
    using Line = std::array<std::string, 3>;
    void print_sheet(const std::vector<Line>& lines);

private:
    std::unique_ptr<Connection> daemon_;
    std::string shown_;  // not shown yet
};

}  // namespace earshot::client
