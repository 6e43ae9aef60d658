#include "earshot/activity.hpp"

#include <algorithm>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/first_words.hpp"
#include "earshot/dialect.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

/// What an entry says when all is known that the entry itself shows.
struct EntryReading {
    std::vector<Activity> activities;
    bool understood = false;             // as a sentence
    bool telling = false;                // and as one that prose hardly holds by chance
    std::optional<Understood> sentence;  // that only the rest of the feed can make credible
    const Dialect* otherwise = nullptr;  // who reads the entry when that is not believed
};

std::vector<Activity> otherwise(const EntryReader& reading, const Dialect* dialect) {
    if (dialect != nullptr)
        if (auto read = read_rules(reading, *dialect)) return *std::move(read);
    Activity activity = reading.start(dialect == nullptr ? Verb::other : dialect->otherwise);
    activity.rule =
        (dialect == nullptr ? "no dialect" : dialect->name) + std::string(": otherwise");
    if (activity.verb == Verb::post) {
        if (!reading.entry.markup.in_reply_to.empty()) activity.verb = Verb::reply;
        activity.actor = reading.owner();
        activity.objects = {reading.itself()};
    } else {
        activity.actor = reading.author;
    }
    return {std::move(activity)};
}

/// Formats whose types say it all keep prose where others have sentences.
bool has_sentences(FeedFormat format) {
    return format != FeedFormat::activity_streams_2 && format != FeedFormat::linkedin_updates;
}

/// Typed markup is trusted first. `post` in ActivityStreams 1 says little: a title that says more
/// of its author ("A commented on B") is believed. ActivityStreams 2 has a type for everything, and
/// its summary is prose. A title that names the author where nothing else does is used.
Readings read_typed(const EntryReader& reading, const Dialects::Compiled& all,
                    const Dialect* dialect) {
    auto read = read_markup(reading);
    if (!read && !has_sentences(reading.feed.format)) read = read_weak_markup(reading);
    if (!read) return std::nullopt;
    Activity& activity = read->front();
    const bool nameless = activity.actor == Actor{};
    const bool coarse = has_sentences(reading.feed.format) &&
                        (activity.verb == Verb::post || activity.verb == Verb::open ||
                         activity.verb == Verb::reply);
    if (!nameless && !coarse) return read;
    const auto title = understand_title(reading, all, dialect);
    if (!title) return read;
    if (nameless) activity.actor = activities_of(reading, all, *title).front().actor;
    const Verb said = title->phrase->verb;
    if (!coarse || nameless || !title->sure || said == Verb::post || said == Verb::other)
        return read;
    return activities_of(reading, all, *title);
}

/// Bytes that a phrase of three short words says by itself, " is reading ".
constexpr std::size_t telling_words = 12;

EntryReading read_entry(const EntryReader& reading, const Dialects::Compiled& all,
                        const Dialect* claimant) {
    const Entry& entry = reading.entry;
    if (is_bridge_error(entry)) return {};
    if (entry.title.empty() && entry.link.empty() && entry.markup.verbs.empty() &&
        reading.content().empty())
        return {};

    const Dialect* reader = claimant != nullptr ? claimant : all.reader(entry);
    // The dialect for any feed is one of its own where it claims a feed, and none where it does
    // not.
    const bool last_resort = claimant == nullptr && reader != nullptr && reader->any;
    const Dialect* dialect = last_resort ? nullptr : reader;
    if (auto read = read_typed(reading, all, dialect))
        return {*std::move(read), false, false, {}, {}};
    if (dialect != nullptr)
        if (auto read = read_rules(reading, *dialect))
            return {*std::move(read), false, false, {}, {}};
    auto understood = understand(reading, all, dialect);
    if (understood && understood->sure)
        return {activities_of(reading, all, *understood), true, true, {}, {}};
    if (auto read = read_weak_markup(reading)) return {*std::move(read), false, false, {}, {}};
    if (understood) {
        const bool counts = !understood->of_others || understood->phrase->verb == Verb::connect;
        const bool telling = counts && understood->own_words >= telling_words;
        return {{}, counts, telling, std::move(understood), reader};
    }
    return {otherwise(reading, reader), false, false, {}, {}};
}

/// A feed in which so many entries are sentences about people, be it all of them or be it sentences
/// that say more than "A likes B", is a feed about people, and what looks like a sentence there is
/// one. What an author writes about others is prose all the same, unless it is what only networks
/// say, and more than once: some name themselves as the author of everything.
struct Network {
    bool about_people = false;
    bool is_author = false;

    explicit Network(const std::vector<EntryReading>& read) {
        const auto sentences = std::ranges::count_if(read, &EntryReading::understood);
        const bool all = sentences > 1 && sentences == std::ssize(read);
        about_people = sentences * 2 >= std::ssize(read) &&
                       (all || std::ranges::any_of(read, &EntryReading::telling));
        is_author = std::ranges::count_if(read, connects_others) > 1;
    }

