// What sentences say in the languages that the shipped dialects know: words around names, endings,
// lists, and what is no sentence about people.

#include <gtest/gtest.h>

#include "earshot/activity.hpp"
#include "earshot/feed.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

/// "actor verb object; object +2" of each title, in a feed where all of them are sentences.
std::string said(const std::string& title, const std::string& author = "") {
    Feed feed;
    feed.entries.resize(2);
    for (Entry& entry : feed.entries) {
        entry.title = title;
        entry.author = author;
    }
    std::string text;
    const auto read = read_activities(feed, testing::shipped_dialects());
    for (const Activity& one : read[0]) {
        if (text.empty()) text = one.actor.name + " " + std::string(to_text(one.verb));
        for (const Object& object : one.objects)
            text += (text.find(": ") == text.npos ? ": " : "; ") + object.name;
        if (one.more_objects > 0) text += " +" + std::to_string(one.more_objects);
    }
    return text;
}

struct Row {
    const char *title, *says;
};

TEST(SaidInLanguages, WhoDidWhatToWhom) {
    const Row rows[] = {
        {"Ann Quill has just become friends with Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill accepted Bo Reed’s friend request", "Ann Quill connect: Bo Reed"},
        {"Ann Quill began following Bo Reed and Cy Dart", "Ann Quill follow: Bo Reed; Cy Dart"},
        {"Ann Quill no longer follows Bo Reed", "Ann Quill unfollow: Bo Reed"},
        {"Ann Quill started a new discussion topic: “Moss”", "Ann Quill post: Moss"},
        {"Ann Quill liked a photo by Bo Reed", "Ann Quill like: Bo Reed"},
        {"Ann Quill gave 3 of 5 stars to: Moss", "Ann Quill rate: Moss"},
        {"Ann Quill hat sich mit Bo Reed vernetzt", "Ann Quill connect: Bo Reed"},
        {"Ann Quill hat das Foto von Bo Reed kommentiert", "Ann Quill reply: Bo Reed"},
        {"Ann Quill folgt ab sofort Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann Quill heeft Bo Reed als vriend toegevoegd", "Ann Quill connect: Bo Reed"},
        {"Ann Quill heeft gereageerd op de foto van Bo Reed", "Ann Quill reply: Bo Reed"},
        {"Ann Quill delade inlägget ”Moss”", "Ann Quill share: Moss"},
        {"Ann Quill er blevet venner med Bo Reed og 2 andre", "Ann Quill connect: Bo Reed +2"},
        {"Ann Quill har lagt til Bo Reed som venn", "Ann Quill connect: Bo Reed"},
        {"Ann Quill og Bo Reed eru nú orðin vinir", "Ann Quill connect: Bo Reed"},
        {"Ann Quill est désormais connectée à Bo Reed et 3 autres personnes",
         "Ann Quill connect: Bo Reed +3"},
        {"L'utilisateur Ann Quill s’est joint(e) à la communauté Farne", "Ann Quill join: Farne"},
        {"Ann Quill a commenté l’article de blog intitulé « Moss »", "Ann Quill reply: Moss"},
        {"Ann Quill ha comenzado a seguir a Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann Quill compartió una foto de la usuaria Bo Reed", "Ann Quill share: Bo Reed"},
        {"Ann Quill está agora conectada a Bo Reed e Cy Dart",
         "Ann Quill connect: Bo Reed; Cy Dart"},
        {"Ann Quill ingressou na comunidade Farne", "Ann Quill join: Farne"},
        {"Ann Quill fíxose amiga de Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill ja no segueix en Bo Reed", "Ann Quill unfollow: Bo Reed"},
        {"Ann Quill è diventata amica di Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill ha risposto alla discussione «Moss»", "Ann Quill reply: Moss"},
        {"Ann Quill şi Bo Reed sunt acum prieteni", "Ann Quill connect: Bo Reed"},
        {"Ann Quill ĉesis sekvi Bo Reed", "Ann Quill unfollow: Bo Reed"},
        {"Пользователь Ann Quill подписался(-ась) на Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann Quill поделилась фотографией пользователя Bo Reed", "Ann Quill share: Bo Reed"},
        {"Ann Quill теперь в друзьях у Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill приєднався(лася) до групи «Farne»", "Ann Quill join: Farne"},
        {"Użytkowniczka Ann Quill polubiła zdjęcie użytkownika Bo Reed", "Ann Quill like: Bo Reed"},
        {"Ann Quill se spřátelila s uživatelem Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill a Bo Reed sa stali priateľmi", "Ann Quill connect: Bo Reed"},
        {"Ann Quill je postala član grupe Farne", "Ann Quill join: Farne"},
        {"Ann Quill је почела да прати корисника Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann Quill se je povezala z Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Потребителят Ann Quill стана приятел с Bo Reed", "Ann Quill connect: Bo Reed"},
        {"Ann Quill престана да го следи Bo Reed", "Ann Quill unfollow: Bo Reed"},
        {"Käyttäjä Ann Quill lisäsi käyttäjän Bo Reed ystäväksi", "Ann Quill connect: Bo Reed"},
        {"Ann Quill hakkas jälgima kasutajat Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann Quill mostantól Bo Reed ismerőse", "Ann Quill connect: Bo Reed"},
        {"Ο/Η Ann Quill έγινε μέλος της ομάδας «Farne»", "Ann Quill join: Farne"},
        {"Η χρήστρια Ann Quill άρχισε να ακολουθεί τον χρήστη Bo Reed",
         "Ann Quill follow: Bo Reed"},
        {"Thòisich Ann Quill air leantainn Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Tá Ann Quill agus Bo Reed ina gcairde anois", "Ann Quill connect: Bo Reed"},
        {"Heuliet eo Bo Reed gant Ann Quill bremañ", "Ann Quill follow: Bo Reed"},
        {"Ann Quill ir Bo Reed dabar draugai", "Ann Quill connect: Bo Reed"},
        {"Ann Quill vairs neseko lietotājam Bo Reed", "Ann Quill unfollow: Bo Reed"},
        {"Ann Quill, Bo Reed adlı kişinin fotoğrafını beğendi", "Ann Quill like: Bo Reed"},
        {"Ann Quill artık Bo Reed’i takip ediyor", "Ann Quill follow: Bo Reed"},
        {"Ann Quill 已與 Bo Reed 成為好友", "Ann Quill connect: Bo Reed"},
        {"Ann Quill 加入了《Farne》群組", "Ann Quill join: Farne"},
        {"Ann Quill现在关注了用户 Bo Reed", "Ann Quill follow: Bo Reed"},
        {"Ann QuillさんがBo Reedさんの写真にいいね！しました", "Ann Quill like: Bo Reed"},
        {"Ann Quill さんは、新しい議題「 Moss 」を追加しました。", "Ann Quill post: Moss"},
        {"Ann Quill님이 Bo Reed님과 1촌이 되었습니다", "Ann Quill connect: Bo Reed"},
        {"Ann Quill님이 Bo Reed님의 글에 댓글을 남겼습니다.", "Ann Quill reply: Bo Reed"},
        {"أصبحت Ann Quill صديقةً لـ Bo Reed", "Ann Quill connect: Bo Reed"},
        {"انضمت Ann Quill الى مجموعة Farne", "Ann Quill join: Farne"},
        {"Ann Quill دیگر Bo Reed را دنبال نمی‌کند",
         "Ann Quill unfollow: Bo Reed"},
        {"Ann Quill ו-Bo Reed הם כעת חברים", "Ann Quill connect: Bo Reed"},
        {"Ann Quill ने Bo Reed को फ़ॉलो करना शुरू किया", "Ann Quill follow: Bo Reed"},
        {"Ann Quill kini mengikuti pengguna Bo Reed dan 4 lainnya", "Ann Quill follow: Bo Reed +4"},
        {"Ann Quill dan Bo Reed kini bersahabat", "Ann Quill connect: Bo Reed"},
        {"Ann Quill vừa bình luận về bài viết của Bo Reed", "Ann Quill reply: Bo Reed"},
        {"Ann Quill ได้แชร์รูปภาพของ Bo Reed แล้ว", "Ann Quill share: Bo Reed"},
        {"Sumali si Ann Quill sa grupong Farne", "Ann Quill join: Farne"},
        {"Ann Quill amejiunga na kikundi cha Farne", "Ann Quill join: Farne"},
        {"Ann Quill het Bo Reed se plasing gedeel", "Ann Quill share: Bo Reed"},
    };
    for (const auto& [title, says] : rows)
        EXPECT_EQ(said(title), says) << title;
}

