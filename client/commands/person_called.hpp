#pragma once
// Whom a command means: people are named by any part of their name, by person:7, or by a finding
// about them, #3. A number alone is that of a finding where one is answered, and that of a person
// elsewhere; one that could be either is refused with both, so that it never means the other
// unnoticed.

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
