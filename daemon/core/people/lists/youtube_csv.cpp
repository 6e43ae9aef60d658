#include "earshot/youtube_csv.hpp"

#include <algorithm>

#include "daemon/core/people/lists/csv_table.hpp"
#include "earshot/plain_name.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

bool is_channel(std::string_view id) {
    constexpr std::size_t length = 24;
    return id.size() == length && id.starts_with("UC") &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

}  // namespace

Result<OpmlReading> read_youtube_subscriptions(std::string_view bytes) {
    const auto text = table_text(bytes, opml_limits::bytes);
    if (!text) return Failure(text.error());
    OpmlReading reading;
    CsvRows rows(*text, CsvTable::most_columns);
    while (const auto row = rows.next()) {
        const std::string id = collapse(row->fields.front());
        if (!is_channel(id)) {
            if (reading.list.feeds.empty()) continue;  // the header, in whatever language
            reading.refused.push_back({"is no id of a channel", place_in_table(row->line)});
            continue;
        }
        if (reading.list.feeds.size() == opml_limits::feeds) break;
        OpmlFeed feed;
        feed.feed = *Url::parse("https://www.youtube.com/feeds/videos.xml?channel_id=" + id);
        feed.page = *Url::parse("https://www.youtube.com/channel/" + id);
        if (row->fields.size() > 2)
            feed.text = shorten(collapse(printable(row->fields[2])), opml_limits::text);
        if (feed.text.empty()) feed.text = id;
        // The title of a channel is what its owner goes by.
        if (is_plain_name(feed.text)) feed.named = "feed";
        reading.list.feeds.push_back(std::move(feed));
        reading.lines.push_back(row->line);
    }
    if (reading.list.feeds.empty()) return fail("has no row that begins with the id of a channel");
    return reading;
}

}  // namespace earshot
