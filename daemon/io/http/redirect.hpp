#pragma once
// Where a redirect leads, or why it is not followed. One GET at a time is followed by hand, so that
// each hop's status is known and a step down from https is refused. Used by http_client.cpp.

#include <string>
#include <variant>
#include <vector>

#include "earshot/http.hpp"

namespace earshot::io {

/// The hops of a fetch so far, of which `reply`, the redirect, is not yet one. A server may send
/// somebody back to an address when it has set a cookie on the way; twice is a circle. At the same
/// origin the user of the address that was asked for first goes along, as in every browser.
std::variant<Url, http::Broken> redirect_target(const http::Reply& reply,
                                                const std::string& location,
                                                const std::vector<http::Hop>& hops,
                                                const Url& start);

}  // namespace earshot::io
