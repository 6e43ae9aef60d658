#include "earshot/sites.hpp"

#include <algorithm>
#include <map>

#include "daemon/core/people/sites/site_rules.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

/// The address of a page, taken apart.
struct PageAddress {
    bool is_account = false;
    std::string host;  // small letters, without "www."; of an account all behind "acct:"
    std::string site;  // "https://social.example:8443"
    bool has_own_port = false;
    std::vector<std::string> steps;
    std::vector<std::string> query;  // names of its fields
};

/// Browsers write these as they are, programs often do not.
std::string readable(std::string step) {
    for (const auto& [written, sign] : {std::pair("%40", "@"), std::pair("%7E", "~"),
                                        std::pair("%7e", "~"), std::pair("%3A", ":")})
        for (std::size_t at; (at = step.find(written)) != step.npos;)
            step.replace(at, 3, sign);
    return step;
}

std::optional<std::vector<std::string>> steps_in(std::string_view path) {
    std::vector<std::string> steps;
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.ends_with('/')) path.remove_suffix(1);
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view step = path.substr(0, slash);
        if (step.empty() || step == "." || step == "..") return std::nullopt;
        steps.push_back(readable(std::string(step)));
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    }
    return steps;
}

std::vector<std::string> fields_in(std::string_view query) {
    std::vector<std::string> names;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view field = query.substr(0, end);
        if (!field.empty()) names.emplace_back(field.substr(0, field.find('=')));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return names;
}

std::optional<PageAddress> taken_apart(std::string_view address) {
    constexpr std::string_view account = "acct:";
    PageAddress page;
    if (address.size() > Sites::max_address) return std::nullopt;
    if (address.starts_with(account)) {
        page.is_account = true;
        page.host = address.substr(account.size());
        return page;
    }
    const auto url = Url::parse(address);
    if (!url || url->host().empty()) return std::nullopt;
    const UrlParts parts = split_url(url->reveal());
    // Who stands before an "@" is a login, or somebody who wants another host to be read.
    if (parts.has_userinfo) return std::nullopt;
    page.host = url->host();
    page.site = url->scheme() + "://" + page.host;
    const std::string_view usual = url->scheme() == "https" ? "443" : "80";
    if (!parts.port.empty() && parts.port != usual) {
        page.has_own_port = true;
        page.site += ":" + std::string(parts.port);
    }
    if (page.host.starts_with("www.")) page.host.erase(0, 4);
    auto steps = steps_in(parts.path);
    if (!steps) return std::nullopt;
    page.steps = std::move(*steps);
    page.query = fields_in(parts.query);
    return page;
}

bool is_on_host(const PageForm& form, const PageAddress& page, SlotValues& values) {
    if (form.is_account != page.is_account) return false;
    if (!page.is_account) values["site"] = page.site;
    if (form.at == PageForm::At::anywhere) return true;
    return !page.has_own_port && form.host.match(page.host, values);
}

bool fits(const PageForm& form, const PageAddress& page, SlotValues& values) {
    if (!is_on_host(form, page, values) || form.steps.size() != page.steps.size()) return false;
    for (std::size_t i = 0; i < form.steps.size(); ++i)
        if (!form.steps[i].match(page.steps[i], values)) return false;
    return true;
}

bool is_reserved(const SiteRules& rules, const SlotValues& values) {
    return std::any_of(values.begin(), values.end(), [&](const auto& value) {
        return rules.reserved.contains(lower(value.second));
    });
}

/// A field of the query that nobody knows may make it another page.
bool is_same_page(const SiteRules& rules, const PageAddress& page) {
    return std::all_of(page.query.begin(), page.query.end(), [&](const std::string& field) {
        return field.starts_with("utm_") || rules.query.contains(field);
    });
}

/// "https://gitlab.example/ann.atom" is a feed already, though it may look like an account.
bool is_document(const PageAddress& page) {
    if (page.steps.empty()) return false;
    const std::string last = lower(page.steps.back());
    const auto endings = {".atom", ".json", ".rdf", ".rss", ".xml"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return last.ends_with(ending); });
}

/// Whether a site has its own ways on this host: then those of software anywhere do not count.
bool is_claimed(const Sites::Compiled& compiled, const PageAddress& page) {
    for (const SiteRules& rules : compiled.rules)
        for (const SiteRules::Way& way : rules.ways)
            for (const PageForm& form : way.pages) {
                SlotValues values;
                if (form.at == PageForm::At::host && is_on_host(form, page, values)) return true;
            }
    return false;
}

