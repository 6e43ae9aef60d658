#include "earshot/change.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

const Instant tuesday = from_epoch(1776144600);

/// As stores hold it.
const std::string written =
    R"({"moves":[{"from":3,"to":14,"identities":[["account","code.example/ann",0,false],)"
    R"(["name in source","Ann Quill",7,true]],"sources":[7],"activities":[101,205],)"
    R"("findings":[31]}],)"
    R"("edits":[{"before":{"id":14,"name":"Ann","circle":"","circles":[],"standing":"light",)"
    R"("phone":"","note":"","name_from":"user","company":"","position":"","birthday":"",)"
    R"("declared_at":"","accounts":[],"names":[],"connected_on":null,"sensitivity":null},)"
    R"("after":{"id":14,"name":"Ann","circle":"choir","circles":["choir","work"],)"
    R"("standing":"let-go","phone":"030 1","note":"\"Hé\"","name_from":"title",)"
    R"("company":"Sea Ltd","position":"","birthday":"","declared_at":"earshot.toml:12",)"
    R"("accounts":["https://code.example/ann"],)"
    R"("names":["A. Quill"],"connected_on":1704067200,"sensitivity":"high"}}],)"
    R"("sources":[{"id":7,"owner":0,"carries":"one person","status":"active"},)"
    R"({"id":8,"owner":3,"carries":"many","status":"paused"},)"
    R"({"id":9,"owner":0,"carries":"undecided","status":"active"}],)"
    R"("added":[["name","Ann Quill",0,false]],"removed":[["account","a.example",0,true]],)"
    R"("removed_from":3,"hidden":[3],"made":[21,22],"closed":[{"number":31,"told":true}],)"
    R"("silences":[{"person":14,"last":1776144600,"quiet_due":null},)"
    R"({"person":3,"last":null,"quiet_due":1776144601}],"since":205,"apart":[[3,14]]})";

ChangeDocument the_same() {
    using Kind = IdentityKey::Kind;
    ChangeDocument document;
    document.moves.push_back({PersonId(3),
                              PersonId(14),
                              {{{{Kind::account, "code.example/ann", {}}, false},
                                {{Kind::name_in_source, "Ann Quill", SourceId(7)}, true}},
                               {SourceId(7)},
                               {101, 205},
                               {FindingNumber(31)}}});
    Person before, after;
    before.id = after.id = PersonId(14);
    before.name = after.name = "Ann";
    after.circles = {"choir", "work"};
    after.name_from = NameFrom::title;
    after.company = "Sea Ltd";
    after.standing = Standing::let_go;
    after.phone = "030 1";
    after.note = "\"Hé\"";
    after.declared_at = "earshot.toml:12";
    after.accounts = {"https://code.example/ann"};
    after.names = {"A. Quill"};
    after.connected_on = from_epoch(1704067200);
    after.sensitivity = Sensitivity::high;
    document.edits.push_back({before, after});
    document.sources.resize(3);
    document.sources[0].id = SourceId(7);
    document.sources[0].carries = Carries::one_person;
    document.sources[1].id = SourceId(8);
    document.sources[1].owner = PersonId(3);
    document.sources[1].carries = Carries::many;
    document.sources[1].status = SourceStatus::paused;
    document.sources[2].id = SourceId(9);
    document.added = {{Kind::name, "Ann Quill", {}}};
    document.removed = {{{Kind::account, "a.example", {}}, true}};
    document.removed_from = PersonId(3);
    document.hidden = {PersonId(3)};
    document.made = {PersonId(21), PersonId(22)};
    document.closed = {{FindingNumber(31), true}};
    document.silences = {{PersonId(14), tuesday, {}}, {PersonId(3), {}, tuesday + Span(1)}};
    document.since = 205;
    document.apart = {{PersonId(3), PersonId(14)}};
    return document;
}

TEST(ChangeDocument, WhatStoresHoldIsReadAndWrittenBack) {
    const auto read = change_from_json(written);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(*read, the_same());
    EXPECT_EQ(to_json(*read), written);
}

TEST(ChangeDocument, OfAnEarlierVersionIsReadWithoutWhatCameLater) {
    std::string early = written;
    for (const char* later : {",\"sensitivity\":null", ",\"sensitivity\":\"high\"",
                              ",\"status\":\"paused\"", ",\"apart\":[[3,14]]"})
        early.erase(early.find(later), std::string(later).size());
    ChangeDocument expected = the_same();
    expected.edits[0].after.sensitivity.reset();
    expected.sources[1].status = SourceStatus::active;
    expected.apart.clear();
    EXPECT_EQ(change_from_json(early), expected);
}

TEST(ChangeDocument, OfBeforeKnowsOneCircle) {
    const auto read = change_from_json(
        R"({"moves":[],"edits":[{"before":{"id":14,"name":"Ann","circle":"","standing":"light",)"
        R"("phone":"","note":"","declared_at":"","accounts":[],"names":[],"connected_on":null},)"
        R"("after":{"id":14,"name":"Ann","circle":"choir","standing":"light","phone":"",)"
        R"("note":"","declared_at":"","accounts":[],"names":[],"connected_on":null}}],)"
        R"("sources":[],"added":[],"removed":[],"removed_from":0,"hidden":[],"made":[],)"
        R"("closed":[],"silences":[],"since":0})");
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_TRUE(read->edits.at(0).before.circles.empty());
    EXPECT_EQ(read->edits.at(0).after.circles, std::vector<std::string>{"choir"});
}

TEST(ImportDocument, ComesBackAsItWas) {
    ImportDocument document;
    EXPECT_EQ(*import_from_json(to_json(document)), document);
    document.people = {PersonId(3), PersonId(4)};
    document.sources = {SourceId(7)};
    Person before;
    before.id = PersonId(1);
    before.name = "inesd";
    Person after = before;
    after.name = "Ines Duarte";
    document.edits = {{before, after}};
    document.activities = {5};
    document.touches = {6, 8};
    EXPECT_EQ(*import_from_json(to_json(document)), document);
    EXPECT_FALSE(import_from_json("{}"));
}

TEST(ChangeDocument, OneWithoutAnythingComesBack) {
    const std::string empty =
        R"({"moves":[],"edits":[],"sources":[],"added":[],"removed":[],"removed_from":0,)"
        R"("hidden":[],"made":[],"closed":[],"silences":[],"since":0,"apart":[]})";
    EXPECT_EQ(to_json(ChangeDocument{}), empty);
    EXPECT_EQ(change_from_json(empty), ChangeDocument{});
}

TEST(ChangeDocument, WhatIsDamagedIsNotRead) {
    const auto changed = [](const std::string& from, const std::string& to) {
        std::string text = written;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{}"), changed("\"since\":205", "\"s\":1"),
          changed("\"account\"", "\"badge\""), changed("[101,205]", "[101,\"205\"]"),
          changed("\"told\":true", "\"told\":1"), changed("\"many\"", "\"few\""),
          changed("\"hidden\":[3]", "\"hidden\":3"), changed("1776144600", "1e3")})
        EXPECT_FALSE(change_from_json(text)) << text;
    for (std::size_t n = 0; n < written.size(); ++n)
        EXPECT_FALSE(change_from_json(written.substr(0, n))) << n;
    for (std::size_t n = 0; n < written.size(); ++n)
        for (const char c : {'0', '"', ']', '\xff'}) {
            std::string text = written;
            text[n] = c;
            change_from_json(text);  // whatever comes of it: no fault
        }
}

}  // namespace
}  // namespace earshot
