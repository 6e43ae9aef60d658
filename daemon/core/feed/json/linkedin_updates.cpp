#include "daemon/core/feed/json/linkedin_updates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

struct Kind {
    std::string_view type;   // LinkedIn's code
    std::string_view verb;   // in the words of ActivityStreams
    std::string_view words;  // after the name, in LinkedIn's own
};
constexpr std::array<Kind, 18> kinds{{
    {"CONN", "make-friend", "is now connected to"},
    {"NCON", "make-friend", "is now a connection"},
    {"CCEM", "join", "has joined LinkedIn"},
    {"JGRP", "join", "joined the group"},
    {"PROF", "update-profile", "has an updated profile"},
    {"PRFU", "update-profile", "has an updated profile"},
    {"PRFX", "update-profile", "has an updated profile"},
    {"PICU", "update-profile", "has a new profile photo"},
    {"PICT", "update-profile", "has a new profile photo"},
    {"STAT", "post", "has a new status"},
    {"SHAR", "share", "has shared"},
    {"MSFC", "follow", "is now following"},
    {"PREC", "recommend", "recommends"},
    {"SVPR", "recommend", "recommends"},
    {"JOBP", "post", "posted a job:"},
    {"VIRL", "like", "likes an update"},
    {"ANSW", "reply", "answered the question"},
    {"QSTN", "post", "asked"},
}};

/// An element as if it were an object of the JSON form: "updateType" is <update-type>.
class Fields {
public:
    explicit Fields(pugi::xml_node element) : element_(element) {}

    explicit operator bool() const { return !element_.empty(); }
    Fields operator[](std::string_view member) const {
        std::string name;
        for (const char c : member) {
            const bool upper = c >= 'A' && c <= 'Z';
            if (upper) name += '-';
            name += upper ? static_cast<char>(c + 32) : c;
        }
        return Fields(element_.child(name.c_str()));
    }
    std::string text() const { return trimmed_text_of(element_); }

    /// The elements inside.
    std::vector<Fields> values(std::size_t most) const {
        std::vector<Fields> result;
        for (const pugi::xml_node child : element_.children()) {
            if (result.size() == most) break;
            if (child.type() == pugi::node_element) result.emplace_back(child);
        }
        return result;
    }

private:
    pugi::xml_node element_;
};

std::vector<Fields> values_in(Fields list, std::size_t most) {
    return list.values(most);
}

std::vector<Json> values_in(Json list, std::size_t most) {
    std::vector<Json> values = (list.is_list() ? list : list["values"]).objects();
    if (values.size() > most) values.resize(most);
    return values;
}

/// How either form tells one update.
template <class Node>
class UpdateReader {
public:
    explicit UpdateReader(Node update)
        : update_(update), content_(update["updateContent"]), person_(person()) {}

    bool is_update() const { return update_["updateType"] && content_; }

    Entry entry() const {
        const std::string type(update_["updateType"].text());
        const auto* const kind = std::find_if(
            kinds.begin(), kinds.end(), [&type](const Kind& known) { return known.type == type; });
        const bool known = kind != kinds.end();
        Entry entry;
        entry.id = update_["updateKey"].text();
        entry.published = time();
        Thing who = member(person_);
        entry.author = std::move(who.name);
        entry.author_uri = std::move(who.link);
        entry.markup.verbs = {std::string(known ? kind->verb : "update")};
        entry.markup.objects = things();
        entry.content = as_markup(words());
        entry.link = shared()["submittedUrl"].text();
        entry.title = plain(entry.content);
        if (entry.title.empty())
            entry.title = sentence(entry.author, known ? kind->words : "", entry.markup.objects);
        return entry;
    }

private:
    Node person() const {
        if (const Node person = content_["person"]) return person;
        if (const Node person = content_["companyPersonUpdate"]["person"]) return person;
        return content_["job"]["jobPoster"];
    }
    Node shared() const { return person_["currentShare"]["content"]; }

    std::string words() const {
        const std::string status(person_["currentStatus"].text());
        return status.empty() ? std::string(person_["currentShare"]["comment"].text()) : status;
    }

    static Thing member(Node person) {
        Thing thing = named(person, "person", person["siteStandardProfileRequest"]["url"]);
        thing.name = collapse(std::string(person["firstName"].text()) + " " +
                              std::string(person["lastName"].text()));
        const std::string page(person["publicProfileUrl"].text());
        if (!page.empty()) thing.link = page;
        return thing;
    }

    static Thing named(Node node, const char* type, Node address) {
        Thing thing;
        thing.type = type;
        thing.id = node["id"].text();
        thing.name = plain(node["name"].text());
        if (thing.name.empty()) thing.name = plain(node["title"].text());
        thing.link = address.text();
        return thing;
    }

    /// Whom or what the update is about beside its person.
    std::vector<Thing> things() const {
        std::vector<Thing> result;
        for (const Node one : values_in(person_["connections"], feed_limits::parts))
            result.push_back(member(one));
        for (const Node one : values_in(person_["memberGroups"], feed_limits::parts))
            result.push_back(named(one, "group", one["siteGroupRequest"]["url"]));
        for (const Node one : values_in(person_["recommendationsGiven"], feed_limits::parts))
            result.push_back(member(one["recommendee"]));
        if (const Node page = shared())
            result.push_back(named(page, "article", page["submittedUrl"]));
        if (const Node position = content_["job"]["position"])
            result.push_back(named(position, "job", content_["job"]["siteJobRequest"]["url"]));
        else if (const Node company = content_["company"])
            result.push_back(named(company, "organization", company["siteCompanyRequest"]["url"]));
        if (const Node question = content_["question"])
            result.push_back(named(question, "question", question["webUrl"]));
        if (result.size() > feed_limits::parts) result.resize(feed_limits::parts);
        return result;
    }

    /// Milliseconds since 1970.
    std::optional<Instant> time() const {
        constexpr std::int64_t year_3000 = 32'503'680'000;
        const std::string text(update_["timestamp"].text());
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        if (value < 0 || value / 1000 > year_3000) return std::nullopt;
        return from_epoch(value / 1000);
    }

    static std::string sentence(const std::string& who, std::string_view words,
                                const std::vector<Thing>& things) {
        std::string text = who + " " + std::string(words);
        for (std::size_t i = 0; i < things.size(); ++i)
            text += (i == 0 ? " " : ", ") + things[i].name;
        return std::string(cut(collapse(text), feed_limits::text));
    }

    Node update_, content_, person_;
};

template <class Node>
std::optional<Feed> read_updates(const std::vector<Node>& updates) {
    if (std::none_of(updates.begin(), updates.end(),
                     [](Node update) { return UpdateReader<Node>(update).is_update(); }))
        return std::nullopt;
    Feed feed;
    feed.format = FeedFormat::linkedin_updates;
    feed.title = "LinkedIn";
    feed.link = "https://www.linkedin.com/";
    for (const Node update : updates)
        feed.entries.push_back(UpdateReader<Node>(update).entry());
    return feed;
}

}  // namespace

std::optional<Feed> read_linkedin_updates(Json root) {
    return read_updates(values_in(root, feed_limits::entries));
}

std::optional<Feed> read_linkedin_updates(pugi::xml_node root) {
    if (!same_word(local_name(root), "updates")) return std::nullopt;
    return read_updates(values_in(Fields(root), feed_limits::entries));
}

}  // namespace earshot
