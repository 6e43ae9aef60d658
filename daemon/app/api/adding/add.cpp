// POST /v1/sources: adds what the user names, or, asked to discover, the feed that is there: by
// what is known of its site without a look at the page, else the one that the page offers.

#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "daemon/app/api/adding/given_address.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/source_fields.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/discovery.hpp"
#include "earshot/home_page.hpp"
#include "earshot/proposal.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using control::Answer;

constexpr const char* changed_nothing = "; nothing was added";
constexpr const char* but_could = "; nothing was added, --anyway adds it unseen";

/// What the user wants, and what is known of its place.
struct Wanted {
    DeclaredSource source;
    GivenAddress given;
};

GivenAddress given_in(const Call& call, const Sites& sites, bool takes_pages,
                      std::vector<Problem>& problems) {
    const json::value* value = call.body.if_contains("url");
    if (value == nullptr || !value->is_string()) {
        problems.push_back({"must be an address", "url"});
        return {};
    }
    auto given = given_address(std::string_view(value->get_string()), sites, takes_pages);
    if (given) return std::move(*given);
    problems.push_back(given.error());
    return {};
}

Wanted wanted_source(const Call& call, const Sites& sites, bool takes_pages,
                     std::vector<Problem>& problems) {
    Wanted all;
    DeclaredSource& wanted = all.source;
    all.given = given_in(call, sites, takes_pages, problems);
    wanted.url = all.given.url;
    wanted.title = taken(text_of(call, "title"), problems).value_or("");
    wanted.person = taken(text_of(call, "person"), problems).value_or("");
    wanted.carries = taken(carries_of(call), problems).value_or(Carries::undecided);
    wanted.interval = taken(interval_of(call), problems);
    const Url& page = all.given.page;
    wanted.options = options_of(call, page.empty() ? wanted.url : page, SharedOptions(), problems)
                         .value_or(SharedOptions());
    // The rest of a page's address is a stranger's, who may have another host in mind.
    if (!page.empty()) wanted.options = options_for_offered(wanted.options, page, wanted.url);
    if (!wanted.person.empty() &&
        (wanted.carries == Carries::many || wanted.carries == Carries::nobody))
        problems.push_back(
            {"a feed that carries many people or nobody belongs to none of them", "person"});
    if (wanted.carries == Carries::undecided && wanted.person.empty() && all.given.by)
        wanted.carries = all.given.by->carries;
    return all;
}

/// Why a site that is known is not asked: it gives no feed, or nobody may look at the page that
/// says where it is.
std::optional<Answer> no_feed_of(const GivenAddress& given, bool discovers) {
    if (!given.by || given.is_feed) return std::nullopt;
    if (!given.by->none.empty())
        return control::to_answer({422, "no-feed", given.by->none + changed_nothing, {}});
    if (discovers) return std::nullopt;
    return control::to_answer({422,
                               "no-feed",
                               "only the page " + printable(given.by->account) +
                                   " says where its feed is, and it was not to be looked at" +
                                   changed_nothing,
                               {}});
}

/// What goes wrong at an address that nobody gave is told with the address.
std::string at_address(const GivenAddress& given) {
    if (!given.is_feed) return {};
    return given.by->site + " has the feed at " + given.url.redacted() + ": ";
}
std::string could_add(const GivenAddress& given) {
    if (!given.is_feed) return but_could;
    return "; nothing was added, " + given.url.redacted() + " with --anyway is added unseen";
}

/// What the page said is written as the page said it, unless it may be a secret.
std::string shown(const OfferedFeed& feed) {
    const auto url = Url::parse(feed.url);
    if (!url) return {};
    return url->looks_secret() ? url->redacted() : printable(url->reveal());
}

json::array list_of(const std::vector<OfferedFeed>& feeds) {
    json::array list;
    for (const OfferedFeed& feed : feeds)
        list.push_back({{"url", shown(feed)}, {"title", feed.title}, {"type", feed.type}});
    return list;
}

Answer several(const std::vector<OfferedFeed>& feeds) {
    Answer answer = control::to_answer(
        {422,
         "several-feeds",
         "this page offers " + std::to_string(feeds.size()) + " feeds" + changed_nothing,
         {}});
    json::object body = json::parse(answer.body).as_object();
    body["feeds"] = list_of(feeds);
    answer.body = json::serialize(body);
    return answer;
}

/// A page that offers no feed may say of accounts that they are its owner's, and where a site knows
/// the feed of one, that may have been meant.
Answer without_feed(const Sites& sites, const http::Reply& page, const FeedHint& hint,
                    const std::string& why) {
    json::array theirs;
    const HomePage home = read_home_page(page.body, hint);
    for (const Proposal& proposal : proposals_of(home, page.effective, sites))
        if (proposal.kind == Proposal::Kind::feed)
            theirs.push_back({{"url", proposal.address}, {"title", proposal.site}, {"type", ""}});
    if (theirs.empty()) return control::to_answer({422, "no-feed", why + but_could, {}});
    Answer answer = control::to_answer(
        {422, "no-feed", why + changed_nothing + ". Of its owner there is besides", {}});
    json::object body = json::parse(answer.body).as_object();
    body["feeds"] = std::move(theirs);
    answer.body = json::serialize(body);
    return answer;
}

