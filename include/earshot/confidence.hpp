#pragma once
// How sure a finding is.

#include <string_view>

namespace earshot {

enum class Confidence {
    learning,   // fewer than 3 gaps: known to the machine, told to nobody
    tentative,  // 3 to 5 gaps, or silences like this one are on record for someone whose gaps run
                // from hours to months: shown by the client, never in a mail
    likely,     // at least 6 gaps, beyond the line
    clear,      // at least 12 gaps, longer than every one of them, all sources healthy throughout
};
std::string_view to_text(Confidence c);

}  // namespace earshot
