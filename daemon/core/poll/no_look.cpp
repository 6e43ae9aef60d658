#include "daemon/core/poll/no_look.hpp"

#include <algorithm>

#include "daemon/core/text/secret_words.hpp"
#include "earshot/novelty.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::string_view only_errors =
    "carries nothing but error reports of the program that makes it";
constexpr std::string_view emptied = "came without a single entry, which it never did before";

constexpr std::size_t few = 5;              // a notice, perhaps with another on how to go on
constexpr std::size_t clearly_shorter = 3;  // times
constexpr Span another_day = 12 * hour;
constexpr std::size_t words_read = 1000;
constexpr std::size_t words_shown = 100;

class Instead {
public:
    Instead(const PollState& before, const Feed& feed, const Strangers& strangers, Instant now)
        : before_(before), feed_(feed), strangers_(strangers), now_(now) {}

    bool is_notice() const {
        const std::size_t entries = strangers_.entries.size();
        if (entries == 0 || entries > few || entries >= before_.usual_entries) return false;
        if (are_of_several_days()) return false;
        if (std::ranges::all_of(strangers_.entries,
                                [this](const auto& e) { return is_strange(e); }))
            return true;
        if (std::ranges::any_of(strangers_.entries, [this](const auto& e) { return is_signed(e); }))
            return false;
        return entries * clearly_shorter <= before_.usual_entries && !made_room();
    }

    /// All of it in a few words.
    std::string said() const {
        const std::size_t entries = strangers_.entries.size();
        std::string words =
            entries == 1 ? "stands: " : "stand " + std::to_string(entries) + " others: ";
        const std::string& title = strangers_.entries.front().title;
        return "all its posts went at once; in their place " + words +
               (title.empty() ? "an entry without a title" : "\"" + quotable(title) + "\"");
    }

private:
    static std::string quotable(const std::string& text) {
        const std::string clean = redact_urls(cut(text, words_read));
        return shorten(without_secrets(collapse(printable(clean))), words_shown);
    }

    bool is_since_last_look(const Stranger& entry) const {
        return entry.at && *entry.at >= *before_.last_good - late_publication && *entry.at <= now_;
    }

    bool are_of_several_days() const {
        std::optional<Instant> first, last;
        for (const Stranger& entry : strangers_.entries) {
            if (!is_since_last_look(entry)) continue;
            first = std::min(first.value_or(*entry.at), *entry.at);
            last = std::max(last.value_or(*entry.at), *entry.at);
        }
        return first && *last - *first >= another_day;
    }

    bool is_signed(const Stranger& entry) const {
        return strangers_.known_authors.contains(entry.author);
    }

    bool is_strange(const Stranger& entry) const {
        const auto& newest = strangers_.newest_known;
        if (newest && (!entry.at || *entry.at < *newest - late_publication)) return true;
        const auto& sites = strangers_.known_sites;
        if (sites.size() == 1 && !entry.site.empty() && !sites.contains(entry.site)) return true;
        const std::string title = folded(entry.title);
        return !title.empty() && title == folded(feed_.title);
    }

    /// Whether what is gone can have gone by its age alone: it was never older in the feed than it
    /// would have been when it went.
    bool made_room() const {
        if (before_.problem == emptied) return true;
        if (!strangers_.newest_known || !strangers_.oldest_known) return false;
        const Instant went = before_.failing_since.value_or(now_);
        return went - *strangers_.newest_known > *before_.last_good - *strangers_.oldest_known;
    }

    const PollState& before_;
    const Feed& feed_;
    const Strangers& strangers_;
    Instant now_;
};

}  // namespace

std::optional<std::string> no_look(const PollState& before, const Feed& feed,
                                   const DocumentSummary& summary, Instant now) {
    if (summary.entries == 0) {
        if (summary.bridge_errors > 0) return std::string(only_errors);
        if (before.usual_entries > 0) return std::string(emptied);
    }
    if (!summary.strangers || !before.last_good) return std::nullopt;
    const Instead instead(before, feed, *summary.strangers, now);
    if (!instead.is_notice()) return std::nullopt;
    return instead.said();
}

}  // namespace earshot
