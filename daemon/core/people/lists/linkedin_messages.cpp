#include "earshot/linkedin_messages.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "daemon/core/people/lists/csv_table.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

namespace limits = linkedin_message_limits;

struct Message {
    std::string conversation, from_name, from, to_name;
    std::vector<std::string> to;
    Instant at;
    int line = 0;
};

std::vector<std::string> profiles_of(const std::string& text) {
    std::vector<std::string> profiles;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(", "), rest.size());
        if (end > 0) profiles.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return profiles;
}

/// Who takes part in all conversations between two; empty when it is not one alone.
std::string users_key(const std::vector<Message>& messages) {
    std::map<std::string, std::set<std::string>> conversations_of;
    std::set<std::string> conversations;
    for (const Message& message : messages) {
        conversations.insert(message.conversation);
        conversations_of[account_key(message.from)].insert(message.conversation);
        for (const std::string& profile : message.to)
            conversations_of[account_key(profile)].insert(message.conversation);
    }
    std::string found;
    for (const auto& [key, theirs] : conversations_of) {
        if (theirs.size() != conversations.size()) continue;
        // Of a single conversation it is whoever the messages were sent to first.
        if (!found.empty())
            return messages.empty() || messages.front().to.empty()
                       ? std::string()
                       : account_key(messages.front().to.front());
        found = key;
    }
    return found;
}

}  // namespace

Result<MessageReading> read_linkedin_messages(std::string_view bytes) {
    const auto text = table_text(bytes, limits::bytes);
    if (!text) return Failure(text.error());
    auto table = CsvTable::open(*text, {"conversation id", "from", "to", "date"});
    if (!table) return fail("has no header line as messages.csv of LinkedIn has");
    MessageReading reading;
    std::vector<Message> messages;
    for (std::size_t row = 0; row < limits::rows && table->next(); ++row) {
        Message message;
        message.conversation = table->field("conversation id");
        message.from_name = table->field("from");
        message.from = table->field("sender profile url");
        message.to_name = table->field("to");
        message.to = profiles_of(table->field("recipient profile urls"));
        message.line = table->line();
        // Sponsors and members who left have no profile; of several nobody in particular is meant.
        if (message.from.empty() || message.to.size() != 1) {
            ++reading.of_nobody;
            continue;
        }
        const auto at = parse_feed_date(table->field("date"));
        if (!at) {
            reading.refused.push_back(
                {"is no day that can be read", place_in_table(message.line, "DATE")});
            continue;
        }
        message.at = *at;
        messages.push_back(std::move(message));
    }
    const std::string user = users_key(messages);
    if (user.empty() && !messages.empty()) return fail("does not show which of its people is you");
    std::sort(messages.begin(), messages.end(),
              [](const Message& a, const Message& b) { return a.at < b.at; });
    std::set<std::pair<std::string, std::int64_t>> seen;
    for (const Message& message : messages) {
        const bool mine = account_key(message.from) == user;
        const std::string& profile = mine ? message.to.front() : message.from;
        const auto days = std::chrono::floor<std::chrono::days>(message.at).time_since_epoch();
        if (!seen.emplace(account_key(profile), days.count()).second) continue;
        if (reading.days.size() == limits::words) break;
        reading.days.push_back({mine ? message.to_name : message.from_name, profile, message.at});
        reading.lines.push_back(message.line);
    }
    return reading;
}

}  // namespace earshot
