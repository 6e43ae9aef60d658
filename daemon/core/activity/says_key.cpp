#include "daemon/core/activity/says_key.hpp"

#include <algorithm>
#include <string_view>

#include "daemon/core/text/hash.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// Nobody fed anything before this.
constexpr Instant earliest_believable = from_epoch(631152000);  // 1990-01-01

/// Of the text as much as tells it from any other.
constexpr std::size_t text_read = 16 * 1024;

/// What stands outside of the tags, where servers write no session of theirs.
std::string outside_tags(std::string_view markup) {
    std::string text;
    for (markup = cut(markup, text_read); !markup.empty();) {
        const std::size_t tag = std::min(markup.find('<'), markup.size());
        text.append(markup.substr(0, tag));
        text += ' ';
        markup.remove_prefix(std::min(markup.find('>', tag), markup.size() - 1) + 1);
    }
    return text;
}

bool is_address(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

/// What names a thing that somebody made. Its title survives a move of the site; its address often
/// does not.
bool is_made(Verb verb) {
    return verb == Verb::post || verb == Verb::release || verb == Verb::other;
}

std::string place(const std::string& uri, const std::string& home) {
    const std::string whole = folded(account_key(uri));
    const auto own = Url::parse(home);
    if (!own || !is_address(uri)) return whole;
    const std::string host = folded(account_key(own->origin()));
    const std::string site = host.substr(0, host.find(':'));
    if (site.empty() || !whole.starts_with(site + "/")) return whole;
    return whole.substr(site.size());
}

std::string naming(const Object& object, Verb verb, const std::string& home) {
    const std::string name = folded(object.name);
    if (object.uri.empty() || (is_made(verb) && !name.empty())) return name;
    return place(object.uri, home);
}

}  // namespace

SaysKey says_key(const Activity& activity, const std::string& home) {
    Hash what;
    what.add(to_text(activity.verb));
    // What somebody made is named by itself; what somebody did to a thing, others may do as well.
    if (activity.verb != Verb::post) {
        const std::string name = folded(activity.actor.name);
        what.add(name.empty() ? folded(account_key(activity.actor.uri)) : name);
    }
    if (!activity.key.empty())
        what.add(folded(activity.key));
    else if (activity.objects.empty())
        what.add(folded(activity.sentence));
    else
        for (const Object& object : activity.objects)
            what.add(naming(object, activity.verb, home));
    return {what.value(), activity.at};
}

std::uint64_t id_key(const Entry& entry) {
    return Hash().add("id").add(is_address(entry.id) ? account_key(entry.id) : entry.id).value();
}

std::uint64_t key_without_id(const Entry& entry) {
    const auto time = entry.published ? entry.published : entry.updated;
    return Hash()
        .add("no id")
        .add(account_key(entry.link))
        .add(folded(entry.title))
        .add(time ? std::to_string(to_epoch(*time)) : "")
        .value();
}

bool is_believable(Instant time) {
    return time >= earliest_believable;
}

std::optional<Instant> believable_time(const Entry& entry) {
    const auto time = entry.published ? entry.published : entry.updated;
    return time && is_believable(*time) ? time : std::nullopt;
}

std::optional<std::uint64_t> words_key(const Entry& entry) {
    const std::string title = folded(entry.title);
    const std::string text = folded(outside_tags(entry.content));
    if (title.empty() && text.empty()) return std::nullopt;
    return Hash().add("words").add(folded(entry.author)).add(title).add(text).value();
}

}  // namespace earshot
