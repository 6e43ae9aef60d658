#pragma once
// What the control socket answers: one constexpr table of routes in route_table.cpp (method, path,
// permission, parameters, handler, help), everything else derived from it. The handlers are in
// RESOURCE.cpp.

#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "daemon/app/digest/delivery_loop.hpp"
#include "daemon/app/digest/digest_loop.hpp"
#include "daemon/app/people/roster.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/app/wire/under_way.hpp"
#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/control.hpp"
#include "earshot/sites.hpp"

namespace earshot::app {

struct Census;  // counts.hpp
class Lookout;

/// What a reload came to (daemon/app/reload.hpp): empty when the new settings are in force.
using ReloadResult = std::vector<Problem>;

class Commands {
public:
    Commands(io::Clock& clock, io::Store& store, io::EventStream& events, Lookout& lookout,
             Poller& poller, Teller& teller, const NoticeSettings& notice, const Sites& sites,
             CourierLoop& courier, std::function<ReloadResult()> reload);

    /// What goes wrong is a problem+json answer; only the cancellation of the coroutine is thrown.
    /// Each answer says the daemon's time (Date) and the zone of its digests (Earshot-Zone), which
    /// the client uses for every "3 d ago". Every change is logged with the peer.
    boost::asio::awaitable<control::Answer> answer(control::Request request);

    /// How large the body of a request may be, of which only the header is there: a file's at a
    /// route that takes one. None: who asks may not send it, and is answered so without it.
    static std::optional<std::size_t> body_limit(const control::Request& head);

    /// Method, path pattern and help of every route, for GET /v1/openapi.json and the tests.
    struct RouteHelp {
        std::string_view method, path, help;
        bool writes;
        std::string_view parameters;  // of the query: "since,limit"
        std::string_view fields;      // of the JSON body: "url,title"
        bool takes_file = false;      // the body is a file, as it is
    };
    static std::vector<RouteHelp> routes();

private:
    Census count(Instant now);

    // The handlers, by topic (routes.hpp).
    friend struct ServiceRoutes;
    friend struct SourceRoutes;
    friend struct PersonRoutes;
    friend struct IdentityRoutes;
    friend struct ExchangeRoutes;
    friend struct FindingRoutes;
    friend struct AnswerRoutes;
    friend struct DigestRoutes;
    io::Clock& clock_;
    io::Store& store_;
    io::EventStream& events_;
    Lookout& lookout_;
    Poller& poller_;
    Teller& teller_;
    const NoticeSettings& notice_;  // a reload changes both in place
    const Sites& sites_;
    CourierLoop& courier_;
    std::function<ReloadResult()> reload_;
    Roster roster_;
    std::list<Progress> imports_, backtests_;  // under way
    Instant started_;
};

}  // namespace earshot::app
