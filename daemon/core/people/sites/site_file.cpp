// One file of a site: TOML to forms, with a complaint for everything that is wrong in it.

#include <algorithm>

#include "daemon/core/people/sites/site_rules.hpp"
#include "daemon/core/toml/toml_complaints.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

Result<std::vector<AddressForm>> steps_of(std::string_view path, const SlotPatterns& patterns) {
    std::vector<AddressForm> steps;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        auto step = AddressForm::parse(path.substr(0, slash), patterns, AddressForm::Place::step);
        if (!step) return Failure(step.error());
        if (step->text().empty()) return fail("there is a step without anything");
        steps.push_back(std::move(*step));
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    }
    return steps;
}

Result<PageForm> page_form(std::string_view text, const SlotPatterns& patterns) {
    using Place = AddressForm::Place;
    constexpr std::string_view account = "acct:";
    PageForm page;
    if (text.starts_with(account)) {
        page.is_account = true;
        auto form = AddressForm::parse(text.substr(account.size()), patterns, Place::whole);
        if (!form) return Failure(form.error());
        page.host = std::move(*form);
        return page;
    }
    if (text.find("://") != text.npos) return fail("a page is written without https://");
    const std::size_t slash = std::min(text.find('/'), text.size());
    std::string_view host = text.substr(0, slash);
    std::string_view path = text.substr(std::min(slash + 1, text.size()));
    if (path.ends_with('/')) path.remove_suffix(1);
    if (host.starts_with("www.")) host.remove_prefix(4);
    auto steps = steps_of(path, patterns);
    if (!steps) return Failure(steps.error());
    page.steps = std::move(*steps);
    if (host == "{site}") {
        page.at = PageForm::At::anywhere;
        const bool says_something =
            std::any_of(page.steps.begin(), page.steps.end(),
                        [](const AddressForm& step) { return step.letters() > 0; });
        if (!says_something) return fail("{site} needs words of its own behind it");
        return page;
    }
    auto form = AddressForm::parse(host, patterns, Place::host);
    if (!form) return Failure(form.error());
    page.host = std::move(*form);
    const auto pieces = pieces_of_form(host);
    const bool is_open = std::none_of(pieces->begin(), pieces->end(),
                                      [](const std::string& p) { return p.find('.') != p.npos; });
    if (is_open || lower(host) != host) return fail("a page begins with a host in small letters");
    return page;
}

/// Reads one file into a site and its forms.
class SiteFile {
public:
    SiteFile(const SiteText& text, Sites::Compiled& into, std::vector<Problem>& complaints)
        : text_(text), into_(into), note_(text.file, complaints) {}

    void read() {
        const std::optional<toml::table> parsed = note_.root(text_.toml);
        if (!parsed) return;
        const toml::table& root = *parsed;
        note_.only(root, {"name", "reserved", "query", "slots", "shorthand", "feed"}, "a site");
        site_.name = note_.text(root, "name");
        if (site_.name.empty()) note_.say(1, "a site needs a name");
        for (const auto* word : note_.texts(root, "reserved"))
            rules_.reserved.insert(lower(word->get()));
        for (const auto* word : note_.texts(root, "query"))
            rules_.query.insert(word->get());
        slots(root);
        for (const toml::table* table : note_.tables(root, "shorthand"))
            shorthand(*table);
        for (const toml::table* table : note_.tables(root, "feed"))
            way(*table);
        if (site_.shorthands.empty() && site_.ways.empty())
            note_.say(1, "a site needs a [[shorthand]] or a [[feed]]");
        into_.sites.push_back(std::move(site_));
        into_.rules.push_back(std::move(rules_));
    }

private:
    void slots(const toml::table& root) {
        const toml::table* table = note_.table(root, "slots");
        if (table == nullptr) return;
        for (const auto& [key, node] : *table) {
            const std::string name(key.str());
            const std::string pattern = note_.text(*table, name);
            const auto form =
                AddressForm::parse("{" + name + "}", {{name, pattern}}, AddressForm::Place::whole);
            if (name == "site" || name == "domain")
                note_.say(node, "{" + name + "} has its meaning already");
            else if (!form)
                note_.say(node, form.error().what);
            else if (pattern.size() > Sites::max_pattern)
                note_.say(node, "is longer than " + std::to_string(Sites::max_pattern) + " bytes");
            else
                patterns_[name] = pattern;
        }
    }

