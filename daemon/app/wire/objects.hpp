#pragma once
// The objects of the API. Times are RFC 3339 in UTC or null, durations end in _seconds or _days,
// addresses of sources are always redacted.

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "earshot/destination.hpp"
#include "earshot/finding.hpp"
#include "earshot/ids.hpp"
#include "earshot/notice.hpp"
#include "earshot/person.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/schedule.hpp"
#include "earshot/source.hpp"

namespace earshot::io {
class People;
class Sources;
struct PollRecord;
struct StoredActivity;
struct StoredChange;
struct OutboxItem;
struct StoredDigest;
}  // namespace earshot::io

namespace earshot::app {

boost::json::value to_value(std::optional<Instant> t);  // null when empty
boost::json::value to_value(std::optional<Span> s);     // seconds, null when empty
boost::json::value to_day(std::optional<Instant> t);    // "2024-01-01", null when empty

/// {"id": 7, "name": "Ines Duarte"}: how one object names another.
boost::json::object reference(PersonId id, const std::string& name);
boost::json::object reference(SourceId id, const std::string& title);

/// A source with what the last polls came to, and its owner when it carries one person.
boost::json::object to_object(const io::People& people, const Source& source,
                              const PollState& state, Instant now);

/// A person as the user or a feed made her, with her rhythm.
boost::json::object to_object(const Person& person, const PersonState& state);

/// A word between the user and somebody.
boost::json::object to_object(const Touch& touch);

/// A finding with its one sentence and the whole evidence. The names are of whom it is about; the
/// one that does not apply is empty.
boost::json::object to_object(const Finding& finding, const std::string& person,
                              const std::string& source, const Zone& zone, Instant now);

/// The same, with the names that the store knows.
boost::json::object to_object(const io::People& people, const io::Sources& sources,
                              const Finding& finding, const Zone& zone, Instant now);

boost::json::object to_object(const io::StoredActivity& activity);
/// A change that can be undone, with the names of whom it was about.
boost::json::object to_object(const io::People& people, const io::StoredChange& change);
boost::json::object to_object(const io::PollRecord& poll);
boost::json::object to_object(const io::OutboxItem& item);
/// Neither its address nor its secret: {"name", "kind", "to", "only"}.
boost::json::object to_object(const Destination& destination);
boost::json::object to_object(const io::StoredDigest& digest);  // a line of the list
boost::json::object to_object(const Due& due);
/// In days, with the names that the evidence of a quiet has for them.
boost::json::object to_object(const GapFigures& figures);

}  // namespace earshot::app
