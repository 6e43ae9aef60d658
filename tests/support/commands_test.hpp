#pragma once
// The fixture of the commands' tests: the real Commands over a store in memory and a clock that
// stands still, asked with values as the control server would.

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "daemon/app/api/api.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/io/host/log.hpp"
#include "earshot/finding.hpp"
#include "support/files/shipped_sites.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::app {

namespace json = boost::json;
using control::Answer;

inline const Instant start = from_epoch(1'776'150'000);  // Tue 14 Apr 2026 07:00:00 UTC

class CommandsTest : public testing::Test {
protected:
    /// The clock stands still while a command runs, so nothing may wait for the next turn.
    static PollSettings without_spacing() {
        PollSettings settings;
        settings.host_spacing = Span{0};
        return settings;
    }
    CommandsTest() { log::set_level(LogLevel::error); }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
               std::map<std::string, std::string> headers = {}) {
        const auto parsed = control::parse_target(target);
        control::Request request;
        request.method = method;
        request.path = parsed.value().path;
        request.query = parsed->query;
        request.headers = std::move(headers);
        request.body = body;
        request.peer = peer_;
        return tests::run(io_, commands_.answer(std::move(request)));
    }
    json::object get(const std::string& target) {
        const Answer answer = ask("GET", target);
        EXPECT_EQ(answer.status, 200) << target << answer.body;
        return json::parse(answer.body).as_object();
    }
    static json::object body_of(const Answer& answer) {
        return json::parse(answer.body).as_object();
    }
    static std::string slug_of(const Answer& answer) {
        if (answer.content_type != "application/problem+json") return "";
        const std::string type(body_of(answer).at("type").as_string());
        return type.substr(std::string("urn:earshot:error:").size());
    }
    static std::string header_of(const Answer& answer, const std::string& name) {
        for (const auto& [key, value] : answer.headers)
            if (key == name) return value;
        return "";
    }

    SourceId add_source(const std::string& url, const std::string& title = "",
                        std::optional<PersonId> owner = std::nullopt);
    /// A feed that carries many people.
    SourceId add_network(const std::string& url);
    std::vector<std::string> names() const;
    PersonId called(const std::string& name) const;
    std::optional<Person> person_at(PersonId id) const;
    std::optional<Source> source_at(SourceId id) const;
    std::vector<Person> all_people() const;
    Source source_of(SourceId id) const;
    std::vector<Source> all_sources() const;
    PersonId put(const Person& person);  // a new one
    SourceId put(const Source& source, const PollState& state = {});
    void update(const Person& person);
    void update(const Source& source);
    PersonId add_person(const std::string& name, Standing standing = Standing::followed,
                        const std::string& circle = "");
    FindingNumber add_finding(Evidence evidence, std::optional<PersonId> person,
                              Confidence confidence = Confidence::clear,
                              Finding::State state = Finding::State::open,
                              Instant found_at = start - day);
    static Quiet quiet_for(int days) {
        Quiet quiet;
        quiet.last_seen = start - days * day;
        quiet.due = start - day;
        quiet.usual_gap_days = 4;
        quiet.line_days = 14;
        quiet.figures = {67, 1.2, 3, 4.1, 6, 8.4, 11};
        return quiet;
    }
    std::int64_t add_activity(SourceId source, PersonId person, Verb verb, Instant at);
    void record_polls(SourceId id, int count, Instant last, PollResult result);

    boost::asio::io_context io_{1};
    tests::ManualClock clock_{io_, start};
    io::Store store_{":memory:"};
    io::EventStream events_{io_.get_executor()};
    Dialects dialects_;
    io::HttpClient http_{io_.get_executor(), io::HttpClientSettings{}};
    Intake intake_{store_, dialects_, events_, without_spacing(), NoticeSettings{}, Me()};
    Poller poller_{io_.get_executor(), clock_, http_, store_, intake_};
    Lookout lookout_{io_.get_executor(), clock_, store_};
    Teller teller_{io_.get_executor(), clock_, store_, lookout_, events_, DigestSettings{}, {}};
    NoticeSettings notice_;
    ReloadResult reload_;
    io::Ways ways_{io_.get_executor(), clock_};
    CourierLoop courier_{io_.get_executor(), clock_, store_, ways_, events_, {}};
    Commands commands_{clock_,   store_,
                       events_,  lookout_,
                       poller_,  teller_,
                       notice_,  tests::shipped_sites(),
                       courier_, [this] { return reload_; }};
    control::Peer peer_{4711, 1000, 1000, true};
};

}  // namespace earshot::app
