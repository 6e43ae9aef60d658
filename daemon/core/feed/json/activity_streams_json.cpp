#include "daemon/core/feed/json/activity_streams_json.hpp"

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/activity_streams_json_parts.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

void set_author(Thing& thing, Author&& author) {
    thing.author = std::move(author.name);
    thing.author_uri = std::move(author.uri);
}

/// Where an activity leads. Who arrives at a place does nothing to it: it is no object but the
/// location.
Json place_of(Json activity) {
    return activity["target"] || first_object(activity) ? activity["target"] : activity["location"];
}

}  // namespace

std::string ActivityReader::name(Json object) const {
    const std::string_view name = in_any_language(object, "name");
    if (!name.empty()) return plain(name);
    return plain(text_of(object, {"displayName", "title", "preferredUsername"}));
}

Author ActivityReader::author(Json who) const {
    for (std::size_t i = 0; i < who.size() && i < feed_limits::parts; ++i) {
        const Json one = who.at(i);
        Author author;
        if (!one.is_object()) {
            author.uri = address_in(one.text());
            if (author.uri.empty()) author.name = collapse(one.text());
        } else {
            author.name = name(one);
            // The id stays when a profile moves; in ActivityStreams 1 it often is a mere number.
            const std::string id = address_in(text_of(one, {"id", "href"}));
            const std::string page = address_of(one["url"], base_);
            const bool by_id = format_ == FeedFormat::activity_streams_2 || page.empty();
            author.uri = by_id && !id.empty() ? id : page;
        }
        if (!author.name.empty() || !author.uri.empty()) return author;
    }
    return {};
}

Thing ActivityReader::thing(Json object) const {
    Thing thing;
    if (!object.is_object()) {
        thing.id = object.text();
        return thing;
    }
    const Json type = object["objectType"] ? object["objectType"] : object["type"];
    if (const auto words = words_of(type); !words.empty()) thing.type = words.front();
    thing.id = object["id"].text();
    thing.name = name(object);
    thing.link = address_of(object["url"] ? object["url"] : object["href"], base_);
    // What has neither name nor address is known by its words.
    if (thing.name.empty() && thing.id.empty() && thing.link.empty())
        thing.name = plain(markup_in(object));
    set_author(thing, author(actor_of(object)));
    return thing;
}

// Follows activities that are about activities inward: there are no more than the document is deep.
void ActivityReader::read_activity(Json activity, Markup& markup, bool outermost) const {
    const auto say = [&markup](std::vector<std::string>&& words) {
        for (std::string& word : words)
            if (markup.verbs.size() < feed_limits::parts) markup.verbs.push_back(std::move(word));
    };
    const Json verb = activity["verb"] ? activity["verb"] : activity["verbs"];
    say(words_of(verb ? verb : activity["type"]));
    if (outermost && markup.verbs.empty()) markup.verbs = {"post"};  // what no verb means in 1.0
    if (is_relationship(activity)) say(words_of(activity["relationship"]));

    const Json objects = activity["object"];
    const bool is_made = !outermost && !markup.verbs.empty() && is_making(markup.verbs.back());
    bool went_inward = false;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const Json object = objects.at(i);
        if (markup.objects.size() == feed_limits::parts) return;
        if (!went_inward && is_activity(object)) {
            read_activity(object, markup, false);
            went_inward = true;
        } else if (object.is_object() || !object.text().empty()) {
            markup.objects.push_back(thing(object));
            Thing& made = markup.objects.back();
            if (is_made && made.author.empty() && made.author_uri.empty())
                set_author(made, author(actor_of(activity)));
        }
    }
    if (outermost || !markup.objects.empty()) return;
    const Json place = place_of(activity).at(0);
    markup.objects.push_back(thing(place ? place : activity));
}

// What an object says that the actor made: the time, the answer and the words are the entry's.
void ActivityReader::read_own_words(Json item, Json object, Entry& entry) const {
    if (entry.markup.in_reply_to.empty()) entry.markup.in_reply_to = reply_in(object);
    if (!entry.published) entry.published = time_of(object, {"published", "postedTime"});
    if (!entry.updated && !item["published"]) entry.updated = time_of(object, {"updated"});
}

Entry ActivityReader::entry(Json item) const {
    Entry entry;
    entry.id = item["id"].text();
    Author author = this->author(actor_of(item));
    entry.author = std::move(author.name);
    entry.author_uri = std::move(author.uri);
    entry.published = time_of(item, {"published", "postedTime"});
    entry.updated = time_of(item, {"updated"});
    entry.markup.in_reply_to = reply_in(item);

    const Json object = first_object(item);
    if (is_activity(item)) {
        read_activity(item, entry.markup, true);
        if (const Json target = place_of(item).at(0)) entry.markup.target = thing(target);
        const auto& verbs = entry.markup.verbs;
        if (object.is_object() && !verbs.empty() && is_making(verbs.front()))
            read_own_words(item, object, entry);
    } else {
        entry.markup.objects.push_back(thing(item));
    }
    // Whoever accepts being followed does something to the one who asked, not to themselves.
    if (entry.markup.verbs.size() > 1 && entry.markup.objects.size() == 1 &&
        !entry.author_uri.empty() && entry.markup.objects.front().id == entry.author_uri)
        if (const Json asking = actor_of(object).at(0)) entry.markup.objects = {thing(asking)};
    for (Thing& thing : entry.markup.objects) {
        const bool same = thing.author_uri.empty() ? thing.author == entry.author
                                                   : thing.author_uri == entry.author_uri;
        if (same) thing.author = thing.author_uri = "";
    }

    const Thing first = entry.markup.objects.empty() ? Thing() : entry.markup.objects.front();
    const std::string_view title = item["title"].text();
    entry.title = plain(title);
    if (title.find("<a ") != title.npos) entry.title_markup = title;
    if (entry.title.empty()) entry.title = name(item);
    if (entry.title.empty()) entry.title = plain(in_any_language(item, "summary"));
    if (entry.title.empty()) entry.title = first.name;
    entry.content = markup_in(item);
    const Json inmost = inmost_object(item);
    if (entry.content.empty()) entry.content = markup_in(inmost);
    if (entry.content.empty()) entry.content = in_any_language(item, "summary");
    entry.link = address_of(item["url"], base_);
    if (entry.link.empty()) entry.link = first.link;
    if (entry.link.empty() && is_web_address(first.id)) entry.link = absolute(first.id, base_);
    if (entry.link.empty() && is_web_address(entry.id)) entry.link = absolute(entry.id, base_);
    read_tags(item, entry.categories);
    read_tags(inmost, entry.categories);
    return entry;
}

}  // namespace earshot
