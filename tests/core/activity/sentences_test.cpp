// What sentences say, in feeds that no dialect claims and that name no author: by the phrases
// alone.

#include <gtest/gtest.h>

#include "earshot/activity.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

struct Row {
    const char* sentence;  // by or about Ann Quill
    Verb verb;
    std::vector<std::string> objects;
};

Feed feed_of(const std::vector<Row>& rows) {
    Feed feed;
    feed.title = "Updates";
    feed.link = "https://stream.example/";
    for (const Row& row : rows) {
        Entry entry;
        entry.title = row.sentence;
        entry.id = "urn:x:" + std::to_string(feed.entries.size());
        entry.link = "https://stream.example/" + std::to_string(feed.entries.size());
        entry.published = from_epoch(1'700'000'000);
        feed.entries.push_back(std::move(entry));
    }
    return feed;
}

void expect_all(const std::vector<Row>& rows) {
    const Feed feed = feed_of(rows);
    const auto read = read_activities(feed, testing::shipped_dialects());
    ASSERT_EQ(read.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ASSERT_FALSE(read[i].empty()) << rows[i].sentence;
        std::vector<std::string> objects;
        for (const Activity& activity : read[i]) {
            EXPECT_EQ(to_text(activity.verb), to_text(rows[i].verb)) << rows[i].sentence;
            EXPECT_EQ(activity.actor.name, "Ann Quill") << rows[i].sentence;
            for (const Object& object : activity.objects)
                if (object.uri != feed.entries[i].link) objects.push_back(object.name);
        }
        EXPECT_EQ(objects, rows[i].objects) << rows[i].sentence << " (" << read[i][0].rule << ")";
    }
}

TEST(Sentences, OfPeopleAndGroups) {
    expect_all({
        {"Ann Quill is now friends with Bo Reed", Verb::connect, {"Bo Reed"}},
        {"Ann Quill is now friends with Bo Reed and Cy Dart.",
         Verb::connect,
         {"Bo Reed", "Cy Dart"}},
        {"Ann Quill and Bo Reed are now friends", Verb::connect, {"Bo Reed"}},
        {"Ann Quill is now a friend with Bo Reed", Verb::connect, {"Bo Reed"}},
        {"Ann Quill is now connected to Bo Reed, PhD and 3 others",
         Verb::connect,
         {"Bo Reed, PhD"}},
        {"Ann Quill is now a connection.", Verb::connect, {}},
        {"Ann Quill has a new connection.", Verb::connect, {}},
        {"Ann Quill connected to Bo Reed, Head of Moss at Fern & Sons", Verb::connect, {"Bo Reed"}},
        {"Ann Quill sent a friend request to Bo Reed", Verb::other, {"Bo Reed"}},
        {"Ann Quill removed friend Bo Reed", Verb::other, {"Bo Reed"}},
        {"Ann Quill started following Bo Reed.", Verb::follow, {"Bo Reed"}},
        {"Ann Quill is now following Bo Reed.", Verb::follow, {"Bo Reed"}},
        {"Ann Quill has started following you", Verb::follow, {}},
        {"Ann Quill wants to follow you", Verb::other, {}},
        {"Ann Quill stopped following Bo Reed.", Verb::unfollow, {"Bo Reed"}},
        {"Ann Quill joined the group Fern Lovers", Verb::join, {"Fern Lovers"}},
        {"Ann Quill has joined group Fern Lovers.", Verb::join, {"Fern Lovers"}},
        {"Ann Quill has joined LinkedIn.", Verb::join, {}},
        {"Ann Quill joined the site", Verb::join, {}},
        {"Ann Quill became a registered member", Verb::join, {}},
        {"Ann Quill joined project ferns/moss", Verb::join, {"ferns/moss"}},
        {"Ann Quill left Fern Lovers", Verb::leave, {"Fern Lovers"}},
        {"Ann Quill left project ferns/moss", Verb::leave, {"ferns/moss"}},
        {"Ann Quill removed due to membership expiration from project ferns/moss",
         Verb::leave,
         {"ferns/moss"}},
        {"Ann Quill recommends Bo Reed: 'Calm.'", Verb::recommend, {"Bo Reed"}},
        {"Bo Reed was recommended by Ann Quill", Verb::recommend, {"Bo Reed"}},
        {"Ann Quill is attending Bo Reed's event", Verb::attend, {"Bo Reed"}},
        {"Ann Quill is attending Moss Day", Verb::attend, {"Moss Day"}},
        {"Ann Quill is at Pier 14 and a Half.", Verb::checkin, {"Pier 14 and a Half"}},
        {"Ann Quill checked in at Pier 14", Verb::checkin, {"Pier 14"}},
        {"Ann Quill was tagged in Bo Reed's photo.", Verb::tagged, {"Bo Reed"}},
        {"Ann Quill was tagged at Pier 14", Verb::tagged, {"Pier 14"}},
        {"Ann Quill took a photo with Bo Reed", Verb::tagged, {"Bo Reed"}},
        {"Ann Quill updated her cover photo.", Verb::update_profile, {}},
        {"Ann Quill changed their profile picture", Verb::update_profile, {}},
        {"Ann Quill's profile was updated", Verb::update_profile, {}},
        {"Ann Quill's profile information changed.", Verb::update_profile, {}},
        {"Ann Quill has a new avatar", Verb::update_profile, {}},
    });
}

TEST(Sentences, OfWordsAndPictures) {
    expect_all({
        {"Ann Quill posted an update: Moss is green", Verb::post, {}},
        {"Ann Quill posted a job: Editor at Fern Books.", Verb::post, {"Fern Books"}},
        {"Ann Quill posted something new", Verb::post, {}},
        {"Ann Quill created the group Fern Lovers", Verb::post, {"Fern Lovers"}},
        {"Ann Quill created the Fern forum.", Verb::post, {"Fern"}},
        {"Ann Quill created a topic named Moss? in the Fern forum.", Verb::post, {"Moss?"}},
        {"Ann Quill published a blog post Of moss", Verb::post, {"Of moss"}},
        {"Ann Quill uploaded the file moss.pdf", Verb::post, {"moss.pdf"}},
        {"Ann Quill posted on Bo Reed's message board", Verb::post, {"Bo Reed"}},
        {"Ann Quill shared Bo Reed's photo.", Verb::share, {"Bo Reed"}},
        {"Ann Quill shared a link.", Verb::share, {}},
        {"Ann Quill has shared - Of moss", Verb::share, {"Of moss"}},
        {"Ann Quill repeated a notice by bo", Verb::share, {"bo"}},
        {"Ann Quill shared a status by bo@moss.example", Verb::share, {"bo@moss.example"}},
        {"Ann Quill likes Bo Reed's link.", Verb::like, {"Bo Reed"}},
        {"Ann Quill favorited something by Bo Reed: is it on?", Verb::like, {"Bo Reed"}},
        {"Ann Quill marked Of moss as a favorite", Verb::like, {"Of moss"}},
        {"Ann Quill liked Bo Reed's post", Verb::like, {"Bo Reed"}},
        {"Ann Quill commented on Bo Reed's photo.", Verb::reply, {"Bo Reed"}},
        {"Ann Quill commented on Of moss", Verb::reply, {"Of moss"}},
        {"Ann Quill replied to the Moss topic thread started by you in the Fern forum.",
         Verb::reply,
         {"Moss"}},
        {"Answer by Ann Quill for What is moss?", Verb::reply, {"What is moss?"}},
        {"Comment by Ann Quill on What is moss?", Verb::reply, {"What is moss?"}},
        {"Ann Quill deleted status", Verb::deleted, {}},
        {"Ann Quill is currently reading 'Of moss'", Verb::read, {"Of moss"}},
        {"Ann Quill is 43% done with Of moss", Verb::read, {"Of moss"}},
        {"Ann Quill is on page 12 of 311 of Of moss", Verb::read, {"Of moss"}},
        {"Ann Quill wants to read 'Of moss'", Verb::other, {"Of moss"}},
        {"Ann Quill gave 4 stars to Of moss", Verb::rate, {"Of moss"}},
    });
}

TEST(Sentences, OfCode) {
    expect_all({
        {"Ann Quill pushed to main at ann/fern", Verb::push, {"ann/fern"}},
        {"Ann Quill pushed to project branch main at Ferns / Moss", Verb::push, {"Ferns / Moss"}},
        {"Ann Quill pushed new project branch wip at Ferns / Moss", Verb::create_ref, {"wip"}},
        {"Ann Quill deleted project branch wip at Ferns / Moss", Verb::delete_ref, {"wip"}},
        {"Ann Quill created a branch wip in ann/fern", Verb::create_ref, {"wip"}},
        {"Ann Quill created tag v1 at ann/fern", Verb::create_ref, {"v1"}},
        {"Ann Quill deleted branch wip at ann/fern", Verb::delete_ref, {"wip"}},
        {"Ann Quill created a repository ann/fern", Verb::post, {"ann/fern"}},
        {"Ann Quill created repository ann/fern", Verb::post, {"ann/fern"}},
        {"Ann Quill forked ann/moss from bo/moss", Verb::fork, {"bo/moss"}},
        {"Ann Quill forked bo/moss", Verb::fork, {"bo/moss"}},
        {"Ann Quill starred bo/moss", Verb::like, {"bo/moss"}},
        {"Ann Quill started watching bo/moss", Verb::watch, {"bo/moss"}},
        {"Ann Quill opened an issue in bo/moss", Verb::open, {"bo/moss"}},
        {"Ann Quill opened issue #3: Dry at Ferns / Moss", Verb::open, {"#3: Dry"}},
        {"Ann Quill closed an issue in bo/moss", Verb::close, {"bo/moss"}},
        {"Ann Quill reopened an issue in bo/moss", Verb::reopen, {"bo/moss"}},
        {"Ann Quill merged a pull request in bo/moss", Verb::merge, {"bo/moss"}},
        {"Ann Quill accepted merge request !5: Wet at Ferns / Moss", Verb::merge, {"!5: Wet"}},
        {"Ann Quill approved merge request !5: Wet at Ferns / Moss", Verb::review, {"!5: Wet"}},
        {"Ann Quill commented on issue bo/moss#5", Verb::reply, {"bo/moss#5"}},
        {"Ann Quill commented on commit bo/moss@1e09", Verb::reply, {"bo/moss@1e09"}},
        {"Ann Quill commented on merge request !5 at Ferns / Moss", Verb::reply, {"!5"}},
        {"Ann Quill released v1 at ann/fern", Verb::release, {"v1"}},
        {"Ann Quill made ann/fern public", Verb::publish, {"ann/fern"}},
        {"Ann Quill open sourced ann/fern", Verb::publish, {"ann/fern"}},
        {"Ann Quill added bo to ann/fern", Verb::add_member, {"bo"}},
        {"Ann Quill edited a wiki page in ann/fern", Verb::edit_wiki, {"ann/fern"}},
        {"Ann Quill edited a page in the ann/fern wiki", Verb::edit_wiki, {"ann/fern"}},
        {"Ann Quill labeled an issue in fern", Verb::label, {"fern"}},
        {"Ann Quill assigned a pull request in fern", Verb::assign, {"fern"}},
        {"Ann Quill created gist: 12", Verb::post, {"12"}},
        {"Ann Quill applied fork commits to ann/fern/main", Verb::push, {"ann/fern/main"}},
        {"Ann Quill uploaded a file to ann/fern", Verb::post, {"ann/fern"}},
        {"Ann Quill created FERN-9 - It is dry", Verb::open, {"FERN-9 - It is dry"}},
        {"Ann Quill commented on FERN-9 - It is dry", Verb::reply, {"FERN-9 - It is dry"}},
        {"Ann Quill resolved FERN-9 - It is dry as 'Fixed'", Verb::close, {"FERN-9 - It is dry"}},
        {"Ann Quill reopened FERN-9 - It is dry", Verb::reopen, {"FERN-9 - It is dry"}},
        {"Ann Quill changed the status to In Progress on FERN-9 - It is dry",
         Verb::other,
         {"FERN-9 - It is dry"}},
    });
}

TEST(Sentences, BeforeAroundAndAfterTheNames) {
    expect_all({
        {"Użytkownik Ann Quill obserwuje teraz Bo Reed.", Verb::follow, {"Bo Reed"}},
        {"Ann Quill is Bo Reed gaan volgen.", Verb::follow, {"Bo Reed"}},
        {"Ann Quill ja Bo Reed ovat kavereita", Verb::connect, {"Bo Reed"}},
        {"أصبح Ann Quill صديقا ل Bo Reed", Verb::connect, {"Bo Reed"}},
        {"A Ann Quill le gusta el artículo de Bo Reed", Verb::like, {"Bo Reed"}},
        {"472761 నోటీసుని Ann Quill ఇష్టాంశంగా గుర్తించారు.", Verb::like, {"472761"}},
        {"Ann QuillはBo Reedと友達になりました", Verb::connect, {"Bo Reed"}},
        {"Ann Quill さんは、グループ「 Farne 」に参加しました", Verb::join, {"Farne"}},
        {"Ann Quill ist der Gruppe „Farne“ beigetreten.", Verb::join, {"Farne"}},
        {"Ann Quill ist jetzt mit Bo Reed, Cy Dart und 3 weiteren Personen befreundet",
         Verb::connect,
         {"Bo Reed", "Cy Dart"}},
        {"Ann Quill est maintenant en contact avec Bo Reed et Cy Dart",
         Verb::connect,
         {"Bo Reed", "Cy Dart"}},
        {"Chruthaich Ann Quill an duilleag 'Farne'", Verb::post, {"Farne"}},
        {"Is toigh le Ann Quill am post aig Bo Reed", Verb::like, {"Bo Reed"}},
        {"Ann Quill si à unît al grup Farne.", Verb::join, {"Farne"}},
    });
}

TEST(Sentences, ATitleIsNotOneWhereNothingElseSpeaksOfPeople) {
    Feed feed = feed_of({{"Everybody likes ferns", Verb::post, {}},
                         {"Of moss", Verb::post, {}},
                         {"Rain", Verb::post, {}}});
    for (const auto& activities : read_activities(feed, testing::shipped_dialects())) {
        ASSERT_EQ(activities.size(), 1u);
        EXPECT_EQ(activities[0].verb, Verb::post) << activities[0].sentence;
        EXPECT_EQ(activities[0].actor.name, "Updates");
    }
}

TEST(Sentences, LinksSayWhereNamesEnd) {
    Feed feed;
    Entry entry;
    entry.title = "Salt and Light is now friends with Moss, Fern and Daughters and Bo Reed.";
    entry.title_markup =
        "<a href=\"/u/1\">Salt and Light</a> is now friends with "
        "<a href=\"/u/2\">Moss, Fern and Daughters</a> and <a href='/u/3'><b>Bo</b> Reed</a>.";
    entry.link = "https://moss.example/a/1";
    feed.entries = {entry};
    const auto read = read_activities(feed, testing::shipped_dialects())[0];
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].actor, (Actor{"https://moss.example/u/1", "Salt and Light"}));
    EXPECT_EQ(read[0].objects,
              (std::vector<Object>{{"Moss, Fern and Daughters", "https://moss.example/u/2"}}));
    EXPECT_EQ(read[1].objects, (std::vector<Object>{{"Bo Reed", "https://moss.example/u/3"}}));
}

TEST(Sentences, AnAuthorIsTakenAsAWholeWord) {
    Feed feed = feed_of({{"Anna likes ferns", Verb::like, {}}});
    feed.entries[0].author = "Ann";
    EXPECT_EQ(read_activities(feed, testing::shipped_dialects())[0][0].verb, Verb::post);
    feed.entries[0].author = "Anna";
    EXPECT_EQ(read_activities(feed, testing::shipped_dialects())[0][0].verb, Verb::like);
}

TEST(Sentences, SignsOfPrivateUseAreNoMarks) {
    Feed feed = feed_of({{"\xEE\x80\x80 is now connected to \xEE\x80\x81\xEE", Verb::connect, {}}});
    const auto read = read_activities(feed, testing::shipped_dialects())[0];
    EXPECT_EQ(read[0].verb, Verb::connect);
}

}  // namespace
}  // namespace earshot
