// POST /v1/sources: adds what the user names, or, asked to discover, the feed that is there.

#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/source_fields.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/discovery.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using control::Answer;

constexpr const char* changed_nothing = "; nothing was added";
constexpr const char* but_could = "; nothing was added, --anyway adds it unseen";

DeclaredSource wanted_source(const Call& call, std::vector<Problem>& problems) {
    DeclaredSource wanted;
    wanted.url = taken(url_of(call), problems);
    wanted.title = taken(text_of(call, "title"), problems).value_or("");
    wanted.person = taken(text_of(call, "person"), problems).value_or("");
    wanted.carries = taken(carries_of(call), problems).value_or(Carries::undecided);
    wanted.interval = taken(interval_of(call), problems);
    wanted.options =
        options_of(call, wanted.url, SharedOptions(), problems).value_or(SharedOptions());
    if (!wanted.person.empty() &&
        (wanted.carries == Carries::many || wanted.carries == Carries::nobody))
        problems.push_back(
            {"a feed that carries many people or nobody belongs to none of them", "person"});
    return wanted;
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
    if (offered.empty()) return control::to_answer({422, "no-feed", problem.what + but_could, {}});
    const OfferedFeed* const chosen = main_feed(offered);
    if (chosen == nullptr) return several(offered);
    const Url asked = std::exchange(wanted.url, Url::parse(chosen->url).value_or(Url()));
    offered.erase(offered.begin() + (chosen - offered.data()));
    wanted.options = options_for_offered(wanted.options, asked, wanted.url);
    return added(commands, wanted, {nullptr, &asked, &offered});
}

asio::awaitable<Answer> SourceRoutes::add_source(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    const DeclaredSource wanted = wanted_source(call, problems);
    const bool discovers = taken(flag_of(call, "discover"), problems);
    if (!problems.empty()) co_return rejected(problems);
    if (auto there = there_already(commands.store_, wanted.url)) co_return std::move(*there);
    if (!discovers) co_return added(commands, wanted, Found());

    const Result<Poller::Looked> looked =
        co_await commands.poller_.look_at(wanted.url, wanted.options);
    if (!looked) co_return conflict("not-now", to_text(looked.error()) + but_could);
    if (auto there = there_already(commands.store_, address_of(looked->outcome, wanted.url)))
        co_return std::move(*there);
    Found found;
    found.first_poll = &looked->outcome;
    if (!looked->problem) co_return added(commands, wanted, found);
    if (const http::Reply* document = http::document_of(looked->outcome))
        co_return added_from_page(commands, wanted, *document, *looked->problem);
    const std::string why = "it cannot be read: " + looked->problem->what + but_could;
    const control::Error error{502, "no-answer", why, {}};
    co_return control::to_answer(error);
}

}  // namespace earshot::app
