#include "earshot/activity.hpp"

#include <algorithm>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/first_words.hpp"
#include "earshot/dialect.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

/// What an entry says when all is known that the entry itself shows.
struct EntryReading {
    std::vector<Activity> activities;
    bool understood = false;             // as a sentence
    std::optional<Understood> sentence;  // that only the rest of the feed can make credible
    const Dialect* otherwise = nullptr;  // who reads the entry when that is not believed
};

std::vector<Activity> otherwise(const Reading& reading, const Dialect* dialect) {
    if (dialect != nullptr)
        if (auto read = read_rules(reading, *dialect)) return *std::move(read);
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

/// Typed markup is trusted first. Its `post` says little: a title that says more of its author ("A
/// commented on B") is believed, and one that names the author where nothing else does is used.
Readings read_typed(const Reading& reading, const Dialects::Compiled& all, const Dialect* dialect) {
    auto read = read_markup(reading);
    if (!read) return std::nullopt;
    Activity& activity = read->front();
    const bool nameless = activity.actor == Actor{};
    const bool coarse =
        activity.verb == Verb::post || activity.verb == Verb::open || activity.verb == Verb::reply;
    if (!nameless && !coarse) return read;
    const auto title = understand_title(reading, all, dialect);
    if (!title) return read;
    if (nameless) activity.actor = activities_of(reading, all, *title).front().actor;
    const Verb said = title->phrase->verb;
    if (nameless || !title->sure || said == Verb::post || said == Verb::other) return read;
    return activities_of(reading, all, *title);
}

EntryReading read_entry(const Reading& reading, const Dialects::Compiled& all,
                        const Dialect* claimant) {
    const Entry& entry = reading.entry;
    if (is_bridge_error(entry)) return {};
    if (entry.title.empty() && entry.link.empty() && entry.markup.verbs.empty() &&
        reading.content().empty())
        return {};

    const Dialect* reader = claimant != nullptr ? claimant : all.reader(entry);
    const Dialect* dialect = reader != nullptr && reader->any ? nullptr : reader;
    if (auto read = read_typed(reading, all, dialect)) return {*std::move(read), false, {}, {}};
    if (dialect != nullptr)
        if (auto read = read_rules(reading, *dialect)) return {*std::move(read), false, {}, {}};
    auto understood = understand(reading, all, dialect);
    if (understood && understood->sure)
        return {activities_of(reading, all, *understood), true, {}, {}};
    if (auto read = read_weak_markup(reading)) return {*std::move(read), false, {}, {}};
    if (understood) return {{}, true, std::move(understood), reader};
    return {otherwise(reading, reader), false, {}, {}};
}

/// A feed in which so many entries are sentences about people is a feed about people, and what
/// looks like a sentence there is one.
constexpr std::size_t sentences_of_a_network = 2;

bool is_about_people(const std::vector<EntryReading>& read) {
    const auto sentences =
        static_cast<std::size_t>(std::ranges::count_if(read, &EntryReading::understood));
    return sentences >= sentences_of_a_network && sentences * 2 >= read.size();
}

std::vector<Activity> settled(EntryReading&& read, const Reading& reading,
                              const Dialects::Compiled& all, bool about_people) {
    if (!read.sentence) return std::move(read.activities);
    return about_people ? activities_of(reading, all, *read.sentence)
                        : otherwise(reading, read.otherwise);
}

}  // namespace

Reading::Reading(const Feed& f, const Entry& e) : feed(f), entry(e) {
    if (!entry.author.empty() || !entry.author_uri.empty()) {
        author = {entry.author_uri, entry.author};
        if (author.uri.empty() && author.name == feed.author) author.uri = feed.author_uri;
        // Some write the address of an account where its name belongs.
        const bool address =
            author.name.starts_with("https://") || author.name.starts_with("http://");
        if (author.uri.empty() && address) author.uri = author.name;
    } else {
        author = {feed.author_uri, feed.author};
    }
}

const std::string& Reading::content() const {
    if (!content_) content_ = first_words(entry.content, max_sentence);
    return *content_;
}

std::string_view Reading::part(Part part) const {
    const auto joined = [this](const auto& words, char between) -> std::string_view {
        joined_.emplace();
        for (const std::string& word : words)
            *joined_ += (joined_->empty() ? "" : std::string(1, between)) + word;
        return *joined_;
    };
    switch (part) {
        case Part::id: return entry.id;
        case Part::title: return entry.title;
        case Part::link: return entry.link;
        case Part::author: return entry.author;
        case Part::category: return joined(entry.categories, '\n');
        case Part::channel: return feed.title;
        case Part::html: return std::string_view(entry.content).substr(0, max_content_markup);
        case Part::content: return content();
    }
    return {};
}

Actor Reading::owner() const {
    if (author != Actor{}) return author;
    return {feed.link, feed.title};
}

Activity Reading::start(Verb verb) const {
    Activity activity;
    activity.verb = verb;
    activity.at = entry.occurred    ? entry.occurred
                  : entry.published ? entry.published
                                    : entry.updated;
    activity.sentence = shorten(entry.title.empty() ? content() : entry.title, 200);
    activity.link = entry.link;
    return activity;
}

Object Reading::itself() const {
    return {shorten(entry.title.empty() ? content() : entry.title, max_name), entry.link};
}

std::vector<std::vector<Activity>> read_activities(const Feed& feed, const Dialects& dialects) {
    const Dialects::Compiled& all = dialects.compiled();
    const Dialect* claimant = all.claimant(feed);
    std::vector<EntryReading> read;
    read.reserve(feed.entries.size());
    for (const Entry& entry : feed.entries)
        read.push_back(read_entry(Reading(feed, entry), all, claimant));
    const bool about_people = is_about_people(read);

    std::vector<std::vector<Activity>> result;
    result.reserve(read.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        result.push_back(
            settled(std::move(read[i]), Reading(feed, feed.entries[i]), all, about_people));
    settle_people(feed, result);
    return result;
}

std::vector<Activity> read_activities(const Feed& feed, const Entry& entry,
                                      const Dialects& dialects) {
    const Dialects::Compiled& all = dialects.compiled();
    const Reading reading(feed, entry);
    return settled(read_entry(reading, all, all.claimant(feed)), reading, all, false);
}

bool is_bridge_error(const Entry& entry) {
    // RSS-Bridge: "Bridge returned error 403! (19830)"; RSSHub and others answer with a status.
    return entry.title.starts_with("Bridge returned error ");
}

}  // namespace earshot
