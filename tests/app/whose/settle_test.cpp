// What becomes of a list of feeds when the feeds are read: who is a person, and called how.

#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

using Texts = std::vector<std::string>;

class Settle : public LivesTest {
protected:
    json::object import(const std::string& kind, const std::string& text) {
        const Answer answer = ask("POST", "/v1/import/" + kind, text);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    static std::string outline(const std::string& text, const std::string& host,
                               const std::string& page = "") {
        return "<outline text=\"" + text + "\" xmlUrl=\"https://" + host + "/feed\" htmlUrl=\"" +
               page + "\"/>";
    }
    json::object import_list(const std::string& outlines) {
        return import("opml", "<opml version=\"2.0\"><body>" + outlines + "</body></opml>");
    }
    static std::string feed(const std::string& title, const Texts& signers) {
        std::string text =
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>" + title + "</title>";
        int number = 0;
        for (const std::string& name : signers) {
            ++number;
            text += "<entry><id>" + title + std::to_string(number) +
                    "</id><title>On ferry number " + std::to_string(number) +
                    "</title><updated>2026-01-0" + std::to_string(number) + "T10:00:00Z</updated>";
            if (!name.empty()) text += "<author><name>" + name + "</name></author>";
            text += "</entry>";
        }
        return text + "</feed>";
    }
    Source source_at(const std::string& host) const {
        for (const Source& source : all_sources())
            if (source.url.host() == host) return source;
        ADD_FAILURE() << host;
        return {};
    }
    void read(const std::string& host, const std::string& title, const Texts& signers) {
        poll(source_at(host).id, feed(title, signers));
    }
    /// "Ines Duarte", "Notes by Ines?" for a title, "many", "nobody".
    std::string whose(const std::string& host) const {
        const Source source = source_at(host);
        if (!source.owner) return std::string(to_text(source.carries));
        const Person person = *person_at(*source.owner);
        return person.name + (person.name_from == NameFrom::title ? "?" : "");
    }
    Texts everybody() const {
        Texts names;
        for (const Person& person : all_people())
            names.push_back(std::string(to_text(person.standing)) + " " + person.name);
        std::sort(names.begin(), names.end());
        return names;
    }
};

TEST_F(Settle, AFeedSaysWhoWritesIt) {
    import_list(outline("Sobol, slowly", "marek.example", "https://marek.example/") +
                outline("The Slip", "slip.example") +
                outline("Norden Pumps GmbH", "norden.example") +
                outline("Garden diary", "garden.example"));
    EXPECT_EQ(whose("marek.example"), "Sobol, slowly?");
    read("marek.example", "Sobol, slowly", {"Marek Sobol", "Marek Sobol"});
    read("slip.example", "The Slip", {"Paul Wirth", "Gita Rao"});
    read("norden.example", "Norden Pumps GmbH", {"Norden Pumps GmbH"});
    read("garden.example", "Garden diary", {""});
    EXPECT_EQ(whose("marek.example"), "Marek Sobol");
    EXPECT_EQ(whose("slip.example"), "many");
    EXPECT_EQ(whose("norden.example"), "nobody");
    EXPECT_EQ(whose("garden.example"), "Garden diary?") << "nobody says whose it is";
    EXPECT_EQ(everybody(), (Texts{"followed Garden diary", "followed Marek Sobol", "light Gita Rao",
                                  "light Paul Wirth"}));
}

TEST_F(Settle, TheUsersWordWinsOverTheFeeds) {
    import_list(outline("Mum", "emil.example") + outline("Lena Ortiz", "code.example") +
                outline("Ravi Menon", "ravi.example"));
    read("emil.example", "Garden diary", {"Helga Braun"});
    read("code.example", "GitHub Public Timeline Feed", {"lenaortiz"});
    read("ravi.example", "Ravi Menon", {"Ravi K. Menon"});
    EXPECT_EQ(whose("emil.example"), "Mum");
    EXPECT_EQ(whose("code.example"), "Lena Ortiz");
    EXPECT_EQ(whose("ravi.example"), "Ravi K. Menon") << "it was only what the feed is called";
}

TEST_F(Settle, WhatCannotBeReadLeavesANameAndATitle) {
    import_list(outline("Gina Moss", "gina.example") + outline("Hal's harbour", "hal.example"));
    for (const char* host : {"gina.example", "hal.example"}) {
        http::Reply gone;
        gone.status = 404;
        const Source source = source_at(host);
        gone.effective = source.url;
        const http::Outcome outcome = gone;
        lives_.take(source, outcome, clock_.now());
    }
    EXPECT_EQ(whose("gina.example"), "Gina Moss");
    EXPECT_EQ(whose("hal.example"), "Hal's harbour?");
}

TEST_F(Settle, OnePageUnderTwoTitlesIsOfTwoPeople) {
    import_list(outline("Tidelines", "one.example", "https://pod.example/") +
                outline("Static and Salt", "two.example", "https://pod.example/"));
    read("one.example", "Tidelines", {"Helle Krag"});
    read("two.example", "Static and Salt", {"Nils Aster"});
    EXPECT_EQ(whose("one.example"), "Helle Krag");
    EXPECT_EQ(whose("two.example"), "Nils Aster");
}

TEST_F(Settle, OneWholeNameIsOnePerson) {
    import_list(outline("Ines Duarte", "one.example") + outline("Ines Duarte", "two.example") +
                outline("Blog", "three.example") + outline("Blog", "four.example"));
    read("one.example", "Ines Duarte", {""});
    read("two.example", "Notes by Ines", {""});
    read("three.example", "Blog", {"Ines Duarte"});
    read("four.example", "Blog", {"Hugo Braun"});
    EXPECT_EQ(everybody(), (Texts{"followed Hugo Braun", "followed Ines Duarte"}));
}

TEST_F(Settle, AMemberOfAGroupWithAFeedOfTheirOwnIsOnePersonInAnyOrder) {
    for (const bool group_first : {true, false}) {
        const std::string n = group_first ? "1" : "2";
        const std::string paul = group_first ? "Paul Wirth" : "Gita Rao";
        import_list(outline("The Slip " + n, "slip" + n + ".example") +
                    outline("Own words", "own" + n + ".example"));
        if (!group_first) read("own" + n + ".example", "Own words", {paul});
        read("slip" + n + ".example", "The Slip " + n, {paul, "Otto Weber"});
        if (group_first) read("own" + n + ".example", "Own words", {paul});
        const Texts all = everybody();
        EXPECT_EQ(std::count(all.begin(), all.end(), "followed " + paul), 1) << paul;
        EXPECT_EQ(std::count(all.begin(), all.end(), "light " + paul), 0) << paul;
    }
}

TEST_F(Settle, ACardWithThePageNamesThePersonAndFillsIn) {
    import_list(outline("Notes by Ines", "ines.example", "https://ines.example/"));
    read("ines.example", "Notes by Ines", {""});
    EXPECT_EQ(whose("ines.example"), "Notes by Ines?");
    import("vcard",
           "BEGIN:VCARD\nFN:Ines Duarte\nURL:https://ines.example/\nTEL:+351 2\nNOTE:met at sea\n"
           "ORG:Sea\nTITLE:Captain\nCATEGORIES:Friends,my 100,myContacts\nEND:VCARD\n");
    EXPECT_EQ(whose("ines.example"), "Ines Duarte");
    const Person ines = *person_at(*source_at("ines.example").owner);
    EXPECT_EQ(ines.standing, Standing::followed);
    EXPECT_EQ(ines.phone, "+351 2");
    EXPECT_EQ(ines.note, "met at sea");
    EXPECT_EQ(ines.company, "Sea");
    EXPECT_EQ(ines.position, "Captain");
    EXPECT_EQ(ines.circles, (Texts{"Friends", "my 100"}));
}

TEST_F(Settle, TheFeedOfACardsPageIsTheirs) {
    import("vcard", "BEGIN:VCARD\nFN:Ines Duarte\nURL:https://ines.example/\nEND:VCARD\n");
    import_list(outline("Notes by Ines", "ines.example", "https://ines.example/"));
    EXPECT_EQ(whose("ines.example"), "Ines Duarte");
    EXPECT_EQ(everybody(), Texts{"followed Ines Duarte"});
}

TEST_F(Settle, ACardOfTheSameNameWithoutThePageIsDoubtful) {
    import("vcard", "BEGIN:VCARD\nFN:Tom Hale\nUID:1\nEND:VCARD\n");
    EXPECT_EQ(import_list(outline("Tom Hale", "tom.example")).at("alike"), 1);
    EXPECT_EQ(everybody(), (Texts{"followed Tom Hale", "light Tom Hale"}));
    EXPECT_EQ(get("/v1/suggestions").at("items").as_array().size(), 1U);
}

TEST_F(Settle, AKnownFeedGetsTheCircleOfItsFolder) {
    import_list(outline("Ines Duarte", "ines.example"));
    import_list("<outline text=\"friends\">" + outline("Ines Duarte", "ines.example") +
                "</outline>");
    EXPECT_EQ(person_at(*source_at("ines.example").owner)->circles, Texts{"friends"});
    import_list("<outline text=\"work\">" + outline("Ines Duarte", "ines.example") + "</outline>");
    EXPECT_EQ(person_at(*source_at("ines.example").owner)->circles, Texts{"friends"})
        << "the circle that is there stays";
}

TEST_F(Settle, AnImportIsUndoneAsAWhole) {
    const PersonId known = add_person("Gina Moss");
    const auto people = all_people();
    import_list("<outline text=\"friends\">" + outline("Gina Moss", "gina.example") +
                outline("The Slip", "slip.example") + outline("Blog", "sam.example") +
                "</outline>");
    read("slip.example", "The Slip", {"Paul Wirth", "Gita Rao"});
    read("sam.example", "Blog", {"Sam Keller"});
    EXPECT_EQ(all_people().size(), 4U);
    EXPECT_EQ(person_at(known)->circles, Texts{"friends"});
    changed("/v1/undo");
    EXPECT_EQ(all_people(), people);
    EXPECT_TRUE(all_sources().empty());
}

}  // namespace
}  // namespace earshot::app
