#include "earshot/erasure.hpp"
#include "earshot/evidence.hpp"

namespace earshot {
namespace {

std::size_t erase_from(std::vector<std::string>& list, const Traces& traces) {
    return std::erase_if(list, [&](const std::string& text) { return traces.in(text); });
}

void clear(std::string& text, const Traces& traces) {
    if (traces.in(text)) text.clear();
}

struct Forget {
    const Traces& traces;

    bool operator()(Quiet& quiet) const {
        erase_from(quiet.where, traces);
        return true;
    }
    bool operator()(Back& back) const {
        clear(back.sentence, traces);
        clear(back.link, traces);
        erase_from(back.where, traces);
        return true;
    }
    bool operator()(Burst& burst) const {
        erase_from(burst.objects, traces);
        erase_from(burst.shared, traces);
        clear(burst.where, traces);
        clear(burst.reason, traces);
        return true;
    }
    bool operator()(FollowUp& follow_up) const {
        clear(follow_up.where, traces);
        return true;
    }
    bool operator()(Shared& shared) const {
        if (traces.in(shared.newcomer)) return false;
        erase_from(shared.people, traces);
        clear(shared.circle, traces);
        return !shared.people.empty();
    }
    bool operator()(Trouble& trouble) const {
        erase_from(trouble.people, traces);
        clear(trouble.source, traces);
        clear(trouble.detail, traces);
        return true;
    }
};

}  // namespace

std::optional<Evidence> without(Evidence evidence, const Traces& traces) {
    if (!std::visit(Forget{traces}, evidence)) return std::nullopt;
    return evidence;
}

}  // namespace earshot