TEST(SaidInLanguages, HowMany) {
    const Row rows[] = {
        {"Ann Quill has 18 new connections", "Ann Quill connect +18"},
        {"Ann Quill has 1,018 new connections", "Ann Quill connect +1018"},
        {"Ann Quill has 5 new connections: Bo Reed and Cy Dart",
         "Ann Quill connect: Bo Reed; Cy Dart +3"},
        {"Ann Quill is now connected to Bo Reed and 1,204 others",
         "Ann Quill connect: Bo Reed +1204"},
        {"Ann Quill is now connected to 24 people", "Ann Quill connect +24"},
        {"Ann Quill is now connected to Studio 54", "Ann Quill connect: Studio 54"},
        {"Ann Quill added 40 photos to the album Ferry", "Ann Quill post: Ferry +39"},
        {"Ann Quill uploaded 12 new pictures",
         "Ann Quill post: Ann Quill uploaded 12 new pictures +11"},
        {"Ann Quill added 2024 photos to the album Ferry", "Ann Quill post: Ferry"},
        {"Ann Quill added photos of 2024", "Ann Quill post: photos of 2024"},
        {"Ann Quill rated Moss 4 stars", "Ann Quill rate: Moss"},
        {"14 people have 30 new connections", " connect +30"},
        {"Ann Quill hat 12 neue Kontakte", "Ann Quill connect +12"},
        {"Ann Quill hat 12 Fotos zum Album Ferry hinzugefügt", "Ann Quill post: Ferry +11"},
        {"Ann Quill a ajouté 12 photos à l’album Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill a 6 nouvelles relations", "Ann Quill connect +6"},
        {"Ann Quill subió 12 fotos nuevas al álbum Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill tiene 6 nuevos contactos", "Ann Quill connect +6"},
        {"Ann Quill adicionou 12 novas fotos ao álbum Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill ha caricato 12 foto nell'album Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill heeft 12 foto's toegevoegd aan het album Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill lade till 12 bilder i albumet Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill dodała 12 zdjęć do albumu Ferry", "Ann Quill post: Ferry +11"},
        {"Ann Quill добавила 12 фотографий в альбом Ferry", "Ann Quill post: Ferry +11"},
        {"У Ann Quill 6 новых контактов", "Ann Quill connect +6"},
        {"Ann Quill 6 yeni bağlantı edindi", "Ann Quill connect +6"},
        {"Ann Quillさんが写真を12枚追加しました",
         "Ann Quill post: Ann Quillさんが写真を12枚追加しました +11"},
        {"Ann Quill上传了12张照片", "Ann Quill post: Ann Quill上传了12张照片 +11"},
        {"Ann Quill님이 사진 12장을 추가했습니다",
         "Ann Quill post: Ann Quill님이 사진 12장을 추가했습니다 +11"},
    };
    for (const auto& [title, says] : rows)
        EXPECT_EQ(said(title), says) << title;
}

