#include "daemon/app/people/by_hand/by_hand.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/findings/answered.hpp"
#include "daemon/app/findings/look.hpp"
#include "daemon/app/people/belongings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/edit_person.hpp"
#include "daemon/app/people/reassign.hpp"
#include "daemon/app/watch/measure.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/change.hpp"
#include "earshot/shorthand.hpp"

namespace earshot::app {
namespace {

/// A mail address before the others; empty: none.
Allowed<std::vector<std::string>> with_mail(std::vector<std::string> accounts,
                                            const std::string& mail) {
    const auto is_mail = [](const std::string& one) { return one.starts_with("mailto:"); };
    if (mail.empty()) {
        std::erase_if(accounts, is_mail);
        return accounts;
    }
    const auto account = mail_account_of(mail);
    if (!account) return refuse(Refusal::rejected, account.error().what);
    std::erase(accounts, *account);
    accounts.insert(std::find_if(accounts.begin(), accounts.end(), is_mail), *account);
    return accounts;
}

Allowed<Person> edited(Person person, const PersonEdit& edit) {
    if (edit.name && edit.name->empty()) return refuse(Refusal::rejected, "a name must be given");
    if (edit.name) person.name = *edit.name;
    if (edit.name) person.name_from = NameFrom::user;
    if (edit.circle) person.circles.clear();
    if (edit.circle && !edit.circle->empty()) person.circles = {*edit.circle};
    if (edit.phone) person.phone = *edit.phone;
    if (edit.note) person.note = *edit.note;
    if (edit.sensitivity) person.sensitivity = *edit.sensitivity;
    if (!edit.mail) return person;
    auto accounts = with_mail(std::move(person.accounts), *edit.mail);
    if (!accounts) return tl::unexpected(accounts.error());
    person.accounts = *std::move(accounts);
    return person;
}

/// "circle friends, no phone".
std::string difference(const Person& before, const Person& after) {
    std::string out;
    const auto say = [&out](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    const auto word = [&say](const char* key, const std::string& was, const std::string& is) {
        if (was != is) say(is.empty() ? std::string("no ") + key : std::string(key) + " " + is);
    };
    word("name", before.name, after.name);
    word("circle", main_circle(before), main_circle(after));
    word("phone", before.phone, after.phone);
    word("note", before.note, after.note);
    if (before.sensitivity != after.sensitivity)
        say(after.sensitivity ? "sensitivity " + std::string(to_text(*after.sensitivity))
                              : "sensitivity as all others");
    if (before.accounts != after.accounts) say("mail address");
    return out;
}

/// The configuration's word on one of the keys that differ.
std::optional<Refused> declared_of(const io::Store& store, const Person& before,
                                   const Person& after) {
    if (before.declared_at.empty()) return std::nullopt;
    if (before.name != after.name)
        return declared("the name of " + before.name, before.declared_at).value();
    const std::pair<const char*, bool> keys[] = {
        {"circle", before.circles != after.circles},
        {"phone", before.phone != after.phone},
        {"note", before.note != after.note},
        {"sensitivity", before.sensitivity != after.sensitivity},
    };
    for (const auto& [key, differs] : keys)
        if (differs)
            if (auto refusal = covered(store, before, key)) return refusal;
    for (const std::string& account : before.accounts)
        if (std::find(after.accounts.begin(), after.accounts.end(), account) ==
            after.accounts.end())
            if (auto refusal = declared_account(store, before, account)) return refusal;
    return std::nullopt;
}

/// Whose an account is who is known to the user, if it is not `id`'s.
std::optional<Refused> somebody_elses(const io::Store& store, const Person& after,
                                      const std::vector<std::string>& known) {
    for (const std::string& account : after.accounts) {
        if (std::find(known.begin(), known.end(), account) != known.end()) continue;
        const auto owner = store.identities.find(account_identities(account));
        if (!owner || owner == after.id) continue;
        const auto other = store.people.one(*owner);
        if (!other) continue;
        return Refused{Refusal::not_theirs,
                       account + " belongs to " + other->name + ": merge the two, or unlink it"};
    }
    return std::nullopt;
}

io::StoredChange kept(io::Store& store, ChangeKind kind, PersonId id, std::string sentence,
                      const ChangeDocument& document, Instant now) {
    io::StoredChange change;
    change.at = now;
    change.kind = kind;
    change.sentence = std::move(sentence);
    change.people = {id};
    change.document = to_json(document);
    change.number = store.changes.add(change);
    return change;
}

std::string numbered(PersonId id) {
    return "person " + std::to_string(static_cast<std::int64_t>(id));
}

}  // namespace

Allowed<std::optional<io::StoredChange>> change_person(io::Store& store,
                                                       const NoticeSettings& settings,
                                                       const Person& person, const PersonEdit& edit,
                                                       Instant now) {
    const auto after = edited(person, edit);
    if (!after) return tl::unexpected(after.error());
    if (*after == person) return std::nullopt;
    if (auto refusal = declared_of(store, person, *after)) return tl::unexpected(*refusal);
    if (auto refusal = somebody_elses(store, *after, person.accounts))
        return tl::unexpected(*refusal);
    io::Transaction transaction(store);
    const Measure before = measure_of(store, settings, person.id);
    store.people.update(*after);
    if (person.standing != Standing::light && measure_of(store, settings, person.id) != before)
        move_line(store, settings, person.id, now);
    ChangeDocument document;
    document.edits.push_back({person, *after});
    auto change = kept(store, ChangeKind::edit, person.id,
                       person.name + ": " + difference(person, *after), document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> add_person(io::Store& store, const NewPerson& wanted, Instant now) {
    Person person;
    person.standing = Standing::followed;
    person.accounts = wanted.accounts;
    auto after = edited(std::move(person), wanted.words);
    if (!after) return tl::unexpected(after.error());
    if (after->name.empty()) return refuse(Refusal::rejected, "a name must be given");
    const auto light = wanted.namesake ? std::nullopt : seen_before(store, *after);
    const auto known = store.people.known_as(after->name);
    if (known && !wanted.namesake)
        return refuse(Refusal::exists, after->name + " is there already: " + numbered(known->id));
    if (light) after->id = light->id;
    if (auto refusal = somebody_elses(store, *after, {})) return tl::unexpected(*refusal);

    io::Transaction transaction(store);
    ChangeDocument document;
    const PersonId id = follow_wanted(store, *after, now, light);
    const Person now_known = store.people.one(id).value();
    std::string sentence = after->name + " is followed";
    if (light)
        document.edits.push_back({*light, now_known});
    else
        document.made.push_back(id);
    auto change = kept(store, light ? ChangeKind::edit : ChangeKind::add, id, std::move(sentence),
                       document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> remove_person(io::Store& store, PersonId id, Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    if (!person->declared_at.empty()) return declared(person->name, person->declared_at);
    const io::Belongings theirs = store.belongings.of(id);
    std::vector<Source> feeds;
    for (const SourceId source_id : theirs.sources)
        if (auto source = store.sources.one(source_id)) feeds.push_back(*std::move(source));
    for (const Source& feed : feeds)
        if (!feed.declared_at.empty()) return declared(feed.title, feed.declared_at);

    io::Transaction transaction(store);
    ChangeOfHands change(store, {id}, now);
    change.close(close_answered(store, id, PersonFeedback::let_go, now));
    for (const Source& feed : feeds) {
        Source paused = feed;
        // Should it be asked again, it says anew whose it is.
        paused.owner.reset();
        paused.carries = Carries::undecided;
        if (paused.status == SourceStatus::active) paused.status = SourceStatus::paused;
        change.set(feed, paused);
    }
    change.hide(id, id);
    change.remove(id, theirs.identities);
    std::string sentence = person->name + " is in no list any more";
    if (!feeds.empty())
        sentence += feeds.size() == 1 ? ", and the feed is paused" : ", and the feeds are paused";
    auto done = change.done(ChangeKind::remove, std::move(sentence));
    transaction.commit();
    return done;
}

}  // namespace earshot::app
