// OpenAPI names every field of the answers about people; every list pages; every write leaves an
// undo, or says that it leaves none.

#include <set>

#include "daemon/io/store/changes.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class SchemaTest : public LivesTest {
protected:
    SchemaTest() : api_(get("/v1/openapi.json")) {}

    const json::object& schema(const std::string& name) const {
        return api_.at("components").at("schemas").at(name).as_object();
    }
    const json::object& operation(const std::string& method, const std::string& path) const {
        return api_.at("paths").at(path).at(method).as_object();
    }

    static bool is_of_type(const json::value& value, const std::string& type) {
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_int64() || value.is_uint64();
        if (type == "number") return value.is_number();
        if (type == "boolean") return value.is_bool();
        return type == "array" ? value.is_array() : value.is_object();
    }

    /// What speaks against it: "/items/0/name is not named".
    void check(const json::value& value, const json::object& by, const std::string& where) {
        if (const auto* reference = by.if_contains("$ref")) {
            const std::string name(reference->as_string());
            return check(value, schema(name.substr(name.rfind('/') + 1)), where);
        }
        if (const auto* any = by.if_contains("anyOf")) {
            if (!value.is_null()) check(value, any->at(0).as_object(), where);
            return;
        }
        const json::value& type = by.at("type");
        const bool fits = is_of_type(value, std::string(type.as_string()));
        EXPECT_TRUE(fits) << where << " is " << json::serialize(value) << " and no "
                          << json::serialize(type);
        if (value.is_array() && by.contains("items"))
            for (const json::value& one : value.as_array())
                check(one, by.at("items").as_object(), where + "/*");
        const json::value* properties = by.if_contains("properties");
        if (!value.is_object() || properties == nullptr) return;
        for (const auto& [key, member] : value.as_object()) {
            const json::value* property = properties->as_object().if_contains(key);
            const std::string here = where + "/" + std::string(key);
            EXPECT_NE(property, nullptr) << here << " is not named";
            if (property == nullptr) continue;
            met_.insert(here);
            check(member, property->as_object(), here);
        }
    }
    json::object checked(const std::string& method, const std::string& pattern,
                         const std::string& target, const std::string& body = "") {
        const Answer answer = ask(method, target, body);
        EXPECT_LT(answer.status, 300) << target << answer.body;
        std::string low = method;
        for (char& c : low)
            c = static_cast<char>(c | 0x20);
        const json::value& by = operation(low, pattern)
                                    .at("responses")
                                    .at("2XX")
                                    .at("content")
                                    .at("application/json")
                                    .at("schema");
        check(json::parse(answer.body), by.as_object(), pattern);
        return body_of(answer);
    }

    json::object api_;
    std::set<std::string> met_;
};

