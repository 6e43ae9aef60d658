#include "client/daemon/event_lines.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace earshot::client {
namespace {

std::vector<EventLines::Event> read(std::string_view bytes, std::size_t piece) {
    EventLines lines;
    std::vector<EventLines::Event> events;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
        EXPECT_TRUE(lines.feed(bytes.substr(0, piece), [&](const EventLines::Event& event) {
            events.push_back(event);
            return true;
        }));
    return events;
}

TEST(EventLines, ComeTogetherFromAnyPieces) {
    constexpr std::string_view bytes =
        ": ping\n\nid: 7\nevent: finding\ndata: {\"n\":1}\n\n"
        "id:8\r\ndata:one\r\ndata: two\r\n\r\nid: 9\n\n: ping\n\nid: 10\ndata: unfinished\n";
    for (const std::size_t piece : {1u, 2u, 7u, 1000u}) {
        const auto events = read(bytes, piece);
        ASSERT_EQ(events.size(), 2u) << piece;
        EXPECT_EQ(events[0].id, "7");
        EXPECT_EQ(events[0].type, "finding");
        EXPECT_EQ(events[0].data, "{\"n\":1}");
        EXPECT_EQ(events[1].id, "8");
        EXPECT_EQ(events[1].type, "");
        EXPECT_EQ(events[1].data, "one\ntwo");
    }
}

TEST(EventLines, EndWhenToldSo) {
    EventLines lines;
    int count = 0;
    EXPECT_FALSE(lines.feed("data: 1\n\ndata: 2\n\n", [&](const EventLines::Event&) {
        ++count;
        return false;
    }));
    EXPECT_EQ(count, 1);
}

TEST(EventLines, HaveALimit) {
    const auto any = [](const EventLines::Event&) { return true; };
    EventLines at_limit, past_it;
    EXPECT_TRUE(at_limit.feed(std::string(EventLines::longest, 'x'), any));
    EXPECT_FALSE(past_it.feed(std::string(EventLines::longest + 1, 'x'), any));
}

}  // namespace
}  // namespace earshot::client
