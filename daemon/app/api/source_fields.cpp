#include "daemon/app/api/source_fields.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "earshot/network.hpp"

namespace earshot::app {

namespace json = boost::json;

namespace {

/// The shortest interval that can be wished for; the configured minimum and the server's own wishes
/// may make it longer.
constexpr Span shortest_interval = 15 * minute;
constexpr Span longest_interval = 31 * day;

constexpr std::string_view for_sources = "source-";
constexpr auto fields = std::to_array<const char*>(
    {"headers", "bearer", "user", "password", "ca_file", "insecure", "proxy"});

bool is_for_sources(const SecretReference& reference) {
    return reference.kind == SecretReference::Kind::credential &&
           reference.name.starts_with(for_sources);
}

Problem not_for_sources(std::string where) {
    return {"must be \"credential:source-...\": other secrets are given in earshot.toml only",
            std::move(where)};
}

/// An origin that is not that of the secrets of before has no part in them.
RequestOptions kept_for(const Url& url, const SharedOptions& before) {
    RequestOptions options = *before;
    if (options.origin != url.origin()) {
        options.headers.clear();
        options.bearer = options.password = SecretReference();
        options.user.clear();
        options.insecure = false;
    }
    options.origin = url.origin();
    return options;
}

/// Whether one leads to the other as a redirect within one machine or house may.
bool are_neighbours(const std::string& host, const std::string& other) {
    if (host == other) return true;
    const auto here = address_in(host), there = address_in(other);
    return here && there && reach_of(*here) == reach_of(*there);
}

std::optional<RequestHeader> header_of(const json::key_value_pair& member,
                                       std::vector<Problem>& problems) {
    const std::string where = "headers." + std::string(member.key());
    if (!member.value().is_string()) {
        problems.push_back({"must be a text", where});
        return std::nullopt;
    }
    auto header = parse_request_header(member.key(), member.value().get_string());
    if (!header)
        problems.push_back({header.error().what, where});
    else if (!is_for_sources(header->reference))
        problems.push_back(not_for_sources(where));
    else
        return std::move(*header);
    return std::nullopt;
}

void take_headers(const Call& call, RequestOptions& options, std::vector<Problem>& problems) {
    const json::value* value = call.body.if_contains("headers");
    if (value == nullptr) return;
    options.headers.clear();
    if (value->is_null()) return;
    if (!value->is_object()) return problems.push_back({"must be an object", "headers"});
    for (const json::key_value_pair& member : value->get_object())
        if (auto header = header_of(member, problems))
            options.headers.push_back(std::move(*header));
}

void take_reference(const Call& call, const char* field, SecretReference& setting,
                    std::vector<Problem>& problems) {
    if (!call.body.contains(field)) return;
    setting = SecretReference();
    const auto text = taken(text_of(call, field), problems);
    if (!text || text->empty()) return;
    const auto reference = parse_secret_reference(*text);
    if (reference && is_for_sources(*reference))
        setting = *reference;
    else
        problems.push_back(not_for_sources(field));
}

void take_text(const Call& call, const char* field, std::string& setting,
               std::vector<Problem>& problems) {
    if (call.body.contains(field)) setting = taken(text_of(call, field), problems).value_or("");
}

}  // namespace

json::object describe(const io::Store& store, const Source& source, Instant now) {
    return to_object(store.people, source, store.polls.state(source.id), now);
}

Result<std::optional<Carries>> carries_of(const Call& call) {
    const auto text = text_of(call, "carries");
    if (!text) return Failure(text.error());
    if (!*text) return std::nullopt;
    if (const auto carries = parse_carries(**text)) return carries;
    return fail("must be one_person, many, nobody or undecided", "carries");
}

Result<std::optional<Span>> interval_of(const Call& call) {
    const json::value* value = call.body.if_contains("interval_seconds");
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_int64()) {
        const Span wish(value->get_int64());
        if (wish >= shortest_interval && wish <= longest_interval) return wish;
    }
    return fail("must be from " + to_text(shortest_interval) + " to " + to_text(longest_interval) +
                    ", as a number of seconds",
                "interval_seconds");
}

std::optional<SharedOptions> options_of(const Call& call, const Url& url,
                                        const SharedOptions& before,
                                        std::vector<Problem>& problems) {
    bool given = false;
    for (const char* field : fields)
        given = given || call.body.contains(field);
    if (!given) return std::nullopt;
    RequestOptions options = kept_for(url, before);
    take_headers(call, options, problems);
    take_reference(call, "bearer", options.bearer, problems);
    take_text(call, "user", options.user, problems);
    take_reference(call, "password", options.password, problems);
    take_text(call, "ca_file", options.ca_file, problems);
    if (!options.ca_file.empty() && options.ca_file.front() != '/')
        problems.push_back({"must be an absolute path", "ca_file"});
    if (call.body.contains("insecure"))
        options.insecure = taken(flag_of(call, "insecure"), problems);
    take_text(call, "proxy", options.proxy, problems);
    if (const auto proxy = parse_proxy(options.proxy); !proxy)
        problems.push_back({proxy.error().what, "proxy"});
    if (problems.empty())
        if (auto problem = contradiction_in(options, url)) problems.push_back(std::move(*problem));
    return SharedOptions(std::move(options));
}

SharedOptions options_for_offered(const SharedOptions& wanted, const Url& given,
                                  const Url& offered) {
    RequestOptions options = kept_for(offered, wanted);
    options.offered = !are_neighbours(given.host(), offered.host());
    return SharedOptions(std::move(options));
}

}  // namespace earshot::app
