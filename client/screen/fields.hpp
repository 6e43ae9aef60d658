#pragma once
// Reading the daemon's objects without trusting them: what is missing, null or of another type is
// empty, so that a client and a daemon of different versions understand each other. Every text is
// made safe to print, since feeds wrote much of it.

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "earshot/time.hpp"

namespace earshot::client {

std::string text_of(const boost::json::value& value);  // a number as digits
std::string text_at(const boost::json::object& object, std::string_view key);
std::optional<double> number_at(const boost::json::object& object, std::string_view key);
long long count_at(const boost::json::object& object, std::string_view key);  // 0 when missing
bool flag_at(const boost::json::object& object, std::string_view key);
std::optional<Instant> instant_at(const boost::json::object& object, std::string_view key);

/// Empty ones when missing. Valid as long as the object.
const boost::json::object& object_at(const boost::json::object& object, std::string_view key);
const boost::json::array& array_at(const boost::json::object& object, std::string_view key);
const boost::json::object& as_object(const boost::json::value& value);

/// "blog, mastodon" from [{"title": "blog"}, ...] or ["blog", ...].
std::string joined(const boost::json::array& list, std::string_view key,
                   std::string_view separator = ", ");

}  // namespace earshot::client
