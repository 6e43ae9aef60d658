#include "earshot/byline.hpp"

#include <map>

#include "earshot/feed.hpp"
#include "earshot/person.hpp"
#include "earshot/plain_name.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// Who signs a document: by account, or by name where no account has that name.
class Signers {
public:
    explicit Signers(const Feed& feed) : title_(folded(feed.title)), link_(feed.link) {}

    void take(const std::string& name, const std::string& account) {
        const std::string said = signed_name(name);
        if (said.empty()) return;
        const std::string plain = folded(said);
        if (plain == title_ && !is_plain_name(said)) {
            firm_ = firm_ || is_firm(said);
            return;
        }
        if (is_role(said)) return;
        if (is_firm(said)) {
            firm_ = true;
            return;
        }
        if (two_names(said)) several_ = true;
        // The channel itself is given as the account of what nobody signed.
        const bool own = !account.empty() && account != link_;
        auto& known = people_[plain];
        if (known.name.empty()) known.name = said;
        if (known.uri.empty() && own) known.uri = account;
    }

    bool several() const { return several_ || people_.size() > 1; }
    bool firm() const { return firm_; }
    const Actor* only() const {
        if (several() || people_.empty()) return nullptr;
        return &people_.begin()->second;
    }

private:
    /// "Paul Wirth and Gita Rao"
    static bool two_names(std::string_view said) {
        for (const std::string_view word : {" and ", " & ", " und ", " et ", " y ", ", "}) {
            const std::size_t at = said.find(word);
            if (at != said.npos && is_plain_name(said.substr(0, at)) &&
                is_plain_name(said.substr(at + word.size())))
                return true;
        }
        return false;
    }

    std::string title_, link_;
    std::map<std::string, Actor> people_;
    bool firm_ = false;
    bool several_ = false;
};

/// Whether the page of the feed is that of an account: "https://social.example/@ann". Then its
/// title is what the account is called.
bool is_of_account(const Feed& feed) {
    const auto url = Url::parse(feed.link);
    if (!url) return false;
    const std::string key = account_key(feed.link);
    const std::size_t slash = key.find('/');
    if (slash == key.npos) return false;
    const std::string_view path = std::string_view(key).substr(slash);
    return path.starts_with("/@") || path.starts_with("/users/") || path.starts_with("/user/") ||
           path.starts_with("/profile/") || path.starts_with("/u/");
}

}  // namespace

Byline byline_of(const Feed& feed, const std::vector<ReadEntry>& entries) {
    Signers signers(feed);
    for (const ReadEntry& read : entries) {
        if (!read.entry.author.empty()) {
            signers.take(read.entry.author, read.entry.author_uri);
            continue;
        }
        for (const Activity& activity : read.activities)
            if (activity.actor.uri != feed.link || activity.actor.name != feed.title)
                signers.take(activity.actor.name, activity.actor.uri);
    }
    if (signers.only() == nullptr && !signers.several()) signers.take(feed.author, feed.author_uri);

    Byline byline;
    byline.account = feed.author_uri;
    const std::string in_title = name_in_title(feed.title);
    const Actor* only = signers.only();
    if (only != nullptr && (in_title.empty() || is_plain_name(only->name))) {
        byline.kind = Byline::Kind::person;
        byline.name = only->name;
        if (!only->uri.empty()) byline.account = only->uri;
        return byline;
    }
    const bool title_names =
        is_plain_name(feed.title) || (is_of_account(feed) && may_be_called(feed.title));
    if (!in_title.empty()) {
        byline.kind = Byline::Kind::person;
        byline.name = in_title;
    } else if (signers.several()) {
        byline.kind = Byline::Kind::several;
    } else if (signers.firm() || (is_titled_as_firm(feed.title) && !title_names)) {
        byline.kind = Byline::Kind::nobody;
    } else if (title_names) {
        byline.kind = Byline::Kind::person;
        byline.name = collapse(feed.title);
    }
    return byline;
}

}  // namespace earshot
