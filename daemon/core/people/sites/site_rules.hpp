#pragma once
// What the files of sites become: forms ready to be compared. Shared by their compiler and by who
// looks addresses up; nobody else looks inside.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/core/people/sites/address_form.hpp"
#include "earshot/result.hpp"
#include "earshot/sites.hpp"

namespace earshot {

/// The address of a page, as a way knows it.
struct PageForm {
    enum class At {
        host,     // one host, or those of one domain
        anywhere  // "{site}/@{name}": software that runs on many hosts
    };
    At at = At::host;
    bool is_account = false;  // "acct:{name}@{domain}": `host` is all of it
    AddressForm host;
    std::vector<AddressForm> steps;

    /// The less is left open, the sooner it is asked: a host by name before hosts by pattern.
    int rank() const { return at == At::anywhere ? 2 : host.is_literal() ? 0 : 1; }
    std::vector<std::string> slots() const;
};

struct SiteRules {
    struct Way {
        std::vector<PageForm> pages;
        std::size_t number = 0;  // of Sites::Site::ways
    };
    struct Shorthand {
        AddressForm says;
        std::size_t number = 0;  // of Sites::Site::shorthands
    };
    std::set<std::string> reserved;  // lower case
    std::set<std::string> query;     // fields of a page's query that do not make it another page
    std::vector<Way> ways;
    std::vector<Shorthand> shorthands;
};

struct Sites::Compiled {
    std::vector<Site> sites;
    std::vector<SiteRules> rules;  // of the site of the same number
};

/// Adds the file's site, unless the TOML itself does not parse.
void read_site_file(const SiteText& file, Sites::Compiled& into, std::vector<Problem>& complaints);

}  // namespace earshot
