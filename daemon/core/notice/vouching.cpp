#include "earshot/vouching.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "earshot/text.hpp"

namespace earshot {
namespace {

/// What a sentence says but for its numbers and addresses.
std::string without_numbers(const std::string& sentence) {
    std::string result;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        if (sentence.compare(at, 4, "http") == 0) {
            at = sentence.find(' ', at);
            if (at == sentence.npos) break;
        }
        if (sentence[at] < '0' || sentence[at] > '9') result += sentence[at];
    }
    return folded(result);
}

}  // namespace

std::optional<Doubt> doubt_of(const Vouching& vouching) {
    const auto& heard = vouching.heard;
    const auto unnamed = static_cast<std::size_t>(std::ranges::count(heard, false, &Heard::named));
    if (heard.size() < least_heard || unnamed == 0) return std::nullopt;
    if ((unnamed - 1) * strays_one_in <= heard.size()) return std::nullopt;
    const auto first = std::ranges::find(heard, false, &Heard::named);
    Doubt doubt{unnamed, heard.size(), first->at};
    // Old ones may come late.
    for (const Heard& entry : heard)
        if (!entry.named) doubt.since = std::min(doubt.since, entry.at);
    return doubt;
}

std::vector<Stretch> take_heard(Vouching& vouching, std::span<const Heard> entries,
                                const Coverage& coverage) {
    const auto before = doubt_of(vouching);
    auto& heard = vouching.heard;
    heard.insert(heard.end(), entries.begin(), entries.end());
    if (heard.size() > heard_window)
        heard.erase(heard.begin(), heard.end() - static_cast<std::ptrdiff_t>(heard_window));
    if (!before) return {};
    const auto now = doubt_of(vouching);
    // What was doubtful stays so, also when those that made it so have moved out of the window.
    const auto over = now ? std::optional(now->since) : coverage.proven_until;
    if (!over || *over <= before->since) return {};
    return {{before->since, *over}};
}

std::vector<NamelessKind> kinds_of(std::span<const Nameless> sentences) {
    std::map<std::string, NamelessKind> kinds;
    for (const Nameless& one : sentences) {
        NamelessKind& kind = kinds[without_numbers(one.sentence)];
        if (++kind.times == 1 || kind.newest.at <= one.at) kind.newest = one;
    }
    std::vector<NamelessKind> all;
    for (auto& [what, kind] : kinds)
        all.push_back(std::move(kind));
    std::ranges::stable_sort(all, [](const NamelessKind& a, const NamelessKind& b) {
        return std::pair(a.times, a.newest.at) > std::pair(b.times, b.newest.at);
    });
    return all;
}

Coverage vouched(Coverage coverage, const Vouching& vouching) {
    const auto doubt = doubt_of(vouching);
    if (doubt && coverage.proven_until && *coverage.proven_until > doubt->since)
        coverage.proven_until = doubt->since;
    return coverage;
}

}  // namespace earshot
