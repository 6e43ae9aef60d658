#include <gtest/gtest.h>

#include "earshot/mail_templates.hpp"
#include "earshot/render.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

std::string fault(const std::string& text) {
    const auto problem = fault_of(text);
    return problem ? problem->where + ": " + problem->what : std::string();
}

TEST(MailTemplates, ThoseThatComeWithEarshotAreFaultless) {
    EXPECT_EQ(fault(shipped_templates().text), "");
    EXPECT_EQ(fault(shipped_templates().html), "");
    EXPECT_EQ(fault(shipped_templates().entry), "");
}

TEST(MailTemplates, AFaultIsSaidWithItsLine) {
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"plain", ""},
        {"{{! a word about it }}{{headline}}", ""},
        {"a\nb\n{{headline", "line 3: a tag that does not end: }} is missing"},
        {"a\n{{}}", "line 2: an empty tag"},
        {"{{titel}}", "line 1: there is no \"titel\" to put in"},
        {"\n{{{headline}}}", "line 2: what is put in is always escaped: {{name}}, with two braces"},
        {"{{& headline}}", "line 1: what is put in is always escaped: {{name}}, with two braces"},
        {"{{> other}}", "line 1: files in files and other signs for tags are not for these"},
        {"{{=<% %>=}}", "line 1: files in files and other signs for tags are not for these"},
        {"{{#sections}}\n{{#items}}\n{{/sections}}",
         "line 3: {{/sections}} stands where {{/items}}, of line 2, has to come"},
        {"{{#sections}}\n", "line 1: the section sections has no end: {{/sections}} is missing"},
        {"{{/items}}", "line 1: {{/items}} ends nothing"},
        {"{{#items}}\n{{#items}}{{/items}}{{/items}}",
         "line 2: the section items stands within itself"},
        {"\xff", "line 1: is not UTF-8"},
    };
    for (const auto& [text, what] : rows)
        EXPECT_EQ(fault(text), what) << text;
}

TEST(MailTemplates, HaveLimits) {
    EXPECT_EQ(fault(std::string(template_limits::bytes, 'x')), "");
    EXPECT_NE(fault(std::string(template_limits::bytes + 1, 'x')), "");
    std::string deep, end;
    for (std::size_t i = 0; i < template_limits::depth; ++i)
        deep += "{{^items}}", end += "{{/items}}";
    EXPECT_EQ(fault(deep + end), "");
    EXPECT_NE(fault("{{^items}}" + deep + end + "{{/items}}"), "");
}

TEST(MailTemplates, ACopyMayLookOtherwise) {
    Templates own = shipped_templates();
    own.text = "{{#sections}}{{#items}}{{name}}: {{number}}\n{{/items}}{{/sections}}";
    EXPECT_EQ(render_text(test::full_day(), own).substr(0, 28), "Marek Sobol: 1\nLena Ortiz: 2");
}

}  // namespace
}  // namespace earshot
