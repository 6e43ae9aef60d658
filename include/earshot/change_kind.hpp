#pragma once
// What the user did and can undo, by kind.

#include <optional>
#include <string_view>

namespace earshot {

enum class Feedback;  // feedback.hpp
enum class Standing;  // person.hpp

enum class ChangeKind {
    merge,   // two people are one
    link,    // an account or a source is somebody's
    unlink,  // and is not
    edit,    // what the user says of somebody: name, circle, phone, note, mail, sensitivity
    add,     // somebody by hand
    remove,  // and out of all lists
    same,    // answers to what suggests that two are one, several at once
    ok,      // the four answers to a finding
    snooze,
    normal,
    wrong,
    touch,  // the two were in touch
    away,   // known to be away for a while, or not any more
    rest,   // the three standings
    let_go,
    follow,
    set,          // a line of one's own, for a person or a circle
    import_file,  // a list of feeds, an address book, connections
};
std::string_view to_text(ChangeKind kind);  // "merge", "let-go"
std::optional<ChangeKind> parse_change_kind(std::string_view text);

bool is_answer(ChangeKind kind);
ChangeKind change_by(Feedback verb);
ChangeKind change_to(Standing standing);

}  // namespace earshot
