#include "daemon/core/feed/linkedin_updates_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "daemon/core/feed/feed_json_fields.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

struct Kind {
    std::string_view type;   // LinkedIn's code
    std::string_view verb;   // in the words of ActivityStreams
    std::string_view words;  // after the name, in LinkedIn's own
};
constexpr std::array<Kind, 17> kinds{{
    {"CONN", "make-friend", "is now connected to"},
    {"NCON", "make-friend", "is now a connection"},
    {"CCEM", "join", "has joined LinkedIn"},
    {"JGRP", "join", "joined the group"},
    {"PROF", "update-profile", "has an updated profile"},
    {"PRFU", "update-profile", "has an updated profile"},
    {"PRFX", "update-profile", "has an updated profile"},
    {"PICU", "update-profile", "has a new profile photo"},
    {"PICT", "update-profile", "has a new profile photo"},
    {"STAT", "post", ""},
    {"SHAR", "share", ""},
    {"MSFC", "follow", "is now following"},
    {"PREC", "recommend", "recommends"},
    {"SVPR", "recommend", "recommends"},
    {"JOBP", "post", "posted a job:"},
    {"VIRL", "like", "likes an update"},
    {"ANSW", "reply", "answered a question"},
}};

bool is_update(Json item) {
    return item["updateType"] && item["updateContent"].is_object();
}

Json person_in(Json content) {
    for (const Json person :
         {content["person"], content["companyPersonUpdate"]["person"], content["job"]["jobPoster"]})
        if (person) return person;
    return {};
}

Thing member(Json person) {
    Thing thing;
    thing.type = "person";
    thing.id = person["id"].text();
    thing.name = collapse(std::string(person["firstName"].text()) + " " +
                          std::string(person["lastName"].text()));
    thing.link = text_of(person, {"publicProfileUrl"});
    if (thing.link.empty()) thing.link = person["siteStandardProfileRequest"]["url"].text();
    return thing;
}

Thing named(Json thing, std::string_view type, std::string_view address) {
    Thing result;
    result.type = type;
    result.id = thing["id"].text();
    result.name = plain(text_of(thing, {"name", "title"}));
    result.link = thing[address]["url"].text();
    return result;
}

/// Whom or what the update is about beside its person.
std::vector<Thing> things_in(Json content) {
    std::vector<Thing> result;
    const auto each = [&result](Json list, const auto& make) {
        const std::vector<Json> values = list["values"].objects();
        for (const Json value : values)
            if (result.size() < feed_limits::parts) result.push_back(make(value));
    };
    const Json person = person_in(content);
    each(person["connections"], member);
    each(person["memberGroups"],
         [](Json group) { return named(group, "group", "siteGroupRequest"); });
    each(person["recommendationsGiven"], [](Json given) { return member(given["recommendee"]); });
    const Json position = content["job"]["position"];
    if (position) {
        result.push_back(named(position, "job", ""));
        result.back().link = content["job"]["siteJobRequest"]["url"].text();
    } else if (const Json company = content["company"]) {
        result.push_back(named(company, "organization", ""));
    }
    return result;
}

std::optional<Instant> time_in(Json milliseconds) {
    const std::string_view text = milliseconds.text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return from_epoch(value / 1000);
}

std::string sentence(const Entry& entry, const Kind* kind) {
    std::string text = entry.author;
    if (kind != nullptr) text += " " + std::string(kind->words);
    for (std::size_t i = 0; i < entry.markup.objects.size(); ++i)
        text += (i == 0 ? " " : ", ") + entry.markup.objects[i].name;
    return std::string(cut(collapse(text), feed_limits::text));
}

Entry entry_of(Json update) {
    const Json content = update["updateContent"];
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& known) {
        return known.type == update["updateType"].text();
    });
    Entry entry;
    entry.id = update["updateKey"].text();
    entry.published = time_in(update["timestamp"]);
    const Json person = person_in(content);
    Thing who = member(person);
    entry.author = std::move(who.name);
    entry.author_uri = std::move(who.link);
    entry.markup.verbs = {std::string(kind == kinds.end() ? "update" : kind->verb)};
    entry.markup.objects = things_in(content);

    const Json share = person["currentShare"];
    entry.content = as_markup(person["currentStatus"] ? person["currentStatus"].text()
                                                      : share["comment"].text());
    entry.link = share["content"]["submittedUrl"].text();
    entry.title = plain(entry.content);
    if (entry.title.empty()) entry.title = plain(share["content"]["title"].text());
    if (entry.title.empty()) entry.title = sentence(entry, kind == kinds.end() ? nullptr : &*kind);
    return entry;
}

}  // namespace

std::optional<Feed> read_linkedin_updates(Json root) {
    const std::vector<Json> updates = (root.is_list() ? root : root["values"]).objects();
    if (!std::any_of(updates.begin(), updates.end(), is_update)) return std::nullopt;
    Feed feed;
    feed.format = FeedFormat::linkedin_updates;
    feed.title = "LinkedIn";
    feed.link = "https://www.linkedin.com/";
    for (const Json update : updates) {
        if (feed.entries.size() == feed_limits::entries) break;
        feed.entries.push_back(entry_of(update));
    }
    return feed;
}

}  // namespace earshot