    bool believes(const Understood& sentence) const {
        return about_people && (is_author || !sentence.of_others);
    }

private:
    static bool connects_others(const EntryReading& read) {
        return read.sentence && read.understood && read.sentence->of_others;
    }
};

/// Keeps a document within what it may say in all.
class Room {
public:
    explicit Room(std::size_t entries)
        : left_(max_activities_per_document - std::min(entries, max_activities_per_document)) {}

    void take(std::vector<Activity>& acts) {
        if (acts.size() < 2) return;
        const std::size_t kept = 1 + std::min(acts.size() - 1, left_);
        left_ -= kept - 1;
        if (kept == acts.size()) return;
        const Activity& last = acts.back();
        const bool counts = acts[kept - 1].actor == last.actor;
        const int more = static_cast<int>(acts.size() - kept) + last.more_objects;
        acts.resize(kept);
        if (counts) acts.back().more_objects = more;
    }

private:
    std::size_t left_;  // beside the first of each entry
};

/// What an entry says of its own writer, where nothing says more of it than that it is there.
void note_move(std::vector<Activity>& acts, const EntryReader& reading,
               const Dialects::Compiled& all) {
    if (acts.size() != 1) return;
    Activity& activity = acts.front();
    if (activity.verb != Verb::post && activity.verb != Verb::other) return;
    if (activity.actor != reading.owner() && activity.actor != reading.author) return;
    auto where = read_moved(reading, all);
    if (where) become_move(activity, *std::move(where));
}

std::vector<Activity> settled(EntryReading&& read, const EntryReader& reading,
                              const Dialects::Compiled& all, const Network& network) {
    std::vector<Activity> acts = std::move(read.activities);
    if (read.sentence)
        acts = network.believes(*read.sentence) ? activities_of(reading, all, *read.sentence)
                                                : otherwise(reading, read.otherwise);
    note_move(acts, reading, all);
    return acts;
}

}  // namespace

EntryReader::EntryReader(const Feed& f, const Entry& e) : feed(f), entry(e) {
    if (has_own_author()) {
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

bool EntryReader::has_own_author() const {
    return !entry.author.empty() || !entry.author_uri.empty();
}

const std::string& EntryReader::content() const {
    if (!content_) content_ = first_words(entry.content, max_sentence);
    return *content_;
}

std::string_view EntryReader::part(Part part) const {
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

Actor EntryReader::owner() const {
    if (author != Actor{}) return author;
    return {feed.link, feed.title};
}

const std::string& EntryReader::base() const {
    return entry.link.empty() ? feed.link : entry.link;
}

Activity EntryReader::start(Verb verb) const {
    return start(verb, shorten(entry.title.empty() ? content() : entry.title, 200));
}

Activity EntryReader::start(Verb verb, std::string sentence) const {
    Activity activity;
    activity.verb = verb;
    activity.at = entry.occurred    ? entry.occurred
                  : entry.published ? entry.published
                                    : entry.updated;
    activity.sentence = std::move(sentence);
    activity.link = entry.link;
    return activity;
}

Object EntryReader::itself() const {
    return {shorten(entry.title.empty() ? content() : entry.title, max_name), entry.link};
}

std::vector<std::vector<Activity>> read_activities(const Feed& feed, const Dialects& dialects) {
    const Dialects::Compiled& all = dialects.compiled();
    const Dialect* claimant = all.claimant(feed);
    std::vector<EntryReading> read;
    read.reserve(feed.entries.size());
    Room room(feed.entries.size());
    for (const Entry& entry : feed.entries) {
        read.push_back(read_entry(EntryReader(feed, entry), all, claimant));
        room.take(read.back().activities);
    }
    const Network network(read);

    std::vector<std::vector<Activity>> result;
    result.reserve(read.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        const bool was_open = read[i].sentence.has_value();
        result.push_back(
            settled(std::move(read[i]), EntryReader(feed, feed.entries[i]), all, network));
        if (was_open) room.take(result.back());
    }
    settle_people(feed, result);
    return result;
}

std::vector<Activity> read_activities(const Feed& feed, const Entry& entry,
                                      const Dialects& dialects) {
    const Dialects::Compiled& all = dialects.compiled();
    const EntryReader reading(feed, entry);
    std::vector<EntryReading> read;
    read.push_back(read_entry(reading, all, all.claimant(feed)));
    const Network network(read);
    return settled(std::move(read.front()), reading, all, network);
}

bool is_bridge_error(const Entry& entry) {
    // RSS-Bridge: "Bridge returned error 403! (19830)"; RSSHub and others answer with a status.
    return entry.title.starts_with("Bridge returned error ");
}

}  // namespace earshot
