// What becomes of a sentence that is understood: activities, with the addresses of what it names.

#include <algorithm>
#include <utility>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/links.hpp"
#include "daemon/core/activity/sentence/name_words.hpp"
#include "daemon/core/activity/sentence/written_number.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

/// What slots name, as objects with the addresses that the entry's links give.
class Named {
public:
    Named(const EntryReader& reading, const MarkedSentence& sentence)
        : sentence_(sentence), links_(reading.part(Part::html), reading.base()) {}

    Object operator()(const std::string& part) {
        MarkedSentence::Name name = sentence_.name(sentence_.linked_part(part));
        Object object{shorten(collapse(unquoted(name.text)), max_name), std::move(name.uri)};
        if (!object.uri.empty()) return object;
        object.uri = links_.address_of(object.name);
        if (object.name.starts_with("http://") || object.name.starts_with("https://"))
            object.uri = object.name;
        return object;
    }

private:
    const MarkedSentence& sentence_;
    Links links_;
};

/// How many things the sentence says that somebody did; 0 when it says no number. Before a noun
/// four digits may as well be a year: only people are counted in thousands.
int count_in(const Understood& understood) {
    const std::string* slot = understood.slot("count");
    if (slot == nullptr) return 0;
    const WrittenNumber number = first_number(*slot);
    return number.may_be_year && !is_connect_like(understood.phrase->verb) ? 0 : number.value;
}

/// One act for each thing in a list: whoever connects with three people did it three times. The
/// unnamed stay with the last of them; `count` is how many there are in all, if that is said.
std::vector<Activity> one_each(Activity all, const std::string& list, const ListWords& words,
                               Named& named, int count) {
    const NamedObjects several = split_objects(list, words);
    std::vector<Activity> result;
    result.reserve(std::clamp<std::size_t>(several.names.size(), 1, max_activities_per_entry));
    for (const std::string& name : several.names) {
        if (result.size() == max_activities_per_entry) break;
        const bool last = &name == &several.names.back();
        result.push_back(last ? std::move(all) : all);
        result.back().objects.push_back(named(name));
    }
    if (result.empty()) result.push_back(std::move(all));
    const auto beyond = std::max<std::size_t>(several.names.size(), 1) - result.size();
    const int more = several.more + static_cast<int>(beyond);
    result.back().more_objects = std::max(more, count - static_cast<int>(result.size()));
    return result;
}

/// What a sentence without an object of its own is about: the entry, when it brings something.
bool brings_something(Verb verb) {
    return verb == Verb::post || verb == Verb::share || verb == Verb::reply || verb == Verb::like;
}

/// The author, maybe with a word of the sentence that no phrase knows.
bool is_nearly(const std::string& actor, const std::string& author) {
    if (author.empty()) return false;
    return actor == author || actor.starts_with(author + " ") || actor.ends_with(" " + author);
}

Actor actor_of(const std::string& part, const EntryReader& reading, Named& named) {
    Object actor = named(part);
    const bool known = part == known_actor;
    if (!known && !is_nearly(actor.name, reading.author.name))
        return {std::move(actor.uri), std::move(actor.name)};
    Actor owner = reading.owner();
    if (known && owner.uri.empty()) owner.uri = std::move(actor.uri);
    return owner;
}

/// "6 people": nobody in particular.
bool is_a_number_of_people(const std::string& part, const ListWords& words) {
    return first_number(part).size > 0 && split_objects(part, words).names.empty();
}

/// "Ann Quill, Bo Reed and 3 others", where the phrase says that there are several or each name is
/// marked: each did it.
std::vector<std::string> actors_in(const Understood& understood, const ListWords& words) {
    if (const std::string* list = understood.slot("actors")) {
        NamedObjects people = split_objects(*list, words);
        const bool are_several = people.names.size() + static_cast<std::size_t>(people.more) > 1;
        return are_several ? std::move(people.names) : std::vector<std::string>();
    }
    const std::string* slot = understood.slot("actor");
    if (slot == nullptr) return {};
    if (is_a_number_of_people(*slot, words)) return {};
    if (understood.sentence.is_mark(*slot) || !understood.sentence.begins_with_name(*slot))
        return {*slot};
    std::vector<std::string> names = split_objects(*slot, words).names;
    const bool all = std::ranges::all_of(names, [&understood](const std::string& name) {
        return understood.sentence.is_mark(name);
    });
    return all ? names : std::vector{*slot};
}

/// The same, done by each of them.
std::vector<Activity> by_each(std::vector<Activity> acts, const std::vector<std::string>& actors,
                              const EntryReader& reading, Named& named) {
    std::vector<Activity> result;
    for (const std::string& actor : actors)
        for (const Activity& act : acts) {
            if (result.size() == max_activities_per_entry) return result;
            result.push_back(act);
            result.back().actor = actor_of(actor, reading, named);
        }
    return result;
}

}  // namespace

std::vector<Activity> activities_of(const EntryReader& reading, const Dialects::Compiled& all,
                                    const Understood& understood) {
    const Phrase* phrase = understood.phrase;
    const MarkedSentence& sentence = understood.sentence;
    Named named(reading, sentence);
    Activity activity =
        reading.start(phrase->verb, shorten(sentence.name(sentence.text()).text, 200));
    activity.rule = phrase->rule;
    const ListWords& words = all.dialects[phrase->dialect].list(phrase->language);
    const std::vector<std::string> actors = actors_in(understood, words);
    if (!actors.empty())
        activity.actor = actor_of(actors.front(), reading, named);
    else if (understood.slot("actors") != nullptr)
        activity.actor = reading.author;  // "some of your connections" are nobody
    else if (understood.slot("actor") == nullptr)
        activity.actor = reading.owner();
    else
        activity.actor = {};  // nor are "6 people"

    const int count = count_in(understood);
    std::vector<Activity> result;
    if (const std::string* list = understood.slot("objects")) {
        result = one_each(std::move(activity), *list, words, named, count);
    } else {
        if (const std::string* object = understood.slot("object"))
            activity.objects.push_back(named(*object));
        else if (brings_something(phrase->verb))
            activity.objects.push_back(understood.in_content
                                           ? Object{activity.sentence, reading.entry.link}
                                           : reading.itself());
        // The object is where they are, or all of them together: one of the number.
        if (count > 1) activity.more_objects = activity.objects.empty() ? count : count - 1;
        result.push_back(std::move(activity));
    }
    if (actors.size() > 1) return by_each(std::move(result), actors, reading, named);
    return result;
}

}  // namespace earshot