void check_together(const Sites::Compiled& compiled, std::vector<Problem>& complaints) {
    std::map<std::string, std::string> names, forms;
    std::size_t rules = 0;
    for (const Sites::Site& site : compiled.sites) {
        if (!site.name.empty() && !names.emplace(lower(site.name), "").second)
            complaints.push_back({"two sites are named \"" + site.name + "\"", "", false});
        for (const Sites::Shorthand& one : site.shorthands)
            if (const auto [other, is_new] = forms.emplace(one.says, site.name); !is_new)
                complaints.push_back({"\"" + one.says + "\" is a shorthand of " + other->second +
                                          " and of " + site.name,
                                      "", false});
        rules += site.shorthands.size() + site.ways.size();
    }
    if (rules > Sites::max_rules)
        complaints.push_back(
            {"there are more than " + std::to_string(Sites::max_rules) + " rules of sites", "",
             false});
}

}  // namespace

Sites::Sites() : compiled_(std::make_unique<Compiled>()) {}
Sites::~Sites() = default;
Sites::Sites(Sites&&) noexcept = default;
Sites& Sites::operator=(Sites&&) noexcept = default;

tl::expected<Sites, std::vector<Problem>> Sites::compile(const std::vector<SiteText>& files) {
    std::vector<Problem> complaints;
    Sites sites;
    if (files.size() > max_files)
        complaints.push_back(
            {"there are more than " + std::to_string(max_files) + " files of sites", "", false});
    else
        for (const SiteText& file : files)
            read_site_file(file, *sites.compiled_, complaints);
    check_together(*sites.compiled_, complaints);
    if (!complaints.empty()) return tl::unexpected(std::move(complaints));
    return sites;
}

const std::vector<Sites::Site>& Sites::all() const {
    return compiled_->sites;
}

std::string Sites::written_out(std::string_view shorthand) const {
    const auto found = by_shorthand(std::string(shorthand));
    return found ? found->account : std::string();
}

std::optional<Sites::Found> Sites::by_shorthand(std::string text) const {
    if (text.size() > max_address) return std::nullopt;
    const std::size_t colon = std::min(text.find(':'), text.size());
    text.replace(0, colon, lower(text.substr(0, colon)));
    // "github:@ann", as some write it.
    std::string plain = text;
    if (text.substr(colon).starts_with(":@")) plain.erase(colon + 1, 1);
    for (std::size_t i = 0; i < compiled_->rules.size(); ++i)
        for (const SiteRules::Shorthand& one : compiled_->rules[i].shorthands) {
            SlotValues values;
            if (!one.says.match(text, values) && !one.says.match(plain, values)) continue;
            if (is_reserved(compiled_->rules[i], values)) continue;
            const Site& site = compiled_->sites[i];
            const Shorthand& said = site.shorthands[one.number];
            Found found{site.name, fill_address(said.account, values), "", "", Carries::undecided};
            if (found.account.empty()) continue;
            if (!said.feed.empty()) found.feed = fill_address(said.feed, values);
            return found;
        }
    return std::nullopt;
}

std::optional<Sites::Found> Sites::by_page(const std::string& address) const {
    const auto page = taken_apart(address);
    if (!page || is_document(*page)) return std::nullopt;
    for (int rank = 0; rank <= 2; ++rank) {
        if (rank == 2 && is_claimed(*compiled_, *page)) break;
        for (std::size_t i = 0; i < compiled_->rules.size(); ++i) {
            const SiteRules& rules = compiled_->rules[i];
            if (!is_same_page(rules, *page)) continue;
            for (const SiteRules::Way& way : rules.ways)
                for (const PageForm& form : way.pages) {
                    SlotValues values;
                    if (form.rank() != rank || !fits(form, *page, values) ||
                        is_reserved(rules, values))
                        continue;
                    const Way& said = compiled_->sites[i].ways[way.number];
                    Found found{compiled_->sites[i].name, address, "", said.none, said.carries};
                    if (!said.feed.empty()) found.feed = fill_address(said.feed, values);
                    if (said.feed.empty() || Url::parse(found.feed)) return found;
                }
        }
    }
    return std::nullopt;
}

std::optional<Sites::Found> Sites::way_of(std::string_view given) const {
    auto found = by_shorthand(std::string(given));
    if (!found) return by_page(std::string(given));
    if (!found->feed.empty()) return found;
    auto way = by_page(found->account);
    return way ? way : found;
}

}  // namespace earshot
