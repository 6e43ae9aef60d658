#include "earshot/source.hpp"

#include "earshot/words.hpp"

namespace earshot {

std::string_view to_text(Carries carries) {
    switch (carries) {
        case Carries::undecided: return "undecided";
        case Carries::one_person: return "one_person";
        case Carries::many: return "many";
        case Carries::nobody: return "nobody";
    }
    return {};
}

std::optional<Carries> parse_carries(std::string_view text) {
    return parse_word<Carries>(text);
}

std::string_view to_text(SourceStatus status) {
    switch (status) {
        case SourceStatus::active: return "active";
        case SourceStatus::paused: return "paused";
        case SourceStatus::gone: return "gone";
    }
    return {};
}

}  // namespace earshot
