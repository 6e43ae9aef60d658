#include "daemon/app/poll/last_answer.hpp"

#include "daemon/app/watch/own_network.hpp"

namespace earshot::app {

void LastAnswer::heard(Instant now) {
    heard_ = now;
    if (written_ && now >= *written_ && now - *written_ < written_every) return;
    note_answer(store_.marks, store_.polls, now);
    written_ = now;
}

void LastAnswer::before_failure() {
    // Written once more, because what was written may have been undone.
    if (heard_) note_answer(store_.marks, store_.polls, *heard_);
    written_.reset();
    heard_.reset();
}

}  // namespace earshot::app
