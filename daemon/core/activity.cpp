#include "earshot/activity.hpp"

#include <algorithm>

#include "daemon/core/activity_reading.hpp"
#include "earshot/dialect.hpp"
#include "earshot/text.hpp"

namespace earshot {

Reading::Reading(const Feed& f, const Entry& e) : feed(f), entry(e) {
    if (!entry.author.empty() || !entry.author_uri.empty()) {
        author = {entry.author_uri, entry.author};
        if (author.uri.empty() && author.name == feed.author) author.uri = feed.author_uri;
    } else {
        author = {feed.author_uri, feed.author};
    }
}

const std::string& Reading::content() const {
    if (!content_) {
        const std::string_view markup(entry.content);
        content_ = shorten(plain_text(markup.substr(0, max_content_markup)), max_sentence);
    }
    return *content_;
}

bool Reading::content_may_be_a_sentence() const {
    return entry.content.size() <= max_sentence_markup;
}

Actor Reading::owner() const {
    if (author != Actor{}) return author;
    return {feed.link, feed.title};
}

Activity Reading::start(Verb verb) const {
    Activity activity;
    activity.verb = verb;
    activity.at = entry.published ? entry.published : entry.updated;
    activity.sentence = shorten(entry.title.empty() ? content() : entry.title, 200);
    activity.link = entry.link;
    return activity;
}

Object Reading::itself() const {
    return {shorten(entry.title.empty() ? content() : entry.title, max_name), entry.link};
}

std::vector<Activity> read_activities(const Feed& feed, const Entry& entry,
                                      const Dialects& dialects) {
    if (is_bridge_error(entry)) return {};
    const Reading reading(feed, entry);
    if (entry.title.empty() && reading.content().empty() && entry.link.empty() &&
        entry.markup.verbs.empty())
        return {};

    if (auto read = read_markup(reading)) return *std::move(read);
    const Dialects::Compiled& all = dialects.compiled();
    const Dialect* dialect = all.reader(feed, entry);
    if (dialect != nullptr)
        if (auto read = read_rules(reading, *dialect)) return *std::move(read);
    if (auto read = read_phrases(reading, all, dialect)) return *std::move(read);

    Activity activity = reading.start(dialect == nullptr ? Verb::other : dialect->otherwise);
    activity.rule =
        (dialect == nullptr ? "no dialect" : dialect->name) + std::string(": otherwise");
    if (activity.verb == Verb::post) {
        activity.actor = reading.owner();
        activity.objects = {reading.itself()};
    } else {
        activity.actor = reading.author;
    }
    return {std::move(activity)};
}

std::vector<std::vector<Activity>> read_activities(const Feed& feed, const Dialects& dialects) {
    std::vector<std::vector<Activity>> result;
    result.reserve(feed.entries.size());
    for (const Entry& entry : feed.entries)
        result.push_back(read_activities(feed, entry, dialects));
    settle_people(feed, result);
    return result;
}

bool is_bridge_error(const Entry& entry) {
    // RSS-Bridge: "Bridge returned error 403! (19830)"; RSSHub and others answer with a status.
    return entry.title.starts_with("Bridge returned error ");
}

}  // namespace earshot
