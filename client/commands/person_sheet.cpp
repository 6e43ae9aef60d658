#include "client/commands/person_sheet.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <boost/json.hpp>

#include "client/screen/fields.hpp"
#include "earshot/text.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

constexpr std::array<const char*, 6> keys{"name", "circle", "phone", "mail", "note", "sensitivity"};

std::string mail_of(const json::object& person) {
    constexpr std::string_view scheme = "mailto:";
    for (const json::value& account : array_at(person, "accounts"))
        if (const std::string text = text_of(account); text.starts_with(scheme))
            return text.substr(scheme.size());
    return {};
}

std::string value_of(const json::object& person, const std::string& key) {
    return collapse(key == "mail" ? mail_of(person) : text_at(person, key));
}

}  // namespace

std::string person_sheet(const json::object& person) {
    std::string sheet =
        "# What you say of this person. An empty line takes away; sensitivity is low, normal, "
        "high\n"
        "# or empty (as for the circle). Leave without saving to change nothing.\n";
    for (const char* key : keys)
        sheet += std::string(key) + ": " + value_of(person, key) + "\n";
    return sheet;
}

Result<json::object> changed_fields(const json::object& person, std::string_view sheet) {
    std::map<std::string, std::string> said;
    for (int line = 1; !sheet.empty(); ++line) {
        const std::size_t end = sheet.find('\n');
        const std::string text = collapse(sheet.substr(0, end));
        sheet.remove_prefix(end == sheet.npos ? sheet.size() : end + 1);
        if (text.empty() || text.starts_with('#')) continue;
        const std::string place = "line " + std::to_string(line);
        const std::size_t colon = std::min(text.find(':'), text.size());
        const std::string key = collapse(text.substr(0, colon));
        const bool known = std::find(keys.begin(), keys.end(), key) != keys.end();
        if (colon == text.size() || !known)
            return fail("must begin with name:, circle:, phone:, mail:, note: or sensitivity:",
                        place);
        if (!said.emplace(key, collapse(text.substr(colon + 1))).second)
            return fail(key + " stands there twice", place);
    }
    json::object fields;
    for (const auto& [key, value] : said)
        if (value != value_of(person, key)) fields[key] = value;
    return fields;
}

}  // namespace earshot::client
