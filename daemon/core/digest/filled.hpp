#pragma once
// A template with values put in. One file knows the library that does it.

#include <boost/json.hpp>
#include <string>

namespace earshot {

enum class Escape { none, html };

/// Members that are empty, false or null are not there. Texts and lists of objects only; a template
/// that fault_of() finds fault with gives what it can.
std::string filled(const std::string& text, const boost::json::object& values, Escape escape);

}  // namespace earshot
