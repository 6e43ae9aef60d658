#pragma once
// A source as the API writes it, and the fields that say what a source is to be.

#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "daemon/app/api/request.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/coverage.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

boost::json::object describe(const io::Store& store, const Source& source, Instant now);

/// Readings of the body. The problem names the field in `where`.
Result<std::optional<Carries>> carries_of(const Call& call);
Result<std::optional<Span>> interval_of(const Call& call);
Result<Url> url_of(const Call& call);

}  // namespace earshot::app
