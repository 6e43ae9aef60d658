#include "earshot/refusal.hpp"

namespace earshot {

std::string_view to_text(Refusal refusal) {
    switch (refusal) {
        case Refusal::not_found: return "not-found";
        case Refusal::rejected: return "rejected";
        case Refusal::closed: return "closed";
        case Refusal::does_not_fit: return "does-not-fit";
        case Refusal::declared: return "declared";
        case Refusal::same_standing: return "same-standing";
        case Refusal::same_person: return "same-person";
        case Refusal::exists: return "exists";
        case Refusal::not_theirs: return "not-theirs";
        case Refusal::sent: return "sent";
        case Refusal::sending: return "sending";
        case Refusal::undone: return "undone";
        case Refusal::later_change: return "later-change";
        case Refusal::not_undoable: return "not-undoable";
    }
    return {};
}

}  // namespace earshot
