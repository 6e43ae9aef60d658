#include "daemon/app/watch/own_network.hpp"

namespace earshot::app {
namespace {

constexpr const char* answered_mark = "line.answered";

}  // namespace

std::optional<Instant> line_down(const io::Store& store) {
    const Instant answered = store.mark(answered_mark).value_or(from_epoch(0));
    const auto silent = store.failing_hosts(answered);
    return silent.several ? silent.since : std::nullopt;
}

void note_answer(io::Store& store, Instant now) {
    if (const auto down = line_down(store)) store.ask_again(*down, now, spread_again);
    store.set_mark(answered_mark, now);
}

Due after_no_answer(const io::Store& store, Due next, Instant now) {
    const Instant probe = now + probe_interval;
    const auto other = store.next_due();
    if (next.at <= probe || (other && *other <= probe) || !line_down(store)) return next;
    return Due{probe, Reason::backoff, "no host answers: this machine may be offline"};
}

}  // namespace earshot::app
