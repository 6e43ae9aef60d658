#include "daemon/core/feed/json/activity_streams_json_parts.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"

namespace earshot {
namespace {

// ActivityStreams 2 vocabulary. A Question is asked as an object; a Relationship is an object that
// says what an activity would: its subject and object are connected.
constexpr std::array<std::string_view, 30> activity_types{"accept",
                                                          "activity",
                                                          "add",
                                                          "announce",
                                                          "arrive",
                                                          "block",
                                                          "create",
                                                          "delete",
                                                          "dislike",
                                                          "flag",
                                                          "follow",
                                                          "ignore",
                                                          "intransitiveactivity",
                                                          "invite",
                                                          "join",
                                                          "leave",
                                                          "like",
                                                          "listen",
                                                          "move",
                                                          "offer",
                                                          "read",
                                                          "reject",
                                                          "relationship",
                                                          "remove",
                                                          "tentativeaccept",
                                                          "tentativereject",
                                                          "travel",
                                                          "undo",
                                                          "update",
                                                          "view"};

constexpr std::array<std::string_view, 7> making{"create", "post",    "author", "submit",
                                                 "update", "comment", "reply"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::string> words_of(Json value) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < value.size() && words.size() < feed_limits::parts; ++i) {
        std::string word = short_word(value.at(i).text());
        word.erase(0, word.find_last_of(':') + 1);
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

bool has_word(Json value, std::initializer_list<std::string_view> words) {
    const std::vector<std::string> said = words_of(value);
    return std::find_first_of(said.begin(), said.end(), words.begin(), words.end()) != said.end();
}

bool is_activity(Json object) {
    if (!object.is_object()) return false;
    if (object["verb"] || object["verbs"]) return true;
    if (!object["objectType"] && object["actor"] && object["object"]) return true;
    const std::vector<std::string> types = words_of(object["type"]);
    return std::any_of(types.begin(), types.end(),
                       [](const std::string& type) { return is_one_of(activity_types, type); });
}

bool is_making(std::string_view verb) {
    return is_one_of(making, verb);
}

bool is_relationship(Json object) {
    return has_word(object["type"], {"relationship"}) && object["subject"];
}

Json actor_of(Json item) {
    for (std::string_view member : {"actor", "subject", "attributedTo", "author"})
        if (const Json who = item[member]) return who;
    return {};
}

Json first_object(Json activity) {
    return activity["object"].at(0);
}

Json inmost_object(Json activity) {
    Json object = first_object(activity);
    while (is_activity(object) && object["object"])
        object = first_object(object);
    return object;
}

std::string_view in_any_language(Json object, std::string_view member) {
    const std::string_view text = object[member].text();
    if (!text.empty()) return text;
    return object[std::string(member) + "Map"].first_member().text();
}

std::string markup_in(Json object) {
    const std::string_view content = in_any_language(object, "content");
    const std::string_view type = object["mediaType"].text();
    const bool is_markup = type.empty() || type.find("html") != type.npos;
    return is_markup ? std::string(content) : as_markup(content);
}

std::string reply_in(Json object) {
    const Json to = object["inReplyTo"];
    if (to.at(0).is_object()) return std::string(text_of(to.at(0), {"id", "href", "url"}));
    return std::string(to.text());
}

void read_tags(Json object, std::vector<std::string>& categories) {
    for (const Json tags : {object["tag"], object["tags"]}) {
        for (std::size_t i = 0; i < tags.size(); ++i) {
            const Json tag = tags.at(i);
            const Json type = tag["objectType"] ? tag["objectType"] : tag["type"];
            if (type && !has_word(type, {"hashtag", "tag", "category"})) continue;  // a mention
            std::string_view word =
                tag.is_object() ? text_of(tag, {"name", "displayName"}) : tag.text();
            while (word.starts_with('#'))
                word.remove_prefix(1);
            add_category(categories, word);
        }
    }
}

}  // namespace earshot
