#include <algorithm>
#include <array>
#include <set>

#include "daemon/core/config/config_reading.hpp"
#include "daemon/core/config/config_tables.hpp"
#include "earshot/text.hpp"

namespace earshot::config_tables {

namespace values = config_values;

namespace {

constexpr Span least_interval = 15 * minute;
constexpr Span longest_interval = 31 * day;

bool lies_below(const std::string& path, const std::set<std::string>& directories) {
    if ((path + "/").find("/../") != std::string::npos) return false;
    for (std::string directory : directories) {
        if (!directory.ends_with('/')) directory += '/';
        if (path.starts_with(directory)) return true;
    }
    return false;
}

/// How a source is asked when not like all others. What the address has to say to it comes later.
RequestOptions read_options(TomlTable& table) {
    RequestOptions options;
    options.headers = read_headers(table);
    read_text(table, "bearer", options.bearer, values::secret_reference);
    read_text(table, "user", options.user, values::plain);
    read_text(table, "password", options.password, values::secret_reference);
    read_text(table, "ca_file", options.ca_file, values::absolute_path);
    read_flag(table, "insecure", options.insecure);
    read_text(table, "proxy", options.proxy, values::proxy);
    return options;
}

}  // namespace

std::vector<RequestHeader> read_headers(TomlTable& table) {
    std::vector<RequestHeader> headers;
    for (const auto& [name, text] : table.named_texts("headers").value_or(
             std::vector<std::pair<std::string, TomlTable::Text>>{})) {
        auto header = parse_request_header(name, text.value);
        if (header)
            headers.push_back(std::move(*header));
        else
            table.complain(text.line, "headers." + printable(name), header.error().what);
    }
    return headers;
}

Declarations::Declarations(const MeSettings& me, const PollSettings& poll) : poll_(poll) {
    for (const std::string& account : me.accounts)
        lines_of_accounts_.emplace(account_key(account), 0);
}

bool Declarations::is_new(std::map<std::string, int>& seen, const std::string& value, int line,
                          TomlTable& table, const std::string& key, const std::string& whose) {
    const auto [place, inserted] = seen.emplace(value, line);
    if (inserted) return true;
    const int other = place->second;
    const std::string where = other > 0 ? " in line " + std::to_string(other) : "";
    table.complain(line, key, whose + where);
    return false;
}

void Declarations::declare(DeclaredSource source, const TomlTable::Text& url, TomlTable& table,
                           const std::string& key) {
    if (sources.size() >= config_limits::sources) {
        if (!too_many_)
            table.complain(
                url.line, key,
                "there are more than " + std::to_string(config_limits::sources) + " sources");
        too_many_ = true;
        return;
    }
    auto parsed = values::source_url(url.value);
    if (!parsed) {
        table.complain(url.line, key, parsed.error().what);
        return;
    }
    if (parsed->scheme() == "file" && !lies_below(parsed->path(), poll_.file_directories))
        table.complain(url.line, key,
                       "is a file outside of the directories that [poll] file_directories allows");
    if (!is_new(lines_of_urls_, parsed->reveal(), url.line, table, key,
                parsed->redacted() + " is already a source"))
        return;
    if (!source.options.empty()) {
        RequestOptions options = *source.options;
        options.origin = parsed->origin();
        if (const auto problem = contradiction_in(options, *parsed))
            table.complain(problem->where, problem->what);
        source.options = SharedOptions(std::move(options));
    }
    source.url = std::move(*parsed);
    sources.push_back(std::move(source));
}

void Declarations::declare_names(const Person& person, TomlTable& table) {
    // Asked for again for their lines.
    const auto lines_of = [&table](const std::string& key) {
        return table.texts(key).value_or(std::vector<TomlTable::Text>{});
    };
    const auto taken = [](const std::string& name) {
        return "\"" + name + "\" is already the name of a person";
    };
    is_new(lines_of_names_, person.name, table.line_of("name"), table, "name", taken(person.name));
    for (const auto& [name, line] : lines_of("names"))
        is_new(lines_of_names_, name, line, table, "names", taken(name));
    for (const auto& [account, line] : lines_of("accounts")) {
        const auto place = lines_of_accounts_.find(account_key(account));
        const bool mine = place != lines_of_accounts_.end() && place->second == 0;
        is_new(lines_of_accounts_, account_key(account), line, table, "accounts",
               mine ? "this account is your own: see [me]"
                    : "this account is already that of the person");
    }
}

void Declarations::read_person(TomlTable& table) {
    Person person;
    person.standing = Standing::followed;
    person.declared_at = table.place();
    read_text(table, "name", person.name, values::not_empty);
    std::string circle;
    read_text(table, "circle", circle, values::plain);
    if (!circle.empty()) person.circles = {circle};
    read_list(table, "accounts", person.accounts, values::not_empty);
    read_list(table, "names", person.names, values::not_empty);
    read_text(table, "phone", person.phone, values::plain);
    read_text(table, "note", person.note, values::plain);
    read_text(table, "sensitivity", person.sensitivity, values::sensitivity);
    read_own_line(table, person.own_line);
    const auto urls = table.texts("sources");
    table.complain_of_unknown();

    if (!table.has("name")) table.complain("name", "is missing: what you call this person");
    if (person.name.empty()) return;
    declare_names(person, table);
    for (const TomlTable::Text& url : urls.value_or(std::vector<TomlTable::Text>{})) {
        DeclaredSource source;
        source.person = person.name;
        source.carries = Carries::one_person;
        source.where = table.place(url.line);
        declare(std::move(source), url, table, "sources");
    }
    people_names_.insert(person.name);
    people.push_back(std::move(person));
}

void Declarations::read_source(TomlTable& table) {
    DeclaredSource source;
    source.where = table.place();
    const auto url = table.text("url");
    read_text(table, "title", source.title, values::plain);
    read_text(table, "person", source.person, values::not_empty);
    static constexpr std::array<std::pair<std::string_view, Carries>, 2> carries_words{
        {{"one", Carries::one_person}, {"many", Carries::many}}};
    read_word(table, "carries", source.carries, carries_words);
    Span interval = poll_.interval;
    read_span(table, "interval", interval, least_interval, longest_interval);
    if (table.has("interval")) source.interval = interval;
    source.options = SharedOptions(read_options(table));
    table.complain_of_unknown();

    if (!source.person.empty()) {
        if (!people_names_.contains(source.person)) {
            const std::string meant =
                near_miss(source.person, {people_names_.begin(), people_names_.end()});
            table.complain("person",
                           "there is no [[person]] of that name" +
                               (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
        }
        if (source.carries == Carries::many)
            table.complain("carries", "is \"many\", but the source is given to one person");
        source.carries = Carries::one_person;
    }
    if (url)
        declare(std::move(source), *url, table, "url");
    else if (!table.has("url"))
        table.complain("url", "is missing: the address of the feed");
}

}  // namespace earshot::config_tables
