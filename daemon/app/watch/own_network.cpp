#include "daemon/app/watch/own_network.hpp"

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/polls.hpp"

namespace earshot::app {
namespace {

constexpr const char* answered_mark = "line.answered";

}  // namespace

std::optional<Instant> line_down(const io::Marks& marks, const io::Polls& polls) {
    const Instant answered = marks.at(answered_mark).value_or(from_epoch(0));
    const auto silent = polls.failing_hosts(answered);
    return silent.several ? silent.since : std::nullopt;
}

void note_answer(io::Marks& marks, io::Polls& polls, Instant now) {
    if (const auto down = line_down(marks, polls))
        polls.ask_again(*down, Due{now, Reason::line_back, "our own line is back"}, spread_again);
    marks.set(answered_mark, now);
}

Due after_no_answer(const io::Marks& marks, const io::Polls& polls, Due next, Instant now) {
    const Instant probe = now + probe_interval;
    const auto other = polls.next_due();
    if (next.at <= probe || (other && *other <= probe) || !line_down(marks, polls)) return next;
    return Due{probe, Reason::backoff, "no host answers: this machine may be offline"};
}

}  // namespace earshot::app
