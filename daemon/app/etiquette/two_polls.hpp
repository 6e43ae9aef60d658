#pragma once
// Two polls of an address, as earshot would do them: the first without conditions, the second with
// what the first gave; whatever is asked of a host waits until it may be asked again (rule 25).

#include <optional>

#include <boost/asio/awaitable.hpp>

#include "daemon/io/http/http_client.hpp"
#include "daemon/io/loop/clock.hpp"
#include "earshot/http.hpp"
#include "earshot/url.hpp"

namespace earshot::app::etiquette {

struct TwoPolls {
    http::Outcome first;
    std::optional<http::Outcome> second;  // when a feed came first, with validators
};

boost::asio::awaitable<TwoPolls> poll_twice(io::HttpClient& http, io::Clock& clock, Url address);

}  // namespace earshot::app::etiquette
