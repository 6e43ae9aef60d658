#include "earshot/change_kind.hpp"
#include "earshot/feedback.hpp"
#include "earshot/person.hpp"
#include "earshot/words.hpp"

namespace earshot {

std::string_view to_text(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::merge: return "merge";
        case ChangeKind::link: return "link";
        case ChangeKind::unlink: return "unlink";
        case ChangeKind::edit: return "edit";
        case ChangeKind::add: return "add";
        case ChangeKind::remove: return "remove";
        case ChangeKind::same: return "same";
        case ChangeKind::ok: return "ok";
        case ChangeKind::snooze: return "snooze";
        case ChangeKind::normal: return "normal";
        case ChangeKind::wrong: return "wrong";
        case ChangeKind::touch: return "touch";
        case ChangeKind::away: return "away";
        case ChangeKind::rest: return "rest";
        case ChangeKind::let_go: return "let-go";
        case ChangeKind::follow: return "follow";
        case ChangeKind::set: return "set";
        case ChangeKind::import_file: return "import";
    }
    return {};
}

std::optional<ChangeKind> parse_change_kind(std::string_view text) {
    return parse_word<ChangeKind>(text);
}

bool is_answer(ChangeKind kind) {
    return kind >= ChangeKind::ok && kind != ChangeKind::import_file;
}

ChangeKind change_by(Feedback verb) {
    switch (verb) {
        case Feedback::ok: return ChangeKind::ok;
        case Feedback::snooze: return ChangeKind::snooze;
        case Feedback::normal: return ChangeKind::normal;
        case Feedback::wrong: break;
    }
    return ChangeKind::wrong;
}

ChangeKind change_to(Standing standing) {
    switch (standing) {
        case Standing::resting: return ChangeKind::rest;
        case Standing::let_go: return ChangeKind::let_go;
        case Standing::followed:
        case Standing::light: break;  // nobody is made light
    }
    return ChangeKind::follow;
}

}  // namespace earshot
