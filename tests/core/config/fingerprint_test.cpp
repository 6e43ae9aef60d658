// The same settings have one number, and any change another one.

#include "earshot/fingerprint.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace earshot {
namespace {

std::vector<Person> two_people() {
    Person ann;
    ann.name = "Ann";
    ann.circles = {"friends"};
    ann.accounts = {"https://a.example/", "https://b.example/"};
    ann.names = {"Annie"};
    Person bo;
    bo.name = "Bo";
    return {ann, bo};
}

std::vector<DeclaredSource> two_sources() {
    DeclaredSource one;
    one.url = Url::parse("https://a.example/feed").value();
    one.person = "Ann";
    one.where = "earshot.toml:7";
    DeclaredSource other = one;
    other.url = Url::parse("https://b.example/feed").value();
    return {one, other};
}

TEST(Fingerprint, WhateverIsDeclaredOtherwiseIsSeen) {
    using People = std::vector<Person>;
    using Sources = std::vector<DeclaredSource>;
    const std::function<void(People&, Sources&)> changes[] = {
        [](People&, Sources&) {},
        [](People& people, Sources&) { people.pop_back(); },
        [](People& people, Sources&) { std::swap(people[0], people[1]); },
        [](People& people, Sources&) { people[0].name = "An"; },
        [](People& people, Sources&) { people[0].circles = {"work"}; },
        [](People& people, Sources&) { people[0].phone = "1"; },
        [](People& people, Sources&) { people[0].note = "1"; },
        [](People& people, Sources&) { people[0].declared_at = "earshot.toml:1"; },
        [](People& people, Sources&) { people[0].standing = Standing::resting; },
        [](People& people, Sources&) { people[0].sensitivity = Sensitivity::high; },
        [](People& people, Sources&) { people[0].own_line = OwnLine{}; },
        [](People& people, Sources&) { people[0].own_line = OwnLine{7 * day}; },
        [](People& people, Sources&) { people[0].accounts.pop_back(); },
        [](People& people, Sources&) { people[0].names.push_back(""); },
        [](People& people, Sources&) {
            people[0].names.push_back(people[0].accounts.back());
            people[0].accounts.pop_back();
        },
        [](People&, Sources& sources) { sources.pop_back(); },
        [](People&, Sources& sources) { sources[0].title = "blog"; },
        [](People&, Sources& sources) { sources[0].person = ""; },
        [](People&, Sources& sources) { sources[0].carries = Carries::many; },
        [](People&, Sources& sources) { sources[0].interval = day; },
        [](People&, Sources& sources) { sources[0].where = "earshot.toml:8"; },
        [](People&, Sources& sources) {
            RequestOptions options;
            options.insecure = true;
            sources[0].options = SharedOptions(options);
        },
        [](People&, Sources& sources) {
            sources[0].url = Url::parse("https://a.example/feeds").value();
        },
    };
    std::set<std::uint64_t> seen;
    for (const auto& change : changes) {
        People people = two_people();
        Sources sources = two_sources();
        change(people, sources);
        EXPECT_TRUE(seen.insert(fingerprint(people, sources)).second) << seen.size();
        EXPECT_EQ(fingerprint(people, sources), fingerprint(people, sources));
    }
    EXPECT_TRUE(seen.contains(fingerprint(two_people(), two_sources())));
}

TEST(Fingerprint, WhateverMovesLinesIsSeen) {
    NoticeSettings plain;
    NoticeSettings bold;
    bold.sensitivity = Sensitivity::high;
    NoticeSettings circle;
    circle.circles["work"].sensitivity = Sensitivity::low;
    NoticeSettings line;
    line.circles["work"].own_line = OwnLine{7 * day};
    std::set<std::uint64_t> seen{fingerprint(plain, "2.0")};
    for (const NoticeSettings& settings : {plain, bold, circle, line})
        EXPECT_TRUE(seen.insert(fingerprint(settings, "1.0")).second);
}

TEST(Fingerprint, WhateverIsWrittenOtherwiseIsSeen) {
    const std::vector<DialectText> one{{"a.toml", "x"}};
    std::set<std::uint64_t> seen{fingerprint("", one)};
    for (const std::vector<DialectText>& other : std::vector<std::vector<DialectText>>{
             {}, {{"a.toml", "y"}}, {{"b.toml", "x"}}, {{"a.toml", "x"}, {"a.toml", "x"}}})
        EXPECT_TRUE(seen.insert(fingerprint("", other)).second);
    EXPECT_TRUE(seen.insert(fingerprint("[poll]", one)).second);
}

}  // namespace
}  // namespace earshot
