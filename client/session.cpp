#include "client/session.hpp"

#include <algorithm>
#include <iostream>

#include <boost/json.hpp>

#include "client/exit.hpp"

namespace earshot::client {
namespace {

void pad(std::string& text, std::size_t width) {
    const std::size_t now = columns(text);
    if (now < width) text.append(width - now, ' ');
}

}  // namespace

Connection& Session::daemon() {
    if (!daemon_) daemon_ = std::make_unique<Connection>(sockets_to_try(socket));
    return *daemon_;
}

bool Session::printed_as_json(const std::string& target) {
    if (!json) return false;
    print(daemon().ask("GET", target).body + "\n");
    return true;
}

boost::json::object Session::changed(const std::string& method, const std::string& target,
                                     const boost::json::object& body) {
    boost::json::object answer = daemon().change(method, target, body);
    if (json) print(boost::json::serialize(answer) + "\n");
    return answer;
}

void Session::print(std::string_view text) const {
    std::cout << text;
    if (!std::cout.flush()) throw Ended{Exit::failed, ""};  // nobody reads on: a closed pipe
}

void Session::say(std::string_view line) const {
    std::cerr << line << '\n';
}

void Session::print_sheet(const std::vector<Line>& lines) const {
    constexpr std::size_t gap = 3;
    std::string out;
    std::size_t labels = 0, texts = 0, steps = 0;
    for (const auto& [label, text, step] : lines) {
        labels = std::max(labels, columns(label));
        if (!step.empty()) texts = std::max(texts, columns(text));
        steps = std::max(steps, columns(step));
    }
    const bool in_columns = labels + gap + texts + gap + steps <= screen.width;
    for (const auto& [label, text, step] : lines) {
        if (!screen.terminal) {
            out += label + "\t" + text + (step.empty() ? "" : "\t" + step) + "\n";
            continue;
        }
        std::string head = label;
        pad(head, labels + gap);
        std::string line = text;
        if (!step.empty()) {
            if (in_columns) {
                pad(line, texts + gap);
                line += screen.dim(step);
            } else {
                line += "\n" + std::string(labels + gap, ' ') + screen.dim(step);
            }
        }
        out += head + line + "\n";
    }
    print(out);
}

}  // namespace earshot::client
