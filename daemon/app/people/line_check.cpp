#include "daemon/app/people/line_check.hpp"

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/fingerprint.hpp"
#include "earshot/version.hpp"

namespace earshot::app {
namespace {

constexpr const char* mark = "lines";

std::uint64_t lines_of(const NoticeSettings& settings) {
    return fingerprint(settings, EARSHOT_VERSION);
}

}  // namespace

void check_lines(io::Store& store, const NoticeSettings& settings, Instant now) {
    if (store.marks.in_line_with(mark) == lines_of(settings)) return;
    io::Transaction transaction(store);
    store.states.check_everybody(now);
    note_lines(store.marks, settings);
    transaction.commit();
}

void note_lines(io::Marks& marks, const NoticeSettings& settings) {
    marks.set_in_line(mark, lines_of(settings));
}

void forget_lines(io::Marks& marks) {
    marks.set_in_line(mark, 0);
}

}  // namespace earshot::app
