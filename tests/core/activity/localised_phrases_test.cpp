// Every phrase that the research kit collected from the translations of three projects.

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "earshot/activity.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"
#include "support/places.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

const std::map<std::string, Verb> verb_of_key{
    {"river:user:friend", Verb::connect},
    {"river:update:user:avatar", Verb::update_profile},
    {"river:object:default:comment", Verb::reply},
    {"river:site:site:join", Verb::join},
    {"river:group:join", Verb::join},
    {"river:group:create", Verb::post},
    {"river:object:blog:create", Verb::post},
    {"river:object:bookmarks:create", Verb::post},
    {"river:object:file:create", Verb::post},
    {"river:object:page:create", Verb::post},
    {"river:user:messageboard", Verb::post},
    {"%1$s marked notice %2$s as a favorite.", Verb::like},
    {"%1$s has joined group %2$s.", Verb::join},
    {"%1$s is now following %2$s.", Verb::follow},
    {"%s liked %s\\'s post", Verb::like},
    {"%s is attending %s\\'s event", Verb::attend},
    {"%s is now friends with %s", Verb::connect},
    {"%s commented on %s\\'s post", Verb::reply},
    {"%s created a new post", Verb::post},
    {"%1$s wants to follow you", Verb::other},
    {"%1$s has started following you", Verb::follow},
    {"%s is now following %s.", Verb::follow},
    {"%s stopped following %s.", Verb::unfollow},
};

struct Phrase {
    std::string language, key, text;
};

std::vector<Phrase> collected() {
    std::ifstream in(test::shared_dir() + "/research/phrases-localised.tsv");
    std::vector<Phrase> phrases;
    std::string line, source;
    std::getline(in, line);
    while (std::getline(in, source, '\t')) {
        Phrase phrase;
        std::getline(in, phrase.language, '\t');
        std::getline(in, phrase.key, '\t');
        std::getline(in, phrase.text);
        phrases.push_back(std::move(phrase));
    }
    return phrases;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at; (at = text.find(what)) != std::string::npos;)
        text.replace(at, what.size(), by);
    return text;
}

std::string with_names(std::string text) {
    text = replaced(text, "\\'", "'");
    text = replaced(replaced(text, "%1$s", "Ann Quill"), "%2$s", "Bo Reed");
    if (const std::size_t at = text.find("%s"); at != std::string::npos)
        text.replace(at, 2, "Ann Quill");
    return replaced(text, "%s", "Bo Reed");
}

TEST(LocalisedPhrases, AreReadWithTheirNames) {
    const std::vector<Phrase> phrases = collected();
    if (phrases.empty()) GTEST_SKIP() << "the research kit is not there";
    for (const Phrase& phrase : phrases) {
        const auto verb = verb_of_key.find(phrase.key);
        ASSERT_NE(verb, verb_of_key.end()) << phrase.key;
        // In Chinese Elgg says "follows" of friends.
        const bool follows = phrase.key == "river:user:friend" &&
                             (phrase.language == "cmn" || phrase.language == "zh_hans");
        Feed feed;
        feed.entries.resize(2);
        for (Entry& entry : feed.entries)
            entry.title = collapse(with_names(phrase.text));
        const auto read = read_activities(feed, testing::shipped_dialects())[0];
        ASSERT_EQ(read.size(), 1u) << phrase.text;
        EXPECT_EQ(to_text(read[0].verb), to_text(follows ? Verb::follow : verb->second))
            << phrase.language << ": " << phrase.text << " (" << read[0].rule << ")";
        EXPECT_EQ(read[0].actor.name, "Ann Quill") << phrase.text << " (" << read[0].rule << ")";
        if (feed.entries[0].title.find("Bo Reed") != std::string::npos) {
            ASSERT_EQ(read[0].objects.size(), 1u) << phrase.text;
            EXPECT_EQ(read[0].objects[0].name, "Bo Reed") << phrase.text;
        }
    }
}

}  // namespace
}  // namespace earshot
