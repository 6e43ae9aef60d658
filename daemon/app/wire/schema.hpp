#pragma once
// The answers about people as OpenAPI describes them: each field with its type and what it says.
// Tests hold real answers against it.

#include <string_view>

#include <boost/json/object.hpp>

namespace earshot::app {

/// All of them by name, for "components".
boost::json::object schemas();

/// What a route answers, by name; empty when that is not described.
std::string_view answer_of(std::string_view method, std::string_view path);

/// What a field of a request's body is, by its name; an object without members when unknown.
boost::json::object field_of_body(std::string_view name);

}  // namespace earshot::app
