#include <boost/json.hpp>
#include <pugixml.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "earshot/render.hpp"
#include "earshot/text.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::full_day;

// What strangers write: pieces that mean something to HTML, XML, Mustache, MIME and terminals.
const std::vector<std::string> pieces{
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&lt;",
    "</td>",
    "<script>alert(1)</script>",
    "{{",
    "}}",
    "{{{",
    "{{&",
    "{{/",
    "{{#sections}}",
    "]]>",
    "<!--",
    "-->",
    "\r\n",
    "\n",
    "\r",
    "\t",
    "\x1b[2J",
    "\xE2\x80\xAE",
    "\xff",
    "\xc3",
    "=?utf-8?q?x=0D=0ABcc:_e@x?=",
    "\r\nBcc: eve@x\r\n\r\n",
    "href=",
    "onclick=",
    "javascript:",
    "style=",
    "Ana",
    "語",
    " ",
    "%0d%0a",
    "\\",
    "`",
    "\x01",
};

std::string hostile_text() {
    std::string text;
    const auto chosen = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, pieces.size()));
    for (const std::size_t one : chosen)
        text += pieces[one];
    return text;
}

Digest hostile_digest(const std::function<std::string()>& text) {
    Digest digest = full_day();
    for (Item& item : digest.items) {
        item.name = text();
        item.where = text();
        item.evidence = text();
        item.personal = text();
        item.step = text();
        item.silence = text();
        for (Way& way : item.ways)
            way.words = item.step, way.shown = text();
        for (Choice& choice : item.choices)
            choice.label = text();
        if (!item.one_person) item.strip.reset();
        if (item.quote) item.quote = Quote{"First words", text(), "https://x.example/" + text()};
    }
    digest.subject = digest.headline = digest.summary = digest.coverage = text();
    return digest;
}

Digest harmless_digest() {
    return hostile_digest([] { return std::string("x"); });
}

/// Its tags, without what stands in attributes of ours that may differ.
std::vector<std::string> tags_of(const std::string& html) {
    std::vector<std::string> tags;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find_first_of(" >\n", at);
        tags.push_back(html.substr(at, end - at));
    }
    return tags;
}

/// The names of the attributes of all tags: what stands in a tag and in no value.
std::set<std::string> attributes_of(const std::string& html) {
    std::set<std::string> names;
    bool in_tag = false, in_value = false;
    std::string name;
    for (const char c : html) {
        if (!in_tag) {
            in_tag = c == '<';
            name.clear();
        } else if (c == '"') {
            if (!in_value) names.insert(name.substr(name.rfind(' ') + 1));
            in_value = !in_value;
            name.clear();
        } else if (!in_value) {
            in_tag = c != '>';
            name += c == '\n' ? ' ' : c;
        }
    }
    return names;
}

RC_GTEST_PROP(Hostile, NothingBecomesAnElementOfTheMail, ()) {
    const std::string html = render_html(hostile_digest(hostile_text));
    const std::string plain = render_html(harmless_digest());
    // What is empty is left out with its paragraph; nothing else may differ.
    for (const std::string& tag : tags_of(html))
        RC_ASSERT(plain.find(tag) != std::string::npos);
    const std::set<std::string> attributes = attributes_of(plain);
    for (const std::string& name : attributes_of(html))
        RC_ASSERT(attributes.contains(name));
    for (const char* bad : {"<script", "href=\"javascript", "\x1b", "\r"})
        RC_ASSERT(html.find(bad) == std::string::npos);
    std::size_t quotes = 0;
    for (const char c : html)
        quotes += c == '"';
    RC_ASSERT(quotes % 2 == 0u);
}

RC_GTEST_PROP(Hostile, LinksLeadWhereTheySayAndNowhereElse, ()) {
    const std::string html = render_html(hostile_digest(hostile_text));
    for (std::size_t at = html.find("<a "); at != std::string::npos;
         at = html.find("<a ", at + 1)) {
        const std::size_t begin = html.find("href=\"", at) + 6;
        const std::string link = html.substr(begin, html.find('"', begin) - begin);
        RC_ASSERT(link.starts_with("https://x.example/") || link.starts_with("mailto:") ||
                  link.starts_with("tel:"));
        for (const char c : link)
            RC_ASSERT(c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != '\'');
    }
}

RC_GTEST_PROP(Hostile, NothingBecomesALineOfTheText, ()) {
    const std::string text = render_text(hostile_digest(hostile_text));
    for (const char* bad : {"\x1b", "\r", "\xE2\x80\xAE", "\x01"})
        RC_ASSERT(text.find(bad) == std::string::npos);
    RC_ASSERT(repair_utf8(text) == text);
}

RC_GTEST_PROP(Hostile, TheFeedIsWellFormedAndHoldsWhatTheMailHolds, ()) {
    const Digest digest = hostile_digest(hostile_text);
    const std::string atom = render_atom({digest}, "salt");
    pugi::xml_document document;
    RC_ASSERT(document.load_string(atom.c_str()));
    const pugi::xml_node entry = document.child("feed").child("entry");
    RC_ASSERT(collapse(entry.child("title").text().get()) == collapse(printable(digest.subject)));
    const std::string content = entry.child("content").text().get();
    const std::string plain = render_atom({harmless_digest()}, "salt");
    pugi::xml_document other;
    other.load_string(plain.c_str());
    const std::string allowed = other.child("feed").child("entry").child("content").text().get();
    for (const std::string& tag : tags_of(content))
        RC_ASSERT(allowed.find(tag) != std::string::npos);
}

TEST(Hostile, EveryRenderingHoldsTheSameWordsInTheSameOrder) {
    const Digest digest = full_day();
    const std::string text = collapse(render_text(digest));
    const std::string html = collapse(plain_text(render_html(digest)));
    const std::string atom = collapse(plain_text(render_atom({digest}, "salt")));
    const std::string json = render_json(digest);
    const auto in_order = [](const std::string& form, const std::vector<std::string>& words) {
        std::size_t at = 0;
        for (const std::string& one : words) {
            const std::size_t found = form.find(one, at);
            if (found == std::string::npos) return "\"" + one + "\" is missing in\n" + form;
            at = found + one.size();
        }
        return std::string();
    };
    std::vector<std::string> all, names;
    for (const Item& item : digest.items) {
        all.insert(all.end(), {item.name, item.evidence});
        if (!item.personal.empty()) all.push_back(item.personal);
        if (item.quote) all.push_back(item.quote->words);
        for (const Choice& choice : item.choices)
            all.push_back(choice.command);
        names.push_back("\"name\":\"" + item.name + "\"");
    }
    all.push_back(digest.coverage);
    EXPECT_EQ(in_order(text, all), "");
    EXPECT_EQ(in_order(html, all), "");
    EXPECT_EQ(in_order(json, names), "");
    for (const Item& item : digest.items)
        EXPECT_NE(atom.find(item.name), std::string::npos);
}

}  // namespace
}  // namespace earshot