TEST(SaidInLanguages, AKnownAuthorIsTheActorWhateverTheName) {
    const Row rows[] = {
        {"%s ahora mismo está siguiendo a Bo Reed", "follow: Bo Reed"},
        {"%s 現在開始關注 Bo Reed。", "follow: Bo Reed"},
        {"Ο χρήστης %s ακολουθεί τώρα τον/την Bo Reed", "follow: Bo Reed"},
        {"A %s le gustó la publicación de Bo Reed", "like: Bo Reed"},
        {"%s und Bo Reed sind jetzt vernetzt.", "connect: Bo Reed"},
        {"Uživateli %s se líbí fotka uživatele Bo Reed", "like: Bo Reed"},
    };
    for (const std::string name : {"Salt and Vinegar", "Who is Who", "Pat likes y Bo, now"})
        for (const auto& [title, says] : rows) {
            std::string text = title;
            text.replace(text.find("%s"), 2, name);
            EXPECT_EQ(said(text, name), name + " " + says) << text;
        }
}

TEST(SaidInLanguages, TitlesOfABlogAreNoSentencesAboutPeople) {
    Feed feed;
    feed.title = feed.author = "Karin Holt";
    for (const char* title :
         {"On likes and stars", "Ann is now friends with fog", "Why I left the group",
          "The river has a new bridge", "El mar está en calma", "Was ist hier: ein Rätsel",
          "Regen und Wind sind jetzt Freunde", "The cat read the book", "Notes on joining",
          "La lluvia sigue a la niebla", "Der Nebel folgt dem Regen", "雨が好きです",
          "Sol och vind är nu vänner", "Чай теперь читает книгу"}) {
        feed.entries.emplace_back();
        feed.entries.back().title = title;
        feed.entries.back().link = "https://karin.example/" + std::to_string(feed.entries.size());
        feed.entries.back().author = "Karin Holt";
    }
    // Few enough sentences among titles that the feed is no network.
    for (int i = 0; i < 16; ++i) {
        feed.entries.push_back(feed.entries[0]);
        feed.entries.back().title = "Moss, part " + std::to_string(i);
    }
    for (const auto& read : read_activities(feed, testing::shipped_dialects()))
        for (const Activity& one : read)
            EXPECT_EQ(one.actor.name, "Karin Holt") << one.sentence << " by " << one.rule;
}

}  // namespace
}  // namespace earshot
