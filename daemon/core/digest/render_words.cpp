#include "daemon/core/digest/render_words.hpp"

#include <algorithm>

#include "daemon/core/digest/item_words.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

std::string in_sentence_case(std::string_view heading) {
    std::string text(heading);
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] >= 'A' && text[i] <= 'Z') text[i] = static_cast<char>(text[i] - 'A' + 'a');
    return text;
}

/// A step that names a way to somebody, parted at its words, or that ends in a command; else all of
/// it stands before.
json::object parted(const Item& item) {
    constexpr std::string_view command_begins = ": earshot ";
    if (const std::size_t at = item.step.rfind(command_begins); at != std::string::npos)
        return {{"before", printable(item.step.substr(0, at + 1))},
                {"way", nullptr},
                {"after", ""},
                {"command", printable(item.step.substr(at + 2))}};
    for (const Way& way : item.ways) {
        const std::size_t at = item.step.find(way.words);
        if (at == std::string::npos) continue;
        return {{"before", printable(item.step.substr(0, at))},
                {"way", json::object{{"words", printable(way.words)}, {"link", way.link}}},
                {"after", printable(item.step.substr(at + way.words.size()))},
                {"command", ""}};
    }
    return {{"before", printable(item.step)}, {"way", nullptr}, {"after", ""}, {"command", ""}};
}

/// "Call +48 22 555 01 07 or write to marek@sobol.example."
std::string ways_of(const Item& item) {
    std::string text;
    for (const Way& way : item.ways) {
        const bool is_call = way.link.starts_with("tel:");
        text += text.empty() ? (is_call ? "Call " : "Write to ")
                             : (is_call ? " or call " : " or write to ");
        text += printable(way.shown);
    }
    return text.empty() ? text : text + ".";
}

/// The step with the way in full, for who reads text: "You could write to Lena
/// (lena@ortiz.example)."
std::string act_of(const Item& item) {
    if (item.one_person && !item.ways.empty()) return ways_of(item);
    for (const Way& way : item.ways) {
        const std::size_t at = item.step.find(way.words);
        if (at == std::string::npos) continue;
        const std::size_t end = at + way.words.size();
        return printable(item.step.substr(0, end) + " (" + way.shown + ")" + item.step.substr(end));
    }
    return printable(item.step);
}

json::object values_of(const Item& item) {
    json::object values{
        {"number", std::to_string(static_cast<std::int64_t>(item.number))},
        {"kind", item.kind},
        {"name", printable(item.name)},
        {"where", printable(item.where)},
        {"one_person", item.one_person},
        {"evidence", printable(item.evidence)},
        {"personal", printable(item.personal)},
        {"quote", nullptr},
        {"step", nullptr},
        {"act", act_of(item)},
        {"ways", !item.ways.empty()},
        {"strip", nullptr},
    };
    if (item.quote)
        values["quote"] = json::object{{"label", printable(item.quote->label)},
                                       {"words", quoted(printable(item.quote->words))},
                                       {"link", link_to(item.quote->link)}};
    if (!item.step.empty()) values["step"] = parted(item);
    json::array reach, replies;
    for (const Way& one : item.ways) {
        const bool is_call = one.link.starts_with("tel:");
        reach.push_back({{"words", is_call ? "Call " + printable(one.shown)
                                           : capitalised(printable(one.words))},
                         {"link", one.link},
                         {"shown", printable(one.shown)},
                         {"first_reach", reach.empty()}});
    }
    for (const Choice& one : item.choices)
        replies.push_back({{"label", printable(one.label)}, {"command", printable(one.command)}});
    std::string commands;
    for (const Choice& one : item.choices)
        commands += (commands.empty() ? "" : " | ") + printable(one.command);
    values["reach"] = std::move(reach);
    values["replies"] = std::move(replies);
    values["commands"] = commands;
    if (item.strip) values["strip"] = values_of(*item.strip, item);
    return values;
}

}  // namespace

json::object values_of(const Digest& digest) {
    json::array sections;
    std::optional<Section> previous;
    bool has_strips = false, has_unknown = false;
    for (const Item& item : digest.items) {
        const Section section = item.one_person ? Section::one_person : item.section;
        if (section != previous) {
            const std::string_view words = heading(section);
            sections.push_back({{"heading", words},
                                {"title", in_sentence_case(words)},
                                {"one_person", item.one_person},
                                {"items", json::array()}});
        }
        sections.back().as_object()["items"].as_array().push_back(values_of(item));
        previous = section;
        if (!item.strip) continue;
        has_strips = true;
        has_unknown = has_unknown || std::any_of(item.strip->weeks.begin(), item.strip->weeks.end(),
                                                 [](const auto& one) { return one.unknown > 0; });
    }
    const bool has_items = !digest.items.empty();
    return {
        {"subject", printable(digest.subject)},
        {"headline", printable(digest.headline)},
        {"summary", printable(digest.summary)},
        {"coverage", printable(digest.coverage)},
        {"note", printable(digest.note)},
        {"sections", std::move(sections)},
        {"left",
         digest.more > 0 ? "And " + std::to_string(digest.more) + " more: earshot open" : ""},
        {"reminder",
         has_items ? "A holiday, a moved blog and a broken feed look the same from here." : ""},
        {"has_items", has_items},
        {"quiet_day", !has_items},
        {"has_strips", has_strips},
        {"has_unknown", has_unknown},
    };
}

}  // namespace earshot
