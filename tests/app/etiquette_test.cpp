// The report card of earshot itself; and what ruder clients get, so that every rule is seen to
// fail.

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "daemon/app/etiquette/report_card.hpp"
#include "support/run.hpp"

namespace earshot::app::etiquette {
namespace {

namespace asio = boost::asio;

ReportCard card_of(const Habits& habits) {
    asio::io_context io{1};
    return tests::run(io, report_card(io.get_executor(), habits));
}

std::set<int> failing(const ReportCard& card) {
    std::set<int> rules;
    for (const Mark& mark : card)
        if (!mark.fault.empty()) rules.insert(mark.rule);
    return rules;
}

TEST(ReportCard, EarshotKeepsEveryRule) {
    const ReportCard card = card_of({});
    EXPECT_TRUE(all_pass(card)) << to_text(card);
    EXPECT_EQ(card.size(), 37u);
    EXPECT_TRUE(to_text(card).ends_with("37 of 37 pass\n"));
}

struct Rude {
    const char* what;
    std::function<void(Habits&)> habit;
    std::set<int> fails;  // at least
};

void asks(Habits& habits, std::function<void(http::Request&)> asks) {
    habits.asks = std::move(asks);
}
void plans(Habits& habits, std::function<void(PollStep&, Instant)> plans) {
    habits.plans = std::move(plans);
}
std::function<void(Habits&)> says(const char* name, const char* value) {
    return [name, value](Habits& habits) {
        habits.asks = [name, value](http::Request& request) {
            request.headers.emplace_back(name, value);
        };
    };
}

const std::vector<Rude> rude{
    {"invents a date",
     [](Habits& h) {
         asks(h, [](http::Request& request) {
             if (!request.conditional.empty()) return;
             request.headers.emplace_back("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT");
         });
     },
     {1, 6}},
    {"forgets validators",
     [](Habits& h) { asks(h, [](http::Request& request) { request.conditional.clear(); }); },
     {2, 3, 4, 5, 6, 7, 8, 9, 10, 23, 46}},
    {"makes its own date of Last-Modified",
     [](Habits& h) {
         asks(h, [](http::Request& request) {
             for (auto& [name, value] : request.conditional)
                 if (name == "If-Modified-Since") value = to_http_date(start);
         });
     },
     {3, 4, 6, 7}},
    {"shows validators to everybody",
     [](Habits& h) {
         asks(h, [](http::Request& request) {
             request.headers.insert(request.headers.end(), request.conditional.begin(),
                                    request.conditional.end());
             request.conditional.clear();
         });
     },
     {10}},
    {"never lets a validator go",
     [](Habits& h) {
         plans(h, [kept = Validators()](PollStep& step, Instant) mutable {
             if (kept.empty()) kept = step.state.validators;
             step.state.validators = kept;
         });
     },
     {5, 6, 7}},
    {"forgets validators after an error",
     [](Habits& h) {
         plans(h, [](PollStep& step, Instant) {
             if (step.result == PollResult::failed) step.state.validators = {};
         });
     },
     {8, 23, 46}},
    {"takes equal bytes for news",
     [](Habits& h) { plans(h, [](PollStep& step, Instant) { step.result = PollResult::fresh; }); },
     {11}},
    {"comes again after 59 minutes",
     [](Habits& h) {
         plans(h, [](PollStep& step, Instant now) { step.state.next.at = now + 59 * minute; });
     },
     {11, 13, 15, 16, 17, 18, 19, 20, 21, 23, 24, 28}},
    {"comes again after ten days more",
     [](Habits& h) { plans(h, [](PollStep& step, Instant) { step.state.next.at += 10 * day; }); },
     {18, 20, 23, 28, 36}},
    {"tells nobody that it was refused",
     [](Habits& h) { plans(h, [](PollStep& step, Instant) { step.host.reset(); }); },
     {22, 23, 24}},
    {"asks a host for everything at once",
     [](Habits& h) {
         h.set_up = [](PollSettings& settings) {
             settings.per_host = 10;
             settings.host_spacing = Span{0};
         };
     },
     {22, 25}},
    {"asks twice", [](Habits& h) { h.gets = 2; }, {31}},
    {"believes every redirect at once",
     [](Habits& h) {
         plans(h, [](PollStep& step, Instant) {
             if (!step.state.moved_to.empty()) step.new_address = step.state.moved_to;
         });
     },
     {34}},
    {"takes every redirect for a permanent one",
     [](Habits& h) {
         h.hears = [](http::Outcome& outcome) {
             auto* reply = std::get_if<http::Reply>(&outcome);
             if (reply == nullptr) return;
             for (http::Hop& hop : reply->hops)
                 hop.status = 301;
         };
     },
     {35}},
    {"never gives up",
     [](Habits& h) {
         h.hears = [](http::Outcome& outcome) {
             auto* reply = std::get_if<http::Reply>(&outcome);
             if (reply != nullptr && reply->status == 410) reply->status = 404;
         };
     },
     {36}},
    {"gets round caches",
     [](Habits& h) {
         asks(h, [](http::Request& request) {
             request.url = Url::parse(request.url.reveal() + "&t=1").value();
         });
     },
     {38, 44}},
    {"looks for an icon",
     [](Habits& h) {
         asks(h, [](http::Request& request) {
             request.url = Url::parse(request.url.resolve("/favicon.ico")).value();
         });
     },
     {34, 35, 38, 44}},
    {"says that it is a browser",
     [](Habits& h) { asks(h, [](http::Request& request) { request.user_agent = "Mozilla/5.0"; }); },
     {39}},
    {"takes whatever comes for a feed",
     [](Habits& h) {
         h.hears = [](http::Outcome& outcome) {
             if (!std::holds_alternative<http::Broken>(outcome)) return;
             http::Reply reply;
             reply.status = 200;
             reply.body = document();
             outcome = reply;
         };
     },
     {8, 35, 40, 45}},
    {"takes anything",
     [](Habits& h) { asks(h, [](auto& request) { request.headers.clear(); }); },
     {41}},
    {"sends a cookie", says("Cookie", "id=1"), {42}},
    {"says where it comes from", says("Referer", "https://garden.example/"), {43}},
    {"opens a connection each time", says("Connection", "close"), {45}},
    {"asks for deltas", says("A-IM", "feed"), {46}},
};

TEST(ReportCard, EveryRuleFailsForSomebodyRuder) {
    std::set<int> seen;
    for (const Rude& one : rude) {
        Habits habits;
        one.habit(habits);
        const ReportCard card = card_of(habits);
        const std::set<int> found = failing(card);
        for (const int rule : one.fails)
            EXPECT_TRUE(found.contains(rule)) << one.what << ": rule " << rule << " passes";
        EXPECT_FALSE(all_pass(card)) << one.what;
        seen.insert(one.fails.begin(), one.fails.end());
    }
    for (const Mark& mark : card_of({}))
        EXPECT_TRUE(seen.contains(mark.rule)) << "nobody fails rule " << mark.rule;
}

TEST(ReportCard, SaysWhatWasSeenOnTheWire) {
    Habits habits;
    asks(habits, [](http::Request& request) { request.conditional.clear(); });
    const ReportCard card = card_of(habits);
    EXPECT_EQ(card[1].fault, R"(poll 2 said nothing of if-none-match instead of W/"a  b\")");
    EXPECT_NE(to_text(card).find("FAIL\n      poll 2 said nothing of if-none-match"),
              std::string::npos);
}

TEST(ReportCard, NothingPassesThatWasNotAsked) {
    Habits habits;
    asks(habits, [](http::Request& request) {
        request.url = Url::parse("http://127.0.0.1:1/feed").value();
    });
    for (const Mark& mark : card_of(habits))
        EXPECT_EQ(mark.fault, "no request was seen") << mark.rule;
}

}  // namespace
}  // namespace earshot::app::etiquette
