// POST /v1/discover: a home page is read once, and what it leads to is proposed. Nothing is added.

#include <utility>

#include <boost/json.hpp>

#include "daemon/app/api/adding/given_address.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/home_page.hpp"
#include "earshot/proposal.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using control::Answer;

/// As the page has it, unless it may be a secret.
std::string shown(const std::string& address) {
    const auto url = Url::parse(address);
    return url && url->looks_secret() ? url->redacted() : printable(address);
}

/// A page that is read: a profile is read itself, and not its feed.
Result<Url> page_of(const Call& call, const Sites& sites) {
    const json::value* value = call.body.if_contains("url");
    if (value == nullptr || !value->is_string()) return fail("must be an address", "url");
    auto given = given_address(std::string_view(value->get_string()), sites, false);
    if (!given) return Failure(given.error());
    if (!given->is_feed) return std::move(given->url);
    auto page = Url::parse(given->by->account);
    if (!page) return fail("must be the address of a page that can be read", "url");
    return page;
}

json::value card_of(const HomePage& page) {
    if (!page.card) return nullptr;
    json::array urls;
    for (const std::string& url : page.card->urls)
        urls.emplace_back(shown(url));
    return json::object{{"name", page.card->name},
                        {"note", page.card->note},
                        {"organization", page.card->organization},
                        {"urls", std::move(urls)}};
}

json::object object_of(const io::Store& store, const Proposal& proposal, std::size_t number,
                       const std::string& name) {
    json::object object{{"number", number},
                        {"kind", json::string(to_text(proposal.kind))},
                        {"url", shown(proposal.address)},
                        {"account", shown(proposal.account)},
                        {"title", proposal.title},
                        {"site", proposal.site},
                        {"because", proposal.because},
                        {"none", proposal.none},
                        {"source", nullptr},
                        {"command", command_for(proposal, name)}};
    const auto url = Url::parse(proposal.address);
    if (const auto there = url ? store.sources.by_url(*url) : std::nullopt)
        object["source"] = reference(there->id, there->title);
    return object;
}

/// What was given is a feed: then it is all that there is to propose.
Proposal itself(const Url& url) {
    Proposal proposal;
    proposal.address = url.reveal();
    proposal.because = "it is a feed itself";
    return proposal;
}

Answer proposed(const io::Store& store, const Url& asked, const HomePage& page,
                const std::vector<Proposal>& proposals) {
    const std::string name = page.card ? page.card->name : "";
    json::array items;
    for (const Proposal& proposal : proposals)
        items.push_back(object_of(store, proposal, items.size() + 1, name));
    return ok(
        {{"page", asked.redacted()}, {"card", card_of(page)}, {"proposals", std::move(items)}});
}

}  // namespace

asio::awaitable<Answer> SourceRoutes::discover(Commands& commands, const Call& call) {
    const Result<Url> page = page_of(call, commands.sites_);
    if (!page) {
        const std::vector<Problem> problems(1, page.error());
        co_return rejected(problems);
    }
    const Result<Poller::Looked> looked = co_await commands.poller_.look_at(*page, SharedOptions());
    if (!looked) co_return conflict("not-now", to_text(looked.error()));
    const http::Reply* const document = http::document_of(looked->outcome);
    if (document == nullptr) {
        const std::string why = "it cannot be read: " + looked->problem.value_or(Problem()).what;
        const control::Error error{502, "no-answer", why, {}};
        co_return control::to_answer(error);
    }
    if (!looked->problem) {
        const std::vector<Proposal> only(1, itself(*page));
        co_return proposed(commands.store_, *page, HomePage(), only);
    }
    const FeedHint hint{http::header(document->headers, "content-type"),
                        document->effective.reveal()};
    const HomePage home = read_home_page(document->body, hint);
    const auto proposals = proposals_of(home, document->effective, commands.sites_);
    co_return proposed(commands.store_, document->effective, home, proposals);
}

}  // namespace earshot::app
