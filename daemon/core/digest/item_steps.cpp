// The step of a line, the ways to take it, and the answers to earshot.

#include <algorithm>

#include "daemon/core/digest/digest_items.hpp"
#include "daemon/core/digest/item_words.hpp"
#include "daemon/core/findings/wording.hpp"
#include "earshot/address.hpp"

namespace earshot {
namespace {

constexpr std::size_t ways = 2;             // of a kind
constexpr Span needs_a_choice = 365 * day;  // of silence

std::string trouble_step(const Trouble& trouble) {
    switch (trouble.kind) {
        case Trouble::Kind::failing:
            return "If it has moved, give earshot its new address: earshot sources --failing";
        case Trouble::Kind::moved: return "You could check the new address: earshot sources";
        case Trouble::Kind::gone: return "You could look for its new address: earshot sources";
        case Trouble::Kind::re_announced: return {};
        case Trouble::Kind::frozen:
            return "You could look whether the page itself is newer: earshot sources";
        case Trouble::Kind::always_empty:
            return "You could look for an address that shows more: earshot sources";
        case Trouble::Kind::clock:
            return "You could check that the network sets its time: timedatectl";
    }
    return {};
}

std::string first_name_of(const Wording& w) {
    return w.candidate.person ? first_name(clean(w.candidate.person->name, item_limits::name))
                              : std::string("them");
}

/// "+48 22 555 01 07" as it is dialled; empty when that is no number.
std::string dialled(const std::string& phone) {
    constexpr std::size_t longest = 20;  // E.164 has 15 digits
    std::string number;
    for (const char c : phone) {
        if (c >= '0' && c <= '9') number += c;
        if (c == '+' && number.empty()) number += c;
        if (c >= 'A') return {};  // letters: an extension, or no number
    }
    return number.size() >= 3 && number.size() <= longest ? number : std::string();
}

/// What may stand in a local part and would end it in an address of the web is escaped.
std::string mail_link(const std::string& mailbox) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@+~";
    constexpr char hex[] = "0123456789ABCDEF";
    std::string link = "mailto:";
    for (const char c : mailbox) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos)
            link += c;
        else
            link += {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return link;
}

std::string way_out(const Wording& w) {
    const bool can_call = w.candidate.person && !w.candidate.person->phone.empty();
    return (can_call ? "call " : "write to ") + first_name_of(w);
}

}  // namespace

std::string step_of(const Wording& w) {
    const Evidence& evidence = w.candidate.finding.evidence;
    if (const auto* trouble = std::get_if<Trouble>(&evidence)) return trouble_step(*trouble);
    if (const auto* shared = std::get_if<Shared>(&evidence)) {
        if (shared->of == Shared::Of::quiet) return "You could write to one of them.";
        return "You could ask " +
               (shared->people.empty()
                    ? "one of them"
                    : first_name(clean(shared->people.front(), item_limits::name))) +
               " who that is.";
    }
    if (std::holds_alternative<Burst>(evidence))
        return "You could ask " + first_name_of(w) + " what’s up.";
    if (std::holds_alternative<FollowUp>(evidence))
        return "One question would do: you could " + way_out(w) + ".";
    if (const auto* quiet = std::get_if<Quiet>(&evidence))
        if (w.now - quiet->last_seen >= needs_a_choice)
            return "You could " + way_out(w) + "; or let go, that is a choice too.";
    return "You could " + way_out(w) + ".";
}

std::vector<Way> all_ways(const Wording& w) {
    if (!w.candidate.person) return {};
    const std::string name = first_name_of(w);
    const bool ask = std::holds_alternative<Burst>(w.candidate.finding.evidence);
    std::vector<Way> reach;
    const std::string& phone = w.candidate.person->phone;
    if (const std::string number = dialled(phone); !number.empty())
        reach.push_back({ask ? "ask " + name + " what’s up" : "call " + name, "tel:" + number,
                         clean(phone, item_limits::name)});
    for (const std::string& mailbox : w.known.mailboxes) {
        if (reach.size() == ways) break;
        const auto address = parse_address(mailbox);
        if (!address) continue;
        reach.push_back({ask ? "ask " + name + " what’s up" : "write to " + name,
                         mail_link(address->mailbox), address->mailbox});
    }
    return reach;
}

std::vector<Choice> choices_for(const Wording& w) {
    const std::string n = std::to_string(static_cast<std::int64_t>(w.candidate.finding.number));
    const bool can_call = w.candidate.person && !w.candidate.person->phone.empty();
    const Choice spoke = can_call ? Choice{"I called", "touch " + n + " called"}
                                  : Choice{"I wrote", "touch " + n + " wrote"};
    const Choice why{"why", "why " + n};
    switch (kind_of(w.candidate.finding.evidence)) {
        case FindingKind::quiet: {
            std::vector<Choice> replies{spoke,
                                        {"in two weeks", "snooze " + n + " 2w"},
                                        {"normal for " + first_name_of(w), "normal " + n},
                                        why};
            return replies;
        }
        case FindingKind::back: return {spoke, {"seen", "ok " + n}, why};
        case FindingKind::follow_up:
            return {spoke, {"in two weeks", "snooze " + n + " 2w"}, {"leave it", "ok " + n}};
        case FindingKind::burst:
            return {{"seen", "ok " + n}, {"normal for " + first_name_of(w), "normal " + n}, why};
        case FindingKind::shared: return {{"seen", "ok " + n}, why};
        case FindingKind::trouble: return {{"in a week", "snooze " + n + " 1w"}, why};
    }
    return {};
}

}  // namespace earshot