    void shorthand(const toml::table& table) {
        note_.only(table, {"says", "account", "feed"}, "[[shorthand]]");
        const std::string account = note_.text(table, "account");
        const std::string feed = note_.text(table, "feed");
        auto wanted = slots_of(table, "account", account, {"https://", "acct:"});
        for (std::string& slot : slots_of(table, "feed", feed, {"https://"}))
            wanted.push_back(std::move(slot));
        const auto says = note_.texts(table, "says");
        if (says.empty()) note_.say(table, "a shorthand needs says");
        for (const auto* one : says) {
            auto form = AddressForm::parse(one->get(), patterns_, AddressForm::Place::whole);
            if (!form) {
                note_.say(*one, form.error().what);
                continue;
            }
            has_all(*one, form->slots(), wanted);
            const std::size_t colon = one->get().find(':');
            if (colon != std::string::npos && site_.word.empty())
                site_.word = one->get().substr(0, colon);
            rules_.shorthands.push_back({std::move(*form), site_.shorthands.size()});
            site_.shorthands.push_back({one->get(), account, feed});
        }
    }

    void way(const toml::table& table) {
        note_.only(table, {"page", "feed", "none", "read", "carries"}, "[[feed]]");
        Sites::Way way;
        way.feed = note_.text(table, "feed");
        way.none = note_.text(table, "none");
        const bool is_read = note_.flag(table, "read");
        if ((way.feed.empty() ? 0 : 1) + (way.none.empty() ? 0 : 1) + (is_read ? 1 : 0) != 1)
            note_.say(table, "says one of: feed = \"https://...\", none = \"why\", read = true");
        if (const std::string carries = note_.text(table, "carries"); !carries.empty()) {
            if (const auto known = parse_carries(carries))
                way.carries = *known;
            else
                note_.say(*table.get("carries"), "must be one_person or many");
        }
        const auto wanted = slots_of(table, "feed", way.feed, {"https://", "{site}/"});
        SiteRules::Way forms;
        forms.number = site_.ways.size();
        const auto pages = note_.texts(table, "page");
        if (pages.empty()) note_.say(table, "a feed needs the page that it belongs to");
        for (const auto* page : pages) {
            auto form = page_form(page->get(), patterns_);
            if (!form) {
                note_.say(*page, form.error().what);
                continue;
            }
            has_all(*page, form->slots(), wanted);
            way.pages.push_back(page->get());
            forms.pages.push_back(std::move(*form));
        }
        site_.ways.push_back(std::move(way));
        rules_.ways.push_back(std::move(forms));
    }

    /// The slots of a template, which has to begin with one of these.
    std::vector<std::string> slots_of(const toml::table& table, std::string_view key,
                                      const std::string& text,
                                      std::initializer_list<std::string_view> beginnings) {
        const toml::node* node = table.get(key);
        if (text.empty()) {
            if (key == "account") note_.say(table, "a shorthand needs the address of an account");
            return {};
        }
        const auto pieces = pieces_of_form(text);
        if (!pieces || text.size() > Sites::max_pattern) {
            note_.say(*node, pieces ? "is too long" : pieces.error().what);
            return {};
        }
        if (std::none_of(beginnings.begin(), beginnings.end(),
                         [&](std::string_view one) { return text.starts_with(one); }))
            note_.say(*node,
                      std::string(key) + " begins with https://" +
                          (beginnings.size() == 1 ? std::string()
                                                  : " or " + std::string(*(beginnings.end() - 1))));
        std::vector<std::string> slots;
        for (std::size_t i = 1; i < pieces->size(); i += 2)
            slots.push_back((*pieces)[i]);
        return slots;
    }

    void has_all(const toml::node& at, const std::vector<std::string>& slots,
                 const std::vector<std::string>& wanted) {
        for (const std::string& slot : wanted)
            if (std::find(slots.begin(), slots.end(), slot) == slots.end())
                note_.say(at, "{" + slot + "} is asked for and does not stand here");
    }

    const SiteText& text_;
    Sites::Compiled& into_;
    TomlComplaints note_;
    Sites::Site site_;
    SiteRules rules_;
    SlotPatterns patterns_;
};

}  // namespace

std::vector<std::string> PageForm::slots() const {
    std::vector<std::string> all = host.slots();
    if (!is_account) all.push_back("site");
    for (const AddressForm& step : steps)
        all.insert(all.end(), step.slots().begin(), step.slots().end());
    return all;
}

void read_site_file(const SiteText& file, Sites::Compiled& into, std::vector<Problem>& complaints) {
    SiteFile(file, into, complaints).read();
}

bool looks_like_site(std::string_view toml) {
    for (const std::string_view mark : {"[[shorthand]]", "[[feed]]", "[slots]"})
        if (toml.starts_with(mark) || toml.find("\n" + std::string(mark)) != toml.npos) return true;
    return false;
}

}  // namespace earshot
