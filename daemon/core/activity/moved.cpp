#include "earshot/moved.hpp"

#include <algorithm>
#include <utility>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/beginnings.hpp"
#include "daemon/core/activity/sentence/empty_words.hpp"
#include "daemon/core/activity/sentence/links.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::string_view rule = "moved: ";
constexpr std::size_t longest_sentence = 300;  // bytes, as with asides
constexpr std::size_t longest_address = 200;

bool is_in(std::string_view set, char c) {
    return set.find(c) != set.npos;
}

/// Without quotation marks and the like in front, and without what ends a sentence.
std::string_view trimmed(std::string_view word) {
    while (!word.empty() && is_in("(<[\"'", word.front()))
        word.remove_prefix(1);
    while (!word.empty() && is_in(".,;:!?)>]\"'", word.back()))
        word.remove_suffix(1);
    return word;
}

bool is_of_host(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.';
}

/// "new.example", with letters behind the last dot.
bool is_host(std::string_view text) {
    const std::size_t dot = text.rfind('.');
    if (dot == text.npos || dot == 0 || dot + 2 >= text.size()) return false;
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    return std::all_of(text.begin(), text.end(), is_of_host) && text.front() != '.' &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(dot) + 1, text.end(), is_letter);
}

/// An address that is written out, from where one begins in `text`; behind it ends with a space or
/// a letter that no address has.
std::optional<Object> written_out(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' &&
           static_cast<unsigned char>(text[end]) < 0x7F && end < longest_address)
        ++end;
    const std::string word(trimmed(text.substr(0, end)));
    if (word.starts_with("http://") || word.starts_with("https://")) {
        const auto url = Url::parse(word);
        if (!url || !is_host(url->host())) return std::nullopt;
        return Object{word, word};
    }
    const std::size_t at = word.find('@', 1);
    if (word.starts_with('@') && at != word.npos && at > 1 && is_host(word.substr(at + 1)))
        return Object{word, "https://" + word.substr(at + 1) + "/" + word.substr(0, at)};
    return std::nullopt;
}

/// The first one in a text, and where.
struct Found {
    Object address;
    std::size_t at = 0;
};
std::optional<Found> first_address(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = text[at] == '@' || text.substr(at).starts_with("http");
        const bool goes_on = at > 0 && is_of_host(text[at - 1]);
        if (!begins || goes_on) continue;
        if (auto address = written_out(text.substr(at))) return Found{*std::move(address), at};
    }
    return std::nullopt;
}

bool are_one_site(const std::string& host, const std::string& other) {
    const auto below = [](const std::string& part, const std::string& whole) {
        return part.ends_with("." + whole);
    };
    return host == other || below(host, other) || below(other, host);
}

std::string host_of(const std::string& address) {
    const auto url = Url::parse(address);
    return url ? url->host() : std::string();
}

class MoveReader {
public:
    MoveReader(const EntryReader& reading, const Dialects::Compiled& all)
        : reading_(reading), all_(all) {
        const std::string& said =
            reading.entry.title.empty() ? reading.content() : reading.entry.title;
        text_ = collapse(cut(said, longest_sentence));
        low_ = lower_case(text_);
        // What follows counts by place: both have to be as long.
        if (low_.size() != text_.size()) low_.clear();
    }

    std::optional<Object> read() const {
        for (const std::string_view one : beginnings(low_))
            if (auto where = read(one)) return where;
        return std::nullopt;
    }

private:
    std::optional<Object> read(std::string_view sentence) const {
        if (sentence.empty()) return std::nullopt;
        Slots slots;
        for (const int number : all_.moved_index.candidates(sentence)) {
            const MovedSentence& moved = all_.moved[static_cast<std::size_t>(number)];
            if (!moved.form.match(sentence, slots, *moved.around)) continue;
            auto where = moved.of_writer ? place_in(slot_in(slots, "place")) : anywhere();
            if (where && is_elsewhere(*where)) return where;
        }
        return std::nullopt;
    }

    /// The same part of the text as it was written.
    std::string_view as_written(std::string_view low) const {
        return std::string_view(text_).substr(static_cast<std::size_t>(low.data() - low_.data()),
                                              low.size());
    }

    /// The slot is an address and nothing else, or begins with one and goes on behind a comma; a
    /// "@ann" may be one by its link.
    std::optional<Object> place_in(std::string_view slot) const {
        if (slot.empty()) return std::nullopt;
        const std::string_view text = as_written(slot);
        const std::string_view word = text.substr(0, text.find(' '));
        if (word.size() < text.size() && !word.ends_with(',') && !word.ends_with(';'))
            return std::nullopt;
        const auto found = first_address(word);
        if (found && found->at == 0) return found->address;
        const std::string_view mention = trimmed(word);
        if (!mention.starts_with('@')) return std::nullopt;
        Links links(markup(), reading_.base());
        const std::string address = links.address_of(mention);
        if (address.empty()) return std::nullopt;
        return Object{address, address};
    }

    /// Said of the feed: the first address that is written out, else the one other site linked to.
    std::optional<Object> anywhere() const {
        for (const std::string& text : {text_, reading_.content()})
            if (const auto found = first_address(text)) return found->address;
        std::optional<Object> only;
        Links links(markup(), reading_.base());
        for (const std::string& address : links.addresses()) {
            const Object one{address, address};
            if (!is_elsewhere(one)) continue;
            if (only && host_of(only->uri) != host_of(address)) return std::nullopt;
            if (!only) only = one;
        }
        return only;
    }

    /// A feed that was taken along says of old that it moved to where it is.
    bool is_elsewhere(const Object& where) const {
        const std::string there = host_of(where.uri);
        if (there.empty() || where.uri.size() > longest_address) return false;
        const Feed& feed = reading_.feed;
        for (const std::string& here : {feed.link, feed.self, reading_.entry.link})
            if (const std::string host = host_of(here); !host.empty() && are_one_site(host, there))
                return false;
        const auto url = Url::parse(where.uri);
        return url && !url->looks_secret();
    }

    std::string_view markup() const {
        return std::string_view(reading_.entry.content).substr(0, max_content_markup);
    }

    const EntryReader& reading_;
    const Dialects::Compiled& all_;
    std::string text_, low_;
};

/// An account that moves, and not a thing that somebody moves somewhere.
std::optional<Object> typed_move(const EntryReader& reading) {
    const Markup& markup = reading.entry.markup;
    if (markup.verbs.empty() || markup.verbs.front() != "move" || !markup.target) return {};
    if (markup.objects.empty() || markup.objects.front().id != reading.author.uri) return {};
    const Thing& target = *markup.target;
    const std::string& uri = target.id.starts_with("http") ? target.id : target.link;
    if (host_of(uri).empty() || uri == reading.author.uri) return {};
    return Object{uri, uri};
}

}  // namespace

std::optional<Object> read_moved(const EntryReader& reading, const Dialects::Compiled& all) {
    if (auto where = typed_move(reading)) return where;
    const bool answers = !reading.entry.markup.in_reply_to.empty();
    if (all.moved.empty() || answers) return std::nullopt;
    return MoveReader(reading, all).read();
}

void become_move(Activity& activity, Object where) {
    activity.verb = Verb::update_profile;
    activity.rule = std::string(rule) + activity.rule;
    activity.objects = {std::move(where)};
    activity.more_objects = 0;
}

const Object* moved_to(const Activity& activity) {
    const bool moves = activity.verb == Verb::update_profile && activity.rule.starts_with(rule) &&
                       activity.objects.size() == 1;
    return moves ? &activity.objects.front() : nullptr;
}

}  // namespace earshot
