#include "client/daemon/session.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

#include <boost/json.hpp>

#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/pager.hpp"
#include "client/screen/tone.hpp"

namespace earshot::client {
namespace {

void pad(std::string& text, std::size_t width) {
    const std::size_t now = columns(text);
    if (now < width) text.append(width - now, ' ');
}

/// With the option in place of the field that a line begins with.
std::string by_options(std::string message, const std::map<std::string, std::string>& options) {
    for (const auto& [field, option] : options)
        for (std::size_t line = 0; line < message.size();) {
            if (message.compare(line, field.size() + 1, field + ":") == 0)
                message.replace(line, field.size(), option);
            line = std::min(message.find('\n', line), message.size() - 1) + 1;
        }
    return message;
}

}  // namespace

Connection& Session::daemon() {
    if (!daemon_) daemon_ = std::make_unique<Connection>(sockets_to_try(socket));
    return *daemon_;
}

boost::json::array Session::all_of(const std::string& target) {
    boost::json::array items;
    const char joint = target.find('?') == target.npos ? '?' : '&';
    std::string next;
    do {
        const boost::json::object page =
            daemon().get(next.empty() ? target : target + joint + "after=" + escaped(next));
        for (const boost::json::value& item : array_at(page, "items"))
            items.push_back(item);
        next = array_at(page, "items").empty() ? std::string() : text_at(page, "next");
    } while (!next.empty());
    return items;
}

bool Session::printed_as_json(const std::string& target) {
    if (!json) return false;
    const std::string body = daemon().ask("GET", target).body;
    boost::system::error_code error;
    boost::json::value all = boost::json::parse(body, error);
    std::string next = error ? std::string() : text_at(as_object(all), "next");
    if (next.empty() || !as_object(all).contains("items")) {
        print(body + "\n");
        return true;
    }
    boost::json::array items = array_at(as_object(all), "items");
    const char joint = target.find('?') == target.npos ? '?' : '&';
    while (!next.empty()) {
        const boost::json::object page = daemon().get(target + joint + "after=" + escaped(next));
        for (const boost::json::value& item : array_at(page, "items"))
            items.push_back(item);
        next = array_at(page, "items").empty() ? std::string() : text_at(page, "next");
    }
    all.get_object()["items"] = std::move(items);
    all.get_object()["next"] = nullptr;
    print(boost::json::serialize(all) + "\n");
    return true;
}

boost::json::object Session::changed(const std::string& method, const std::string& target,
                                     const boost::json::object& body) {
    boost::json::object answer;
    try {
        answer = daemon().change(method, target, body);
    } catch (const Ended& ended) {
        throw Ended{ended.exit, by_options(ended.message, options)};
    }
    if (json) print(boost::json::serialize(answer) + "\n");
    return answer;
}

void Session::print(std::string_view text) {
    if (screen.terminal && !json && !live) {
        shown_ += text;
        return;
    }
    std::cout << text;
    if (!std::cout.flush()) throw Ended{Exit::failed, ""};  // nobody reads on: a closed pipe
}

void Session::say(std::string_view line) {
    // One order for what is read in one place.
    if (!shown_.empty() && errors_are_on_terminal()) {
        shown_ += std::string(line) + '\n';
        return;
    }
    std::cerr << line << '\n';
}

void Session::hint(std::string_view line) {
    if (!screen.terminal) return;
    constexpr std::string_view gap = "   ";
    std::vector<std::string> lines(1);
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(gap), line.size());
        const std::string_view part = line.substr(0, end);
        const bool fits = columns(lines.back()) + gap.size() + columns(part) <= screen.width;
        if (!lines.back().empty() && !fits) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += gap;
        lines.back() += part;
        line.remove_prefix(std::min(end + gap.size(), line.size()));
    }
    for (const std::string& one : lines)
        print(screen.dim(one) + "\n");
}

void Session::finish() {
    if (!shown_.empty()) show(std::exchange(shown_, {}), screen);
}

void Session::print_sheet(const std::vector<Line>& lines) {
    constexpr std::size_t gap = 3;
    std::string out;
    if (!screen.terminal) {
        for (const auto& [label, text, step] : lines)
            out += label + "\t" + text + (step.empty() ? "" : "\t" + step) + "\n";
        return print(out);
    }
    std::size_t labels = 0, texts = 0, steps = 0;
    for (const auto& [label, text, step] : lines) {
        labels = std::max(labels, columns(label) + gap);
        steps = std::max(steps, columns(step));
        if (!step.empty()) texts = std::max(texts, columns(text));
    }
    const std::size_t room = screen.width > labels ? screen.width - labels : 0;
    const std::size_t beside = room > steps + gap ? room - steps - gap : 0;
    const std::size_t step_column = std::min(texts, beside);
    const std::string indent(labels, ' ');
    for (const auto& [label, text, step] : lines) {
        std::string head = label;
        pad(head, labels);
        head = tinted(screen, tone_of(label), head);
        const std::vector<std::string> parts = wrapped(text, room);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::string line = parts[i];
            const bool last = i + 1 == parts.size();
            const bool fits = columns(line) <= step_column;
            if (last && !step.empty() && fits) pad(line, step_column + gap);
            if (last && !step.empty()) line += (fits ? "" : "\n" + indent) + screen.dim(step);
            out += (i == 0 ? head : indent) + line + "\n";
        }
    }
    print(out);
}

}  // namespace earshot::client
