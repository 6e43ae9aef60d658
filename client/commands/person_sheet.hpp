#pragma once
// What the user says of a person as lines of text, for an editor, and what became of them. Pure.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "earshot/result.hpp"

namespace earshot::client {

/// "name: Ines Duarte" and so on, a line each, below a line that says what to do.
std::string person_sheet(const boost::json::object& person);

/// The fields that differ, as the API takes them. The problem names the line.
Result<boost::json::object> changed_fields(const boost::json::object& person,
                                           std::string_view sheet);

}  // namespace earshot::client
