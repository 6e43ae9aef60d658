#pragma once
// A source as the API writes it, and the fields that say what a source is to be.

#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "daemon/app/api/request.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/coverage.hpp"
#include "earshot/request_options.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

boost::json::object describe(const io::Store& store, const Source& source, Instant now);

/// Readings of the body. The problem names the field in `where`.
Result<std::optional<Carries>> carries_of(const Call& call);
Result<std::optional<Span>> interval_of(const Call& call);

// How a source is asked when not like all others. Secrets come as references, and of credentials
// only those that are meant for sources: whoever may write here could otherwise have any secret of
// this machine sent to a server of their own.

/// The fields "headers" (an object), "bearer", "user", "password", "ca_file", "insecure" and
/// "proxy", over what was there before: null takes one away. Empty when none of them is given.
std::optional<SharedOptions> options_of(const Call& call, const Url& url,
                                        const SharedOptions& before,
                                        std::vector<Problem>& problems);

/// The same for an address that a page offered in place of the one that the user gave: what was
/// meant for the user's own goes no further, and no private network is entered for a stranger.
SharedOptions options_for_offered(const SharedOptions& wanted, const Url& given,
                                  const Url& offered);

}  // namespace earshot::app
