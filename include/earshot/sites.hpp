#pragma once
// Sites: where people have accounts, how these are written in short, and where their feeds are, as
// data (config/sites/*.toml; how to write one is told in docs/sources.md).
//
// A site brings
// - shorthands: "github:{login}" stands for the account https://github.com/{login};
// - ways: from the address of a page to that of its feed, without a look at the page; or that only
//   the page says where its feed is; or that there is none, and why;
// - the names that are nobody's: "login", "about".
//
// An address is taken apart before it is compared: the host by itself, each step of the path by
// itself. So "github.com/{login}" is never found in https://github.com.evil.example/ann, whatever
// the pattern of a slot. Nothing is fetched here, and what no site knows is left to the page.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "earshot/dialect.hpp"
#include "earshot/result.hpp"
#include "earshot/source.hpp"

namespace earshot {

/// A file of a site, read but not yet compiled: a name for complaints, and TOML.
using SiteText = DialectText;

class Sites {
public:
    static constexpr std::size_t max_files = 256;
    static constexpr std::size_t max_rules = 2000;    // shorthands and ways of all files
    static constexpr std::size_t max_pattern = 1000;  // bytes of one pattern or template
    static constexpr std::size_t max_address = 1000;  // bytes; what is longer is nobody's account

    /// What a site says, as it is written.
    struct Shorthand {
        std::string says, account;
        std::string feed;  // empty: as of the account's page
    };
    struct Way {
        std::vector<std::string> pages;
        std::string feed;  // empty: there is none, or the page says where
        std::string none;  // why there is none
        Carries carries = Carries::undecided;
    };
    struct Site {
        std::string name, word;  // "GitHub", "github": what stands before the colon, may be empty
        std::vector<Shorthand> shorthands;
        std::vector<Way> ways;
    };

    /// All files together; every complaint at once, each with file and line.
    static tl::expected<Sites, std::vector<Problem>> compile(const std::vector<SiteText>&);

    Sites();  // none
    ~Sites();
    Sites(Sites&&) noexcept;
    Sites& operator=(Sites&&) noexcept;

    const std::vector<Site>& all() const;  // in the order given

    /// The address of an account from its shorthand; empty when no site writes accounts so.
    std::string written_out(std::string_view shorthand) const;

    /// What is known of an account.
    struct Found {
        std::string site;     // its name
        std::string account;  // its address
        std::string feed;     // empty: see `none`
        std::string none;     // why there is no feed; empty besides: the page says where it is
        Carries carries = Carries::undecided;

        bool operator==(const Found&) const = default;
    };
    /// Of a shorthand, or of the address of a page ("https://github.com/ann",
    /// "acct:ann@social.example"). Nothing when no site knows it.
    std::optional<Found> way_of(std::string_view given) const;

    struct Compiled;  // daemon/core/people/sites/site_rules.hpp

private:
    std::optional<Found> by_shorthand(std::string text) const;
    std::optional<Found> by_page(const std::string& address) const;

    std::unique_ptr<Compiled> compiled_;
};

/// Whether a TOML text is meant as a site; also when it is broken.
bool looks_like_site(std::string_view toml);

}  // namespace earshot
