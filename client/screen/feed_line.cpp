#include "client/screen/feed_line.hpp"

#include "client/screen/fields.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {

std::string feed_line(const boost::json::object& source, Instant now) {
    return text_at(source, "title") + "   " + text_at(source, "url") + "   " +
           text_at(source, "health") + ", read " + ago(instant_at(source, "last_good"), now);
}

}  // namespace earshot::client
