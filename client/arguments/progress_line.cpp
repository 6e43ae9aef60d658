#include "client/arguments/progress_line.hpp"

#include <cstdio>
#include <utility>

#include <boost/json.hpp>

#include "client/screen/fields.hpp"
#include "client/screen/screen.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

void write(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace

ProgressLine::ProgressLine(const Session& session, std::string target, Things things)
    : socket_(session.socket),
      target_(std::move(target)),
      things_(std::move(things)),
      shown_(errors_are_on_terminal() && !session.json) {}

void ProgressLine::draw() {
    if (!shown_) return;
    if (!other_) other_.emplace(sockets_to_try(socket_));
    const json::object answer = other_->get(target_);
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& one = as_object(item);
        if (count_at(one, "of") == 0) continue;
        write("\r\x1b[K" + std::to_string(count_at(one, "taken")) + " of " +
              things_(text_at(one, "kind"), count_at(one, "of")));
        drawn_ = true;
    }
}

void ProgressLine::clear() {
    if (std::exchange(drawn_, false)) write("\r\x1b[K");
}

}  // namespace earshot::client
