#pragma once
// A source: an address that earshot polls, and whom it shows.

#include <optional>
#include <string>
#include <string_view>

#include "earshot/ids.hpp"
#include "earshot/request_options.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot {

/// Whose activity a source carries.
enum class Carries {
    undecided,   // until the first good poll: one actor or none named makes it one_person
    one_person,  // a blog, an account: everything in it is its owner's
    many,        // a network feed: the actor of each entry decides
    nobody,      // news, a comic, a firm: it shows no person
};
std::string_view to_text(Carries carries);  // "one_person"
std::optional<Carries> parse_carries(std::string_view text);

enum class SourceStatus {
    active,  // polled when due
    paused,  // by the user; nobody it shows is called quiet meanwhile
    gone,    // the server said 410 twice; waits for the user
};
std::string_view to_text(SourceStatus status);

struct Source {
    SourceId id{};
    Url url;
    std::string title;  // the user's name for it, else the feed's own title, else the host
    Carries carries = Carries::undecided;
    std::optional<PersonId> owner;  // set when it carries one person
    SourceStatus status = SourceStatus::active;
    std::optional<Span> interval;  // the user's wish; manners may make it longer
    std::string declared_at;  // "earshot.toml:41" when the configuration declares it, else empty
    SharedOptions options;    // how it is asked when not like all others

    bool operator==(const Source&) const = default;
};

/// A source that carries one person and has no owner is the user's own.
bool is_own(const Source& source);

}  // namespace earshot
