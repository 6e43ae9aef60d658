#pragma once
// The fixture of tests in which days pass: people whose feeds are polled once a day through the
// real intake, and the user who answers through the API.

#include <map>
#include <string>
#include <vector>

#include "earshot/finding.hpp"
#include "support/commands_test.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot::app {

class LivesTest : public CommandsTest {
protected:
    /// Somebody with a blog of their own.
    PersonId add_writer(const std::string& name, const std::string& circle = "");
    void post(PersonId id, Instant at) { posts_[id].push_back(at); }

    /// `days` polls of everybody, a day apart; the first a day from now.
    void days_pass(int days) {
        for (int i = 0; i < days; ++i) {
            clock_.jump_to(clock_.now() + day);
            for (const auto& [id, source] : blogs_)
                poll(source, blog_of(id));
        }
    }
    /// Everybody in `ids` posts on each of `days` days, an hour before the poll.
    void posts_daily(const std::vector<PersonId>& ids, int days) {
        for (int i = 0; i < days; ++i) {
            for (const PersonId id : ids)
                post(id, clock_.now() + day - hour);
            days_pass(1);
        }
    }

    void poll(SourceId id, const std::string& body);

    /// "quiet told", "back open", ...: the findings about one person, oldest first.
    std::vector<std::string> findings_of(PersonId id) const;
    Finding newest(const std::string& kind) const;
    static std::string path(PersonId id, const std::string& verb) {
        return "/v1/people/" + std::to_string(static_cast<std::int64_t>(id)) + "/" + verb;
    }
    static std::string path(const Finding& finding, const std::string& verb) {
        return "/v1/findings/" + std::to_string(static_cast<std::int64_t>(finding.number)) + "/" +
               verb;
    }
    json::object changed(const std::string& target, const std::string& body = "") {
        const Answer answer = ask("POST", target, body);
        EXPECT_EQ(answer.status, 200) << target << answer.body;
        return body_of(answer);
    }
    /// What the next digest would tell, without the one person on top: "quiet Ines Duarte".
    std::vector<std::string> told_next() {
        teller_.turn_day();
        std::vector<std::string> lines;
        const json::object digest = get("/v1/digests/preview?format=json");
        for (const json::value& item : digest.at("items").as_array())
            if (item.at("section") != "one_person")
                lines.push_back(std::string(item.at("section").as_string()) + " " +
                                std::string(item.at("name").as_string()));
        return lines;
    }
    void send_digest() { ASSERT_EQ(ask("POST", "/v1/digests/send").status, 202); }

    std::string blog_of(PersonId id) {
        std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>blog</title>";
        for (const Instant at : posts_[id])
            text += "<entry><id>" + to_rfc3339(at) + "</id><title>A letter of " + to_rfc3339(at) +
                    "</title><updated>" + to_rfc3339(at) + "</updated></entry>";
        return text + "</feed>";
    }

    Intake lives_{store_, testing::shipped_dialects(), events_, PollSettings{}, NoticeSettings{},
                  Me()};
    std::map<PersonId, SourceId> blogs_;
    std::map<PersonId, std::vector<Instant>> posts_;
};

using Lines = std::vector<std::string>;

}  // namespace earshot::app
