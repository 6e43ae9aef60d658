#pragma once
// The handlers of the control API by topic, one function a route. The table that names them is in
// route_table.cpp.

#include <span>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "daemon/app/api/api.hpp"
#include "daemon/app/api/request.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/discovery.hpp"
#include "earshot/evidence.hpp"
#include "earshot/feedback.hpp"
#include "earshot/same_person.hpp"

namespace earshot::app {

/// The daemon itself: service.cpp, metrics.cpp.
struct ServiceRoutes {
    using Answer = control::Answer;

    static Answer about(Commands&, const Call&);
    static Answer status(Commands&, const Call&);
    static Answer health(Commands&, const Call&);
    static Answer reload(Commands&, const Call&);
    static Answer openapi(Commands&, const Call&);
    static Answer metrics(Commands&, const Call&);
};

/// Sources: adding/, sources.cpp.
struct SourceRoutes {
    using Answer = control::Answer;

    static boost::asio::awaitable<Answer> add_source(Commands&, const Call&);
    static boost::asio::awaitable<Answer> discover(Commands&, const Call&);
    static Answer sources(Commands&, const Call&);
    static Answer source(Commands&, const Call&);
    static Answer change_source(Commands&, const Call&);
    static Answer remove_source(Commands&, const Call&);
    static boost::asio::awaitable<Answer> poll_source(Commands&, const Call&);
    static Answer pause_source(Commands&, const Call&);
    static Answer resume_source(Commands&, const Call&);
    static Answer source_history(Commands&, const Call&);
    static Answer unnamed(Commands&, const Call&);

    /// How a source was found: what was seen at its address before it was one, or the page that
    /// offers it and what else it offers, or the site that has it there. Null when not known.
    struct Found {
        std::string site;
        const http::Outcome* first_poll = nullptr;
        const Url* page = nullptr;
        const std::vector<OfferedFeed>* besides = nullptr;
    };
    static Answer added(Commands&, const DeclaredSource&, const Found&);
    static Answer added_from_page(Commands&, DeclaredSource, const http::Reply& page,
                                  const Problem& why_no_feed);
};

/// People and what they did: people.cpp, silence.cpp, erase.cpp, people/.
struct PersonRoutes {
    using Answer = control::Answer;

    static Answer people(Commands&, const Call&);
    static Answer person(Commands&, const Call&);
    static Answer add_person(Commands&, const Call&);
    static Answer change_person(Commands&, const Call&);
    static Answer remove_person(Commands&, const Call&);
    static Answer why(Commands&, const Call&);
    static Answer timeline(Commands&, const Call&);
    static Answer activities(Commands&, const Call&);
    static Answer erase(Commands&, const Call&);

    /// People of a standing, of a circle, or of a list of that state, in some order.
    static Answer listed(Commands&, const Call&);
    static bool is_list(std::string_view state);

    /// A person as a line of a list, with the figures of their gaps of the last twelve months.
    static boost::json::object line_of(const io::Store&, const Person&, Instant now);
    /// Connection, acquaintances, last words and the year as marks.
    static void add_card(Commands&, const Person&, boost::json::object& answer);
    static GapFigures gaps_of(const io::Store&, PersonId, Instant now);
    /// Those followed who can be seen and have been silent for longer than ever seen of late or are
    /// near their line; who would be told first comes first.
    static Answer told_soon(Commands&, Paging);
};

/// Who is who: identity.cpp, people/suggestions.cpp.
struct IdentityRoutes {
    using Answer = control::Answer;

    static Answer merge_person(Commands&, const Call&);
    static Answer link_person(Commands&, const Call&);
    static Answer unlink_person(Commands&, const Call&);
    static Answer suggestions(Commands&, const Call&);
    static Answer answer_suggestions(Commands&, const Call&);
    static std::vector<SamePerson> suggested(Commands&);
    static Answer changes(Commands&, const Call&);
    static Answer undo(Commands&, const Call&);

    /// An account or a source changes hands.
    using HandSource = Allowed<io::StoredChange> (*)(io::Store&, PersonId, SourceId, Instant);
    using HandAccount = Allowed<io::StoredChange> (*)(io::Store&, PersonId, const std::string&,
                                                      Instant);
    static Answer hand(Commands&, const Call&, HandSource, HandAccount);
};

/// Files in and out: exchange.cpp.
struct ExchangeRoutes {
    using Answer = control::Answer;

    static boost::asio::awaitable<Answer> import_file(Commands&, const Call&);
    static Answer imports(Commands&, const Call&);
    static Answer export_file(Commands&, const Call&);
};

/// Findings: findings.cpp, backtest.cpp.
struct FindingRoutes {
    using Answer = control::Answer;

    static Answer findings(Commands&, const Call&);
    static Answer finding(Commands&, const Call&);
    static boost::asio::awaitable<Answer> backtest(Commands&, const Call&);
    static Answer backtests(Commands&, const Call&);

    /// A finding with the names it needs, for the lists.
    static boost::json::object object_of(const Commands&, const Finding&);
};

/// What the user answers: answers.cpp.
struct AnswerRoutes {
    using Answer = control::Answer;

    static Answer finding_ok(Commands&, const Call&);
    static Answer finding_snooze(Commands&, const Call&);
    static Answer finding_normal(Commands&, const Call&);
    static Answer finding_wrong(Commands&, const Call&);
    static Answer finding_undo(Commands&, const Call&);
    static Answer answer_several(Commands&, const Call&);
    static Answer touch(Commands&, const Call&);
    static Answer away(Commands&, const Call&);
    static Answer set(Commands&, const Call&);
    static Answer set_circle(Commands&, const Call&);
    static Answer rest(Commands&, const Call&);
    static Answer let_go(Commands&, const Call&);
    static Answer follow(Commands&, const Call&);

    /// One answer of the user's, and what is said of it.
    static Answer answer(Commands&, const Call&, Feedback);
    static Answer stands(Commands&, const Call&, Standing);
    static Answer finding_answered(Commands&, FindingNumber, const Allowed<io::StoredChange>&,
                                   const char* field);
    /// A change that can be undone, or why it was refused; `field` is the one to blame.
    static Answer changed(Commands&, const Allowed<io::StoredChange>&, const char* field);
};

/// Digests and the outbox: digests.cpp.
struct DigestRoutes {
    using Answer = control::Answer;

    static Answer digests(Commands&, const Call&);
    static Answer digest(Commands&, const Call&);
    static Answer atom(Commands&, const Call&);
    static Answer preview(Commands&, const Call&);
    static Answer send(Commands&, const Call&);
    static Answer outbox(Commands&, const Call&);
    static Answer retry(Commands&, const Call&);
    static Answer drop(Commands&, const Call&);
    static Answer destinations(Commands&, const Call&);
    static boost::asio::awaitable<Answer> try_destination(Commands&, const Call&);
};

/// A row of the one table of what the control socket answers (route_table.cpp).
struct Route {
    using Handler = control::Answer (*)(Commands&, const Call&);
    using SlowHandler = boost::asio::awaitable<control::Answer> (*)(Commands&, const Call&);

    Commands::RouteHelp help;
    Handler handler = nullptr;           // one of the two
    SlowHandler slow_handler = nullptr;  // waits for the world
    bool is_tried_out = false;           // what it says is made for that, and undone
};

/// The first that fits is taken: words stand before {id}.
std::span<const Route> route_table();

}  // namespace earshot::app
