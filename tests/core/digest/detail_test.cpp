#include <gtest/gtest.h>

#include "earshot/render.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::full_day;

std::string all_forms(const Digest& digest) {
    return render_text(digest) + render_html(digest) + render_json(digest) +
           render_atom({digest}, "salt");
}

TEST(Detail, Words) {
    for (const Detail detail : {Detail::full, Detail::names, Detail::initials})
        EXPECT_EQ(parse_detail(to_text(detail)), detail);
    EXPECT_FALSE(parse_detail("counts"));
}

TEST(Detail, FullIsAll) {
    EXPECT_EQ(at_detail(full_day(), Detail::full), full_day());
}

TEST(Detail, NamesSayNobodysWordsAndNoWayToThem) {
    const std::string forms = all_forms(at_detail(full_day(), Detail::names));
    for (const char* there : {"Marek Sobol", "Back after 38 days", "Tom Hale"})
        EXPECT_NE(forms.find(there), std::string::npos) << there;
    for (const char* gone : {"new flat", "Why I stopped", "tel:", "mailto:", "+48", "sobol.example",
                             "https://marek", "likes mail"})
        EXPECT_EQ(forms.find(gone), std::string::npos) << gone;
}

TEST(Detail, InitialsNameNobody) {
    Digest digest = full_day();
    digest.coverage = "Read 150 of 162 feeds. ines.example has not answered (1 person).";
    const Digest initials = at_detail(digest, Detail::initials);
    EXPECT_EQ(initials.subject, "earshot: 7 items");
    EXPECT_EQ(initials.items[0].name, "M. S.");
    EXPECT_EQ(initials.items[0].evidence, "Back after 143 days.");
    const std::string forms = all_forms(initials);
    for (const char* gone : {"Marek", "Sobol", "Lena", "Ines", "ines", "Chidi", "Priya", "Tom Hale",
                             "Jo Park", "chirp", "FOSDEM", "blog"})
        EXPECT_EQ(forms.find(gone == std::string("blog") ? "(blog" : gone), std::string::npos)
            << gone;
}

}  // namespace
}  // namespace earshot
