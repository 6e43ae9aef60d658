#pragma once
// Whom a command means: people are named by any part of their name, by their number, or, where a
// finding is answered, by the number of that finding. "person:7" is the person's number everywhere.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace earshot::client {

class Session;

bool is_number(std::string_view text);

/// The one person meant, as GET /v1/people/{id} gives them. Ends the command when nobody is, or
/// names them all when several are: then `retry`, followed by a number, says which.
boost::json::object person_called(Session& session, const std::string& wanted,
                                  const std::string& retry);

/// The number of that person.
std::string id_of_person(Session& session, const std::string& wanted, const std::string& retry);

/// The same, but a bare number is that of a finding about them.
std::string id_of_whom(Session& session, const std::string& wanted, const std::string& retry);

}  // namespace earshot::client