std::optional<Answer> there_already(const io::Store& store, const Url& url) {
    const auto there = store.sources.by_url(url);
    if (!there) return std::nullopt;
    const std::string id = std::to_string(static_cast<std::int64_t>(there->id));
    return conflict("exists", "this address is source " + id + " already");
}

/// Whom a feed of many has shown, by name; those who are not followed say so by their standing.
json::array shown_by(const io::Store& store, SourceId id) {
    json::array people;
    for (const PersonId person_id : store.presence.people_of(id)) {
        if (people.size() == call_limits::page) break;
        const auto person = store.people.one(person_id);
        if (!person) continue;
        json::object line = reference(person->id, person->name);
        line["standing"] = json::string(to_text(person->standing));
        people.push_back(std::move(line));
    }
    return people;
}

/// Where redirects led.
const Url& address_of(const http::Outcome& outcome, const Url& asked) {
    const auto* reply = std::get_if<http::Reply>(&outcome);
    return reply != nullptr ? reply->effective : asked;
}

}  // namespace

Answer SourceRoutes::added(Commands& commands, const DeclaredSource& wanted, const Found& found) {
    if (auto there = there_already(commands.store_, wanted.url)) return std::move(*there);
    const Result<SourceId> id = app::add_source(commands.store_, wanted, commands.clock_.now());
    if (!id) return rejected({id.error()});
    if (const auto source = commands.store_.sources.one(*id); source && found.first_poll != nullptr)
        commands.poller_.take_first(*source, *found.first_poll);
    commands.poller_.nudge();
    const auto source = commands.store_.sources.one(*id);
    if (!source) return not_found("source");
    json::object object = describe(commands.store_, *source, commands.clock_.now());
    if (!found.site.empty()) object["site"] = found.site;
    if (found.page != nullptr) object["found_on"] = found.page->redacted();
    if (found.besides != nullptr && !found.besides->empty())
        object["also_offered"] = list_of(*found.besides);
    if (source->carries == Carries::many) object["people"] = shown_by(commands.store_, source->id);
    Answer answer = ok(object);
    answer.status = 201;
    answer.headers.emplace_back("Location",
                                "/v1/sources/" + std::to_string(static_cast<std::int64_t>(*id)));
    return answer;
}

Answer SourceRoutes::added_from_page(Commands& commands, DeclaredSource wanted,
                                     const http::Reply& page, const Problem& problem) {
    const FeedHint hint{http::header(page.headers, "content-type"), page.effective.reveal()};
    std::vector<OfferedFeed> offered = offered_feeds_in(page.body, hint);
    if (offered.empty()) return without_feed(commands.sites_, page, hint, problem.what);
    const OfferedFeed* const chosen = main_feed(offered);
    if (chosen == nullptr) return several(offered);
    const Url asked = std::exchange(wanted.url, Url::parse(chosen->url).value_or(Url()));
    offered.erase(offered.begin() + (chosen - offered.data()));
    wanted.options = options_for_offered(wanted.options, asked, wanted.url);
    return added(commands, wanted, {"", nullptr, &asked, &offered});
}

asio::awaitable<Answer> SourceRoutes::add_source(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    const bool discovers = taken(flag_of(call, "discover"), problems);
    const Wanted all = wanted_source(call, commands.sites_, discovers, problems);
    const DeclaredSource& wanted = all.source;
    if (!problems.empty()) co_return rejected(problems);
    if (auto none = no_feed_of(all.given, discovers)) co_return std::move(*none);
    if (auto there = there_already(commands.store_, wanted.url)) co_return std::move(*there);
    Found found;
    if (all.given.is_feed) found.site = all.given.by->site;
    if (!discovers) co_return added(commands, wanted, found);

    const std::string could = could_add(all.given);
    const Result<Poller::Looked> looked =
        co_await commands.poller_.look_at(wanted.url, wanted.options);
    if (!looked) co_return conflict("not-now", to_text(looked.error()) + could);
    if (auto there = there_already(commands.store_, address_of(looked->outcome, wanted.url)))
        co_return std::move(*there);
    found.first_poll = &looked->outcome;
    if (!looked->problem) co_return added(commands, wanted, found);
    Problem problem = *looked->problem;
    problem.what = at_address(all.given) + problem.what;
    if (const http::Reply* document = http::document_of(looked->outcome))
        co_return added_from_page(commands, wanted, *document, problem);
    const std::string why =
        at_address(all.given) + "it cannot be read: " + looked->problem->what + could;
    const control::Error error{502, "no-answer", why, {}};
    co_return control::to_answer(error);
}

}  // namespace earshot::app
