#pragma once
// A feed of a person on one line: "blog   https://ines.example/feed.xml   ok, read 5 min ago".

#include <string>

#include <boost/json/object.hpp>

#include "earshot/time.hpp"

namespace earshot::client {

std::string feed_line(const boost::json::object& source, Instant now);

}  // namespace earshot::client
