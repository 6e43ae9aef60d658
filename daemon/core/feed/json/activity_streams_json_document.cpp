// Documents of ActivityStreams: collections, pages of them, and what is sent by itself.

#include <algorithm>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/json/activity_streams_json.hpp"
#include "daemon/core/feed/json/activity_streams_json_parts.hpp"
#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

bool has_context(Json root) {
    const Json context = root["@context"];
    for (std::size_t i = 0; i < context.size(); ++i)
        if (context.at(i).text().find("activitystreams") != std::string_view::npos) return true;
    return false;
}

bool is_collection(Json object) {
    return has_word(object["type"],
                    {"collection", "orderedcollection", "collectionpage", "orderedcollectionpage"});
}

bool is_actor(Json root) {
    return has_word(root["type"], {"person", "service", "application", "group", "organization"}) &&
           (has_context(root) || (root["inbox"] && root["outbox"]));
}

// The list of entries, in a collection or in the page of it that came along.
Json list_in(Json collection) {
    for (std::string_view member : {"orderedItems", "items", "list"}) {
        const Json list = collection[member];
        if (list.is_list() || list.is_object()) return list;
    }
    return {};
}

// "...; its outbox is at https://…"
Problem nothing_here(std::string_view what, std::string_view part, Json address,
                     const FeedHint& hint) {
    std::string text = "the document is " + std::string(what);
    if (const auto url = Url::parse(address_of(address, hint.base)))
        text += "; its " + std::string(part) + " is at " + url->redacted();
    return {std::move(text), {}, false};
}

/// What an actor that comes along says of its other addresses, of before and from now on.
void add_other_addresses(Feed& feed, Json actor, const FeedHint& hint) {
    if (!actor.is_object()) return;
    for (const std::string_view member : {"alsoKnownAs", "movedTo"}) {
        const Json list = actor[member];
        for (std::size_t i = 0; i < list.size() && feed.me.size() < feed_limits::parts; ++i) {
            std::string address = address_of(list.at(i), hint.base);
            const bool is_new = std::find(feed.me.begin(), feed.me.end(), address) == feed.me.end();
            if (!address.empty() && is_new) feed.me.push_back(std::move(address));
        }
    }
}

Feed about(Json collection, FeedFormat format, const FeedHint& hint) {
    const ActivityReader reader(format, hint.base);
    Feed feed;
    feed.format = format;
    feed.title = reader.name(collection);
    if (feed.title.empty()) feed.title = plain(collection["summary"].text());
    feed.link = address_of(collection["url"], hint.base);
    const std::string_view id = collection["id"].text();
    if (is_web_address(id)) feed.self = absolute(std::string(id), hint.base);
    const Json writer =
        collection["attributedTo"] ? collection["attributedTo"] : collection["actor"];
    add_other_addresses(feed, writer.at(0), hint);
    Author author = reader.author(writer);
    feed.author = std::move(author.name);
    feed.author_uri = std::move(author.uri);
    feed.generator = reader.name(collection["generator"]);
    feed.updated = time_of(collection, {"updated", "published"});
    return feed;
}

Feed filled(Feed feed, const std::vector<Json>& items, const FeedHint& hint) {
    const std::string& own = feed.self.empty() ? feed.link : feed.self;
    const ActivityReader reader(feed.format, hint.base.empty() ? own : hint.base);
    for (const Json item : items) {
        if (feed.entries.size() == feed_limits::entries) break;
        feed.entries.push_back(reader.entry(item));
        // Of whom the collection is.
        const std::string& who = feed.entries.back().author_uri;
        if (!who.empty() && who == feed.author_uri)
            add_other_addresses(feed, item["actor"].at(0), hint);
    }
    return feed;
}

bool holds_more(Json collection) {
    const std::string_view total = collection["totalItems"].text();
    return !total.empty() && total != "0";
}

Result<Feed> read_collection(Json root, const FeedHint& hint) {
    constexpr auto format = FeedFormat::activity_streams_2;
    const Json first = root["first"];
    for (const Json holder : {root, first}) {
        const Json list = list_in(holder);
        if (!list) continue;
        const std::vector<Json> items = list.objects();
        // Nobody would ever be seen in such a feed, and it would look well.
        if (items.empty() && list.is_list() && list.size() > 0)
            return fail("the document is an ActivityStreams collection of addresses only");
        if (items.empty() && !first && holds_more(root))
            return fail("the document is an ActivityStreams collection that hides its items");
        return filled(about(root, format, hint), items, hint);
    }
    if (first)
        return Failure(
            nothing_here("an ActivityPub collection without its items", "first page", first, hint));
    if (root["totalItems"] && !holds_more(root)) return about(root, format, hint);
    return fail("the document is an ActivityStreams collection without its items");
}

bool is_told_1(Json item) {
    return (item["verb"] || item["verbs"]) && (item["actor"] || item["object"]);
}

bool is_told_2(Json item) {
    return is_activity(item) && item["actor"] && item["object"];
}

bool any_of(Json list, bool (&is_told)(Json)) {
    const std::vector<Json> items = list.objects();
    return std::any_of(items.begin(), items.end(), is_told);
}

}  // namespace

std::optional<Result<Feed>> read_activity_streams(Json root, const FeedHint& hint, bool whole) {
    if (is_collection(root)) return read_collection(root, hint);
    if (is_actor(root))
        return Failure(
            nothing_here("an ActivityPub actor, not a feed", "outbox", root["outbox"], hint));

    // A list by itself, or in an envelope that does not say what it is.
    const Json list = root.is_list() ? root : list_in(root);
    const bool named = has_word(root["objectType"], {"collection"}) && list;
    if (named || any_of(list, is_told_1))
        return filled(about(root, FeedFormat::activity_streams_1, hint), list.objects(), hint);
    if (any_of(list, is_told_2))
        return filled(about(root, FeedFormat::activity_streams_2, hint), list.objects(), hint);

    if (!whole || !root.is_object()) return std::nullopt;
    const bool version_1 = is_told_1(root);
    if (!version_1 && !is_told_2(root) && !(has_context(root) && root["type"])) return std::nullopt;
    Feed feed;
    feed.format = version_1 ? FeedFormat::activity_streams_1 : FeedFormat::activity_streams_2;
    return filled(std::move(feed), {root}, hint);
}

}  // namespace earshot
