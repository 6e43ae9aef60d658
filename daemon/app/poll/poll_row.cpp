#include "daemon/app/poll/poll_row.hpp"

#include <string>
#include <utility>

namespace earshot::app {
namespace {

std::string in_one_line(const http::RequestHeaders& headers) {
    std::string line;
    for (const auto& [name, value] : headers)
        line += (line.empty() ? "" : "; ") + name + ": " + value;
    return line;
}

}  // namespace

io::PollRecord record_of(const Source& source, const http::Outcome& outcome, const PollStep& step,
                         const PollReport& report, Instant now) {
    io::PollRecord record{
        now,         step.result,     step.status,       step.bytes, report.entries,
        report.news, step.state.next, step.state.problem};
    record.hints = step.hints;
    const auto* reply = std::get_if<http::Reply>(&outcome);
    if (reply == nullptr) return record;
    if (reply->effective != source.url) record.asked = reply->effective.redacted();
    record.sent = in_one_line(reply->sent);
    http::RequestHeaders received;
    for (const char* name : {"etag", "last-modified"})
        if (const std::string value = http::header(reply->headers, name); !value.empty())
            received.emplace_back(name, value);
    record.received = in_one_line(received);
    return record;
}

}  // namespace earshot::app
