#include <algorithm>
#include <array>
#include <utility>

#include "earshot/activity.hpp"

namespace earshot {
namespace {

using Row = std::pair<Verb, std::string_view>;

// The words of the commands, the API, the dialect files and the research kit.
constexpr std::array<Row, 36> words{{
    {Verb::connect, "connect"},
    {Verb::follow, "follow"},
    {Verb::unfollow, "unfollow"},
    {Verb::join, "join"},
    {Verb::leave, "leave"},
    {Verb::post, "post"},
    {Verb::share, "share"},
    {Verb::reply, "reply"},
    {Verb::like, "like"},
    {Verb::watch, "watch"},
    {Verb::recommend, "recommend"},
    {Verb::update_profile, "update-profile"},
    {Verb::push, "push"},
    {Verb::open, "open"},
    {Verb::close, "close"},
    {Verb::reopen, "reopen"},
    {Verb::merge, "merge"},
    {Verb::review, "review"},
    {Verb::create_ref, "create-ref"},
    {Verb::delete_ref, "delete-ref"},
    {Verb::fork, "fork"},
    {Verb::release, "release"},
    {Verb::publish, "publish"},
    {Verb::add_member, "add-member"},
    {Verb::edit_wiki, "edit-wiki"},
    {Verb::label, "label"},
    {Verb::assign, "assign"},
    {Verb::attend, "attend"},
    {Verb::checkin, "checkin"},
    {Verb::read, "read"},
    {Verb::listen, "listen"},
    {Verb::view, "view"},
    {Verb::rate, "rate"},
    {Verb::tagged, "tagged"},
    {Verb::deleted, "delete"},
    {Verb::other, "other"},
}};

}  // namespace

std::string_view to_text(Verb verb) {
    for (const auto& [value, word] : words)
        if (value == verb) return word;
    return "other";
}

std::optional<Verb> parse_verb(std::string_view text) {
    for (const auto& [value, word] : words)
        if (word == text) return value;
    return std::nullopt;
}

std::string_view to_text(Sign sign) {
    switch (sign) {
        case Sign::life: return "life";
        case Sign::calendar: return "calendar";
        case Sign::notice: return "notice";
    }
    return {};
}

std::span<const Verb> connect_like_verbs() {
    static constexpr std::array verbs{Verb::connect, Verb::follow};
    return verbs;
}

bool is_connect_like(Verb verb) {
    const auto verbs = connect_like_verbs();
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

}  // namespace earshot
