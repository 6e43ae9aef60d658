#pragma once
// The findings of a replay as lines of text: how they are written, and nothing of why.

#include <string>
#include <string_view>

#include "earshot/burst.hpp"
#include "earshot/time.hpp"

namespace earshot {

class ReplayLines {
public:
    void quiet(std::string_view person, Instant due, Instant last_seen, double usual_gap_days,
               double line_days);
    void back(std::string_view person, Instant seen, Instant last_before);
    void burst(std::string_view person, Instant at, std::string_view verb, const BurstSpan& span);
    void burst_end(std::string_view person, Instant closed, std::string_view verb,
                   const BurstSpan& span);

    /// What was written; the taker clears it.
    std::string& text() { return text_; }

private:
    template <class... Fields>
    void line(const Fields&... fields);
    void put(std::string_view text) { text_.append(text); }
    void put(double value);
    void put(Instant t);
    void put(int value);

    std::string text_;
};

}  // namespace earshot
