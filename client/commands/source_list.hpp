#pragma once
// A source as lists and answers name it.

#include <string>

#include <boost/json/object.hpp>

namespace earshot::client {

/// Its title, else its address.
std::string name_of(const boost::json::object& source);
/// The person, "(many)", "(nobody)", or nothing.
std::string whose(const boost::json::object& source);
/// "usual interval" and the like, with the server's own words.
std::string reason_of(const boost::json::object& due);

}  // namespace earshot::client
