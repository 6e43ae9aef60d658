#include "earshot/laid_over.hpp"

#include <algorithm>

#include "daemon/core/json/document.hpp"

namespace earshot {
namespace {

constexpr document::Form form{
    .name = "this declaration", .bytes = laid_over_limits::json_bytes, .epoch = true};

bool has(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Each word that the configuration may say of a person, by its key there.
template <class Visit>
void each_word(Visit visit) {
    visit("circle", &Person::circles);
    visit("phone", &Person::phone);
    visit("note", &Person::note);
    visit("sensitivity", &Person::sensitivity);
    visit("quiet.after", &Person::own_line);
}

/// Each list, with what the configuration alone gives of it.
template <class Visit>
void each_list(Visit visit) {
    visit(&Person::accounts, &LaidOver::accounts);
    visit(&Person::names, &LaidOver::names);
}

}  // namespace

bool LaidOver::covers(std::string_view key) const {
    return has(keys, key);
}

bool LaidOver::gives(std::string_view account) const {
    const std::vector<std::string> wanted = account_keys(account);
    const auto is_it = [&wanted](const std::string& one) {
        const std::vector<std::string> known = account_keys(one);
        return std::find_first_of(known.begin(), known.end(), wanted.begin(), wanted.end()) !=
               known.end();
    };
    return std::any_of(accounts.begin(), accounts.end(), is_it) ||
           std::any_of(also.begin(), also.end(), is_it);
}

Laid lay_over(Person base, const Person& declared) {
    Laid laid{std::move(base), {}};
    Person& person = laid.person;
    LaidOver& over = laid.over;
    each_word([&](const char* key, auto Person::*field) {
        if (declared.*field == Person().*field) return;
        over.keys.emplace_back(key);
        over.before.*field = person.*field;
        person.*field = declared.*field;
    });
    for (const std::string& account : declared.accounts)
        if (has(person.accounts, account)) over.also.push_back(account);
    each_list([&](auto Person::*list, auto LaidOver::*only) {
        for (const std::string& text : declared.*list) {
            if (has(person.*list, text)) continue;
            (person.*list).push_back(text);
            (over.*only).push_back(text);
        }
    });
    over.before.name = person.name;
    over.before.name_from = person.name_from;
    over.before.standing = person.standing;
    person.name = declared.name;
    person.name_from = NameFrom::user;
    person.declared_at = declared.declared_at;
    if (person.standing != Standing::resting) person.standing = declared.standing;
    return laid;
}

Laid made_by(const Person& declared) {
    Person nobody;
    nobody.name = declared.name;
    nobody.standing = declared.standing;
    Laid laid = lay_over(std::move(nobody), declared);
    laid.over.made = true;
    return laid;
}

Person lifted(Person person, const LaidOver& over) {
    each_word([&](const char* key, auto Person::*field) {
        if (over.covers(key)) person.*field = over.before.*field;
    });
    each_list([&](auto Person::*list, auto LaidOver::*only) {
        std::erase_if(person.*list, [&](const std::string& text) { return has(over.*only, text); });
    });
    if (!over.before.name.empty()) {
        person.name = over.before.name;
        person.name_from = over.before.name_from;
    }
    if (person.standing == Standing::followed) person.standing = over.before.standing;
    person.declared_at.clear();
    return person;
}

Person declared_part(const Person& person, const LaidOver& over) {
    Person declared;
    declared.name = person.name;
    declared.standing = Standing::followed;
    declared.declared_at = person.declared_at;
    each_word([&](const char* key, auto Person::*field) {
        if (over.covers(key)) declared.*field = person.*field;
    });
    each_list([&](auto Person::*list, auto LaidOver::*only) { declared.*list = over.*only; });
    declared.accounts.insert(declared.accounts.end(), over.also.begin(), over.also.end());
    return declared;
}

template <class Visit>
static void fields(Visit& visit, LaidOver& over) {
    visit("made", over.made);
    visit("keys", over.keys);
    visit("name", over.before.name);
    visit("name_from", over.before.name_from);
    visit("standing", over.before.standing);
    visit("circles", over.before.circles);
    visit("phone", over.before.phone);
    visit("note", over.before.note);
    visit("sensitivity", over.before.sensitivity);
    std::optional<std::string> quiet;
    if (over.before.own_line) quiet = to_text(*over.before.own_line);
    visit("quiet", quiet);
    over.before.own_line.reset();
    if (quiet)
        if (const auto line = parse_own_line(*quiet)) over.before.own_line = *line;
    visit("accounts", over.accounts);
    visit("names", over.names);
    visit.later("also", over.also);
}

std::string to_json(const LaidOver& over) {
    return document::write(form, over);
}

Result<LaidOver> laid_over_from_json(std::string_view json) {
    return document::read<LaidOver>(form, json);
}

}  // namespace earshot
