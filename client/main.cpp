// The client `earshot`: reads its arguments, asks the daemon one thing, prints the answer.

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "client/daemon/exit.hpp"
#include "client/line/command_line.hpp"

int main(int argc, char** argv) {
    using earshot::client::Ended;
    using earshot::client::Exit;
    try {
        earshot::client::CommandLine line;
        return line.run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const Ended& ended) {
        if (!ended.message.empty()) std::cerr << "earshot: " << ended.message << '\n';
        return static_cast<int>(ended.exit);
    } catch (const std::exception& error) {
        std::cerr << "earshot: " << error.what() << '\n';
        return static_cast<int>(Exit::failed);
    }
}
