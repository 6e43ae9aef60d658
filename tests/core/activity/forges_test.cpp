// Places where code is written: what their entries look like, and what they say.

#include <gtest/gtest.h>

#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::expect_all;
using testing::feed_of;
using testing::Given;
using testing::Said;

TEST(Forges, GitLabDividesAtTheLastPlace) {
    const auto row = [](const std::string& title, Verb verb, const std::string& object) {
        return std::pair<Given, Said>{
            {"tag:git.kiln.example,2024-07-01:12", title,
             "https://git.kiln.example/f/pot/-/issues/9", "Ann Quill", "", ""},
            {verb, "Ann Quill", object}};
    };
    expect_all(feed_of("https://git.kiln.example/ann", "Ann Quill activity"),
               {row("Ann Quill closed issue #9: Too hot at the handle at Kiln / Pot", Verb::close,
                    "#9: Too hot at the handle"),
                row("Ann Quill opened issue #9: Stuck in mud at Kiln / Pot", Verb::open,
                    "#9: Stuck in mud"),
                row("Ann Quill accepted merge request !7: Warm it", Verb::merge, "!7: Warm it"),
                row("Ann Quill approved merge request !6: Glaze at Kiln / Pot", Verb::review,
                    "!6: Glaze")});
}

TEST(Forges, GiteaInTheLanguageOfWhoeverAsked) {
    const std::string home = "https://git.example/ann/fern";
    const auto row = [&home](const std::string& path, const std::string& title, Verb verb,
                             const std::string& object) {
        return std::pair<Given, Said>{{"12: " + home + path, title, home + path, "Ann", "", ""},
                                      {verb, "Ann", object}};
    };
    expect_all(
        feed_of("https://git.example/ann", "Feed von Ann"),
        {row("/compare/a...b", "Ann hat auf main in ann/fern gepusht", Verb::push, "ann/fern"),
         row("/issues/2", "Ann hat das Issue ann/fern#2 geschlossen", Verb::close, "ann/fern#2"),
         row("/issues/2", "Ann hat das Issue ann/fern#2 wieder geöffnet", Verb::reopen,
             "ann/fern#2"),
         row("/issues/2#issuecomment-7", "Ann a commenté ann/fern#2", Verb::reply, "ann/fern#2"),
         row("/pulls/3", "Ann a fusionné la demande d'ajout ann/fern#3", Verb::merge, "ann/fern#3"),
         row("/issues/2", "Ann abrió la incidencia ann/fern#2", Verb::open, "ann/fern#2"),
         row("/issues/2", "Ann закрыл задачу ann/fern#2", Verb::close, "ann/fern#2"),
         row("/pulls/3", "Ann がプルリクエスト ann/fern#3 をマージしました", Verb::merge,
             "ann/fern#3"),
         row("/src/branch/main", "Ann 推送到了仓库 ann/fern 的 main 分支", Verb::push, "ann/fern"),
         row("/releases/tag/v2", "Ann hat Version 2 in ann/fern veröffentlicht", Verb::release,
             "v2"),
         row("/src/tag/v2", "Ann hat Tag v2 auf ann/fern gepusht", Verb::create_ref, "v2"),
         row("", "Ann hat das Repository ann/fern erstellt", Verb::post, "ann/fern"),
         row("", "Ann heeft repository ann/fern aangemaakt", Verb::post, "ann/fern"),
         row("", "Ann hat Branch old in ann/fern gelöscht", Verb::delete_ref, "ann/fern")});
}

TEST(Forges, GiteaTellsANewBranchFromAPush) {
    const std::string branch = "https://git.example.com/ann/fern/src/branch/moon";
    expect_all(
        feed_of("https://git.example.com/ann", "Ann Quill", "Gitea"),
        {{{"508: " + branch, "Ann Quill created branch moon in ann/fern", branch, "Ann Quill", "",
           ""},
          {Verb::create_ref, "Ann Quill", "moon"}},
         {{"509: " + branch, "Ann Quill hat den Branch moon in ann/fern erstellt", branch,
           "Ann Quill", "", ""},
          {Verb::create_ref, "Ann Quill", "moon"}},
         {{"510: " + branch, "Ann Quill pushed to moon at ann/fern", branch, "Ann Quill", "", ""},
          {Verb::push, "Ann Quill", "ann/fern"}}});
}

TEST(Forges, BitbucketAndSourceForge) {
    const auto row = [](const std::string& title, Verb verb, const std::string& object) {
        return std::pair<Given, Said>{{"", title, "", "", "", ""}, {verb, "ann", object}};
    };
    expect_all(feed_of("https://bitbucket.org/ann", "Recent activity for ann"),
               {row("ann pushed 2 commits to ann/fern", Verb::push, "ann/fern"),
                row("ann created issue #3 in ann/fern", Verb::open, "#3"),
                row("ann commented on issue #3 in ann/fern", Verb::reply, "#3"),
                row("ann is now following bo/moss", Verb::follow, "bo/moss"),
                row("ann forked bo/moss", Verb::fork, "bo/moss")});
    expect_all(feed_of("https://sourceforge.net/u/ann/activity/", "Recent activity by ann"),
               {row("ann committed [r41] on Code", Verb::push, "Code"),
                row("ann created ticket #9: Sand", Verb::open, "#9: Sand"),
                row("ann posted a comment on ticket #9: Sand", Verb::reply, "#9: Sand"),
                row("ann modified wiki page Home", Verb::edit_wiki, "Home")});
}

TEST(Forges, ListsOfCommitsNameTheRepositoryInTheirAddresses) {
    const std::string hash(40, 'a');
    const auto row = [](const std::string& address, const std::string& object) {
        return std::pair<Given, Said>{{address, "Water the moss", address, "Ann", "", ""},
                                      {Verb::push, "Ann", object}};
    };
    expect_all(feed_of("https://git.example/", "moss, branch main"),
               {row("https://git.example/moss.git/commit/?id=" + hash, "moss"),
                row("https://git.example/~ann/moss/commit/" + hash, "moss"),
                row("https://git.example/ann/moss/-/commit/" + hash, "moss"),
                row("https://git.example/?p=garden/moss.git;a=commitdiff;h=" + hash, "moss")});
    expect_all(feed_of("https://gitlab.com/ann/moss", "moss:main commits"),
               {row("https://gitlab.com/ann/moss/-/commit/" + hash, "moss")});
}

TEST(Forges, RegistriesAndTrackers) {
    expect_all(feed_of("https://pypi.org/project/moss/", "PyPI recent updates for moss"),
               {{{"", "1.2.0", "https://pypi.org/project/moss/1.2.0/", "Ann", "", ""},
                 {Verb::release, "Ann", "1.2.0"}}});
    expect_all(feed_of("https://bugs.example/", "Bugs"),
               {{{"https://bugs.example/show_bug.cgi?id=12", "[Bug 12] Moss is dry",
                  "https://bugs.example/show_bug.cgi?id=12", "Ann", "", ""},
                 {Verb::open, "Ann", "Moss is dry"}},
                {{"tag:launchpad.net,2008-01-02:/bugs/12", "[12] Moss is dry",
                  "https://bugs.launchpad.net/moss/+bug/12", "Ann", "", ""},
                 {Verb::open, "Ann", "Moss is dry"}}});
}

}  // namespace
}  // namespace earshot
