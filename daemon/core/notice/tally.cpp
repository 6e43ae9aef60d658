#include "earshot/tally.hpp"

#include <algorithm>

#include "earshot/burst.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Names = std::set<std::string>;

/// As many as an int holds without a thought, and more than is believed.
int bounded(int number) {
    return std::clamp(number, 0, tally_limits::of_one_sentence);
}

/// A sentence that names nobody is known by itself, without its number.
std::string without_digits(std::string_view text) {
    std::string words;
    std::ranges::copy_if(text, std::back_inserter(words),
                         [](char c) { return c < '0' || c > '9'; });
    return folded(collapse(words));
}

Names names_in(const Activity& activity) {
    Names names;
    const bool titled = says_number(activity) && !is_connect_like(activity.verb);
    for (const Object& object : activity.objects) {
        const std::string& text = object.name.empty() ? object.uri : object.name;
        // "Ann added 12 photos" is the title of what it is about, too.
        std::string name = titled ? without_digits(text) : folded(text);
        if (!name.empty()) names.insert(std::move(name));
    }
    return names;
}

bool share_one(const Names& some, const Names& others) {
    return std::ranges::any_of(some,
                               [&](const std::string& name) { return others.contains(name); });
}

}  // namespace

int number_said(const Activity& activity) {
    const int more = bounded(activity.more_objects);
    if (activity.objects.empty()) return std::max(1, more);
    // Only whoever gains people does so once for each: other verbs may name a thing and its place.
    const int named = is_connect_like(activity.verb) && activity.objects.size() > 1
                          ? bounded(static_cast<int>(std::min<std::size_t>(
                                activity.objects.size(), tally_limits::of_one_sentence)))
                          : 1;
    return bounded(named + more);
}

bool says_number(const Activity& activity) {
    return activity.more_objects > (activity.objects.empty() ? 1 : 0);
}

bool is_beyond_belief(const Activity& activity) {
    return activity.more_objects >= tally_limits::of_one_sentence;
}

int Tally::take(const Activity& activity, Instant at, bool again) {
    const bool outside =
        !start_ || at > end_ + burst_constants::link || at > *start_ + burst_constants::longest;
    if (again && (outside || at < *start_)) return 0;
    if (outside) begin_run(at);
    if (at < *start_ - burst_constants::link) return number_said(activity);
    start_ = std::min(*start_, at);
    end_ = std::max(end_, at);
    ++heard_;

    hear(activity, at);
    const bool number = says_number(activity);
    if (!number) {
        const int alone = take_alone(activity.verb, names_in(activity));
        sentence_.counted += alone;
        return alone;
    }
    // What its first activities counted alone is in its number.
    std::erase_if(alone_, [this](const Alone& one) { return one.heard >= sentence_.heard; });
    const auto before = sentence_.names.size() - names_in(activity).size();
    const int all = bounded(static_cast<int>(before) + number_said(activity));
    const int more =
        std::max(0, take_number(activity.verb, sentence_.names, all, again) - sentence_.counted);
    sentence_.counted += more;
    return more;
}

int Tally::in_sentences() const {
    int sum = 0;
    for (const Telling& telling : tellings_)
        sum += telling.greatest;
    return sum;
}

int Tally::named() const {
    std::size_t sum = 0;
    for (const Telling& telling : tellings_)
        sum += telling.named.size();
    return static_cast<int>(sum);
}

void Tally::begin_run(Instant at) {
    *this = Tally();
    start_ = end_ = at;
}

void Tally::hear(const Activity& activity, Instant at) {
    const Names names = names_in(activity);
    const bool same = sentence_.verb == activity.verb && sentence_.at == at &&
                      !activity.sentence.empty() && sentence_.text == activity.sentence &&
                      !share_one(sentence_.names, names);
    if (!same) sentence_ = {activity.verb, at, activity.sentence, {}, 0, heard_};
    sentence_.names.insert(names.begin(), names.end());
}

int Tally::take_alone(Verb verb, const Names& names) {
    int fresh = 0;
    for (const std::string& name : names) {
        const bool told = std::ranges::any_of(tellings_, [&](const Telling& telling) {
            return telling.verb == verb && telling.names.contains(name);
        });
        if (told) continue;
        ++fresh;
        if (alone_.size() < tally_limits::remembered) alone_.push_back({verb, name, heard_});
    }
    if (names.empty()) return 1;
    return is_connect_like(verb) ? fresh : std::min(fresh, 1);
}

int Tally::take_number(Verb verb, const Names& named, int number, bool again) {
    Names names = named;
    if (names.empty()) names.insert(without_digits(sentence_.text));
    Telling* telling = told_by(verb, names, again);
    if (telling == nullptr) {
        const bool gathers = std::ranges::any_of(
            alone_, [&](const Alone& one) { return one.verb == verb && names.contains(one.name); });
        if (tellings_.size() == tally_limits::remembered) return number;
        telling = &tellings_.emplace_back();
        telling->verb = verb;
        telling->names = names;
        telling->heard = gathers ? 0 : heard_;
    }
    telling->names.insert(names.begin(), names.end());
    telling->named.insert(named.begin(), named.end());
    const int before = telling->greatest + gather(*telling, telling->heard);
    telling->greatest = std::max(before, number);
    telling->heard = heard_;
    return telling->greatest - before;
}

Tally::Telling* Tally::told_by(Verb verb, const Names& names, bool again) {
    const auto last = std::find_if(tellings_.rbegin(), tellings_.rend(), [&](const Telling& t) {
        return t.verb == verb && share_one(names, t.names);
    });
    if (last != tellings_.rend()) return &*last;
    if (!again) return nullptr;
    const auto any = std::ranges::find(tellings_.rbegin(), tellings_.rend(), verb, &Telling::verb);
    return any == tellings_.rend() ? nullptr : &*any;
}

/// What was said alone since then and is among the telling's number.
int Tally::gather(Telling& telling, std::size_t since) {
    return static_cast<int>(std::erase_if(alone_, [&](const Alone& one) {
        const bool gathered = one.verb == telling.verb && one.heard > since &&
                              (is_connect_like(one.verb) || telling.names.contains(one.name));
        if (gathered) telling.names.insert(one.name);
        return gathered;
    }));
}

}  // namespace earshot
