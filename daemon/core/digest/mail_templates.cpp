#include "earshot/mail_templates.hpp"

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>
#include <set>
#include <vector>

#include "daemon/core/digest/filled.hpp"
#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

namespace json = boost::json;
namespace mustache = kainjow::mustache;

constexpr std::array<std::string_view, 3> names{"digest.txt", "digest.html", "entry.html"};

// All that a template may say: docs/templates.md.
const std::set<std::string_view>& known_names() {
    static const std::set<std::string_view> known{
        "subject",  "headline",  "summary",    "coverage",    "note",        "reminder",
        "left",     "quiet_day", "act",        "has_strips",  "has_unknown", "has_items",
        "sections", "heading",   "title",      "items",       "number",      "kind",
        "name",     "where",     "one_person", "evidence",    "personal",    "quote",
        "label",    "words",     "link",       "step",        "before",      "way",
        "after",    "reach",     "shown",      "call",        "replies",     "command",
        "commands", "strip",     "cells",      "bar",         "rungs",       "lead",
        "rest",     "rail",      "width",      "wait",        "band",        "from",
        "gap",      "until",     "lasts",      "first_reach", "ways"};
    return known;
}

std::size_t line_at(std::string_view text, std::size_t at) {
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// Reads the tags and stops at the first that will not do.
class Proof {
public:
    explicit Proof(std::string_view text) : text_(text) {}

    std::optional<Problem> read() {
        for (std::size_t at = text_.find("{{"); at != std::string_view::npos && !problem_;
             at = text_.find("{{", at)) {
            const std::size_t end = text_.find("}}", at);
            if (end == std::string_view::npos) {
                complain(at, "a tag that does not end: }} is missing");
                break;
            }
            take(at, text_.substr(at + 2, end - at - 2));
            at = end + 2;
        }
        if (!problem_ && !open_.empty())
            complain(open_.back().at, "the section " + open_.back().name + " has no end: {{/" +
                                          open_.back().name + "}} is missing");
        return problem_;
    }

private:
    struct Open {
        std::string name;
        std::size_t at;
    };

    void take(std::size_t at, std::string_view tag) {
        if (tag.empty()) return complain(at, "an empty tag");
        const char sign = tag.front();
        if (sign == '!') return;
        if (sign == '{' || sign == '&')
            return complain(at, "what is put in is always escaped: {{name}}, with two braces");
        if (sign == '>' || sign == '=')
            return complain(at, "files in files and other signs for tags are not for these");
        const bool is_section = sign == '#' || sign == '^';
        const bool is_end = sign == '/';
        const std::string name(trimmed(tag.substr(is_section || is_end ? 1 : 0)));
        if (is_end) return close(at, name);
        if (!known_names().contains(name))
            return complain(at, "there is no \"" + name.substr(0, 40) + "\" to put in");
        if (!is_section) return;
        if (open_.size() == template_limits::depth)
            return complain(at, "sections in sections, more than " +
                                    std::to_string(template_limits::depth) + " deep");
        const auto same = [&](const Open& one) { return one.name == name; };
        if (sign == '#' && std::any_of(open_.begin(), open_.end(), same))
            return complain(at, "the section " + name + " stands within itself");
        open_.push_back({name, at});
    }

    void close(std::size_t at, const std::string& name) {
        if (open_.empty()) return complain(at, "{{/" + name.substr(0, 40) + "}} ends nothing");
        if (open_.back().name != name)
            return complain(at, "{{/" + name.substr(0, 40) + "}} stands where {{/" +
                                    open_.back().name + "}}, of line " +
                                    std::to_string(line_at(text_, open_.back().at)) +
                                    ", has to come");
        open_.pop_back();
    }

    void complain(std::size_t at, std::string what) {
        problem_ = Problem{std::move(what), "line " + std::to_string(line_at(text_, at)), false};
    }

    std::string_view text_;
    std::vector<Open> open_;
    std::optional<Problem> problem_;
};

/// The library leaves an empty line where several sections that stand alone in their lines are
/// passed over. So it gets none to see: a line that holds one tag of a section, its end or a word
/// about it goes, and all other ends of lines come back afterwards.
constexpr char line_break = '\x1e';  // in no text that is printable

bool is_tag_alone(std::string_view line) {
    line = trimmed(line);
    if (!line.starts_with("{{") || line.size() < 5 || line.find("}}") != line.size() - 2)
        return false;
    return std::string_view("#^/!").find(line[2]) != std::string_view::npos;
}

std::string without_line_breaks(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (is_tag_alone(line))
            out += trimmed(line);
        else
            out.append(line) += end == std::string_view::npos ? "" : std::string(1, line_break);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return out;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

/// What is empty is not there: a section of it is passed over.
bool is_nothing(const json::value& value) {
    if (const auto* text = value.if_string()) return text->empty();
    if (const auto* list = value.if_array()) return list->empty();
    if (const bool* flag = value.if_bool()) return !*flag;
    return value.is_null();
}

mustache::data to_data(const json::value& value) {
    if (const auto* object = value.if_object()) {
        mustache::data data(mustache::data::type::object);
        for (const auto& [name, member] : *object)
            data.set(std::string(name),
                     is_nothing(member) ? mustache::data(false) : to_data(member));
        return data;
    }
    if (const auto* list = value.if_array()) {
        mustache::data data(mustache::data::type::list);
        for (const json::value& one : *list)
            data << to_data(one);
        return data;
    }
    if (const auto* text = value.if_string())
        return mustache::data(std::string(text->data(), text->size()));
    return mustache::data(value.is_bool() && value.get_bool());
}

}  // namespace

std::string_view name_of(TemplateFile file) {
    return names[static_cast<std::size_t>(file)];
}

std::string& text_of(Templates& templates, TemplateFile file) {
    switch (file) {
        case TemplateFile::text: return templates.text;
        case TemplateFile::html: return templates.html;
        case TemplateFile::entry: return templates.entry;
    }
    return templates.text;
}

std::optional<Problem> fault_of(std::string_view text) {
    if (text.size() > template_limits::bytes)
        return Problem{"is larger than " + std::to_string(template_limits::bytes) + " bytes",
                       "line 1", false};
    if (!is_valid_utf8(text)) return Problem{"is not UTF-8", "line 1", false};
    if (auto problem = Proof(text).read()) return problem;
    const mustache::mustache whole{std::string(text)};
    if (!whole.is_valid()) return Problem{whole.error_message(), "line 1", false};
    return std::nullopt;
}

std::string filled(const std::string& text, const json::object& values, Escape escape) {
    mustache::mustache sheet(without_line_breaks(text));
    sheet.set_custom_escape([escape](const std::string& value) {
        return escape == Escape::html ? escaped(value) : value;
    });
    std::string out = sheet.render(to_data(values));
    std::replace(out.begin(), out.end(), line_break, '\n');
    return out;
}

}  // namespace earshot