TEST_F(SchemaTest, EveryFieldOfAnAnswerIsNamed) {
    checked("POST", "/v1/import/{id}", "/v1/import/vcard",
            "BEGIN:VCARD\nFN:Lena Ortiz\nUID:1\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n");
    checked("POST", "/v1/import/{id}", "/v1/import/linkedin?dry_run=1",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Bo,Birke,https://www.network.example/in/bo,,Ferry,Captain,01 Apr 2026\n");
    checked(
        "POST", "/v1/people", "/v1/people",
        R"({"name": "Ines Duarte", "circle": "friends", "accounts": ["@ines@social.example"]})");
    const PersonId ines = called("Ines Duarte");
    blogs_[ines] = add_source("https://ines.example/feed.xml", "blog", ines);
    const PersonId bo = add_writer("Bo Birke", "friends");
    Person connected = *person_at(bo);
    connected.connected_on = start - 90 * day;
    connected.birthday = "--04-23";
    update(connected);
    posts_daily({ines, bo}, 40);
    const std::string one = "/v1/people/" + std::to_string(static_cast<int>(ines));
    const std::string other = "/v1/people/" + std::to_string(static_cast<int>(bo));
    add_person("Ines Duarte");
    checked("POST", "/v1/people/{id}/touch", one + "/touch", R"({"how": "called"})");
    checked("POST", "/v1/people/{id}/set", other + "/set", R"({"quiet": "5d"})");
    checked("GET", "/v1/people", "/v1/people?state=soon");
    days_pass(4);
    checked("GET", "/v1/people", "/v1/people?state=soon");
    days_pass(36);
    checked("PATCH", "/v1/people/{id}", one, R"({"note": "likes letters"})");
    for (const char* query : {"?state=open", "?standing=any&sort=word", "?state=connected",
                              "?state=away", "?state=provisional", "?q=bo"})
        checked("GET", "/v1/people", std::string("/v1/people") + query);
    checked("GET", "/v1/people/{id}", one);
    checked("GET", "/v1/people/{id}", other);
    checked("GET", "/v1/people/{id}/why", other + "/why");
    checked("GET", "/v1/people/{id}/timeline", one + "/timeline");
    checked("GET", "/v1/activities", "/v1/activities?limit=3");
    checked("GET", "/v1/findings", "/v1/findings");
    const std::string finding =
        "/v1/findings/" + std::to_string(static_cast<int>(newest("quiet").number));
    checked("GET", "/v1/findings/{id}", finding);
    checked("POST", "/v1/findings/{id}/snooze", finding + "/snooze", R"({"until": "2027-01-01"})");
    checked("POST", "/v1/findings/{id}/undo", finding + "/undo");
    checked("POST", "/v1/people/{id}/away", one + "/away", R"({"until": "2027-01-01"})");
    checked("GET", "/v1/people", "/v1/people?state=away");
    checked("GET", "/v1/suggestions", "/v1/suggestions");
    checked("POST", "/v1/suggestions", "/v1/suggestions", R"({"certain": true})");
    checked("GET", "/v1/imports", "/v1/imports");
    checked("DELETE", "/v1/people/{id}", other);
    checked("POST", "/v1/undo", "/v1/undo");
    checked("GET", "/v1/undo", "/v1/undo");
    EXPECT_GT(met_.size(), 200U) << "the answers hold enough to be worth the check";
}

TEST_F(SchemaTest, EveryFieldOfARequestIsDescribed) {
    for (const auto& [path, methods] : api_.at("paths").as_object())
        for (const auto& [method, operation] : methods.as_object()) {
            const json::value* body = operation.as_object().if_contains("requestBody");
            if (body == nullptr || !body->at("content").as_object().contains("application/json"))
                continue;
            for (const auto& [field, is] : body->at("content")
                                               .at("application/json")
                                               .at("schema")
                                               .at("properties")
                                               .as_object())
                EXPECT_TRUE(is.as_object().contains("description"))
                    << method << " " << path << ": " << field;
        }
}

/// A list has a next page, or is one thing.
TEST_F(SchemaTest, EveryListPages) {
    // As many as are under way; and there a line is called so.
    const std::set<std::string> no_lists{"/v1/imports", "/v1/backtest"};
    for (const auto& [path, methods] : api_.at("paths").as_object()) {
        const json::value* read = methods.as_object().if_contains("get");
        if (read == nullptr || no_lists.contains(path)) continue;
        std::set<std::string> parameters;
        for (const json::value& one : read->at("parameters").as_array())
            parameters.insert(std::string(one.at("name").as_string()));
        EXPECT_EQ(parameters.contains("limit"), parameters.contains("after")) << path;
    }
    for (int i = 0; i < 7; ++i)
        add_writer("Person " + std::to_string(i));
    for (int i = 0; i < 7; ++i)
        changed("/v1/people/" + std::to_string(i + 1) + "/touch");
    for (const char* list : {"/v1/people?standing=any", "/v1/undo", "/v1/people?state=lapsed"}) {
        std::set<std::string> seen;
        std::string after = "0";
        int pages = 0;
        for (; after != "null"; ++pages) {
            const std::string target =
                std::string(list) + (std::string(list).find('?') == std::string::npos ? "?" : "&") +
                "limit=2" + (after == "0" ? "" : "&after=" + after);
            const json::object page = get(target);
            for (const json::value& item : page.at("items").as_array())
                EXPECT_TRUE(seen.insert(json::serialize(item)).second) << target;
            after = page.at("next").is_null() ? "null" : page.at("next").as_string().c_str();
        }
        EXPECT_EQ(seen.size(), 7U) << list;
        EXPECT_EQ(pages, 4) << list;
    }
}

TEST_F(SchemaTest, AWriteLeavesAnUndoOrSaysThatItLeavesNone) {
    const PersonId ines = add_writer("Ines Duarte", "friends");
    add_writer("Bo Birke", "friends");
    posts_daily({ines}, 40);
    days_pass(60);
    const std::string quiet =
        "/v1/findings/" + std::to_string(static_cast<int>(newest("quiet").number));
    const struct {
        const char* method;
        const char* pattern;
        std::string target;
        const char* body = "";
    } rows[] = {
        {"POST", "/v1/people", "/v1/people", R"({"name": "Lena Ortiz"})"},
        {"PATCH", "/v1/people/{id}", "/v1/people/1", R"({"note": "x"})"},
        {"POST", "/v1/people/{id}/touch", "/v1/people/1/touch"},
        {"POST", "/v1/people/{id}/away", "/v1/people/1/away", R"({"until": "2027-01-01"})"},
        {"POST", "/v1/people/{id}/set", "/v1/people/1/set", R"({"quiet": "6w"})"},
        {"POST", "/v1/circles/set", "/v1/circles/set", R"({"circle": "friends", "quiet": "6w"})"},
        {"POST", "/v1/people/{id}/rest", "/v1/people/1/rest"},
        {"POST", "/v1/people/{id}/let-go", "/v1/people/2/let-go"},
        {"POST", "/v1/people/{id}/follow", "/v1/people/1/follow"},
        {"POST", "/v1/people/{id}/link", "/v1/people/1/link",
         R"({"account": "@ines@social.example"})"},
        {"POST", "/v1/people/{id}/unlink", "/v1/people/1/unlink",
         R"({"account": "@ines@social.example"})"},
        {"POST", "/v1/people/{id}/merge", "/v1/people/2/merge", R"({"into": 1})"},
        {"DELETE", "/v1/people/{id}", "/v1/people/1"},
        {"POST", "/v1/import/{id}", "/v1/import/vcard", "BEGIN:VCARD\nFN:Tom Hale\nEND:VCARD\n"},
        {"POST", "/v1/findings/{id}/ok", quiet + "/ok"},
        {"POST", "/v1/findings/{id}/snooze", quiet + "/snooze", R"({"until": "2027-01-01"})"},
        {"POST", "/v1/findings/{id}/normal", quiet + "/normal"},
        {"POST", "/v1/findings/{id}/wrong", quiet + "/wrong"},
        {"POST", "/v1/findings/answer", ""},  // answers_test
        {"POST", "/v1/suggestions", ""},      // suggestions_test
        {"POST", "/v1/sources", "/v1/sources", R"({"url": "https://new.example/feed"})"},
        {"PATCH", "/v1/sources/{id}", "/v1/sources/1", R"({"title": "x"})"},
        {"POST", "/v1/sources/{id}/pause", "/v1/sources/1/pause"},
        {"POST", "/v1/sources/{id}/resume", "/v1/sources/1/resume"},
        {"DELETE", "/v1/sources/{id}", "/v1/sources/2"},
        {"POST", "/v1/discover", ""},
        {"POST", "/v1/sources/{id}/poll", ""},
        {"POST", "/v1/people/{id}/erase", ""},
        {"POST", "/v1/undo", ""},
        {"POST", "/v1/findings/{id}/undo", ""},
        {"POST", "/v1/digests/send", ""},
        {"POST", "/v1/outbox/{id}/retry", ""},
        {"POST", "/v1/destinations/{id}/test", ""},
        {"DELETE", "/v1/outbox/{id}", ""},
        {"POST", "/v1/reload", ""},
    };
    std::set<std::string> tried;
    for (const auto& row : rows) {
        std::string method = row.method;
        for (char& c : method)
            c = static_cast<char>(c | 0x20);
        tried.insert(method + " " + row.pattern);
        const json::object& is = operation(method, row.pattern);
        const std::string undo(is.at("x-earshot-undo").as_string());
        EXPECT_NE(std::string(is.at("summary").as_string()).find("be undone"), std::string::npos);
        if (row.target.empty()) continue;
        if (row.pattern == std::string("/v1/people/{id}/follow")) changed("/v1/people/1/rest");
        const std::size_t before = store_.changes.all().size();
        const Answer answer = ask(row.method, row.target, row.body);
        ASSERT_LT(answer.status, 300) << row.target << answer.body;
        EXPECT_EQ(store_.changes.all().size() > before, undo == "change") << row.target;
        if (undo != "change") continue;
        const Answer undone = ask("POST", "/v1/undo");
        EXPECT_EQ(undone.status, 200) << row.target << undone.body;
        if (row.pattern == std::string("/v1/people/{id}/follow")) changed("/v1/undo");
        if (row.pattern == std::string("/v1/people/{id}/link"))
            ask(row.method, row.target, row.body);
    }
    for (const auto& [path, methods] : api_.at("paths").as_object())
        for (const auto& [method, operation] : methods.as_object()) {
            const std::string name = std::string(method) + " " + std::string(path);
            const bool writes = operation.at("x-earshot-writes").as_bool();
            EXPECT_EQ(writes, tried.contains(name)) << name << " is not in the table above";
        }
}

}  // namespace
}  // namespace earshot::app
