#pragma once
// Activities and objects of ActivityStreams 1 and 2 in JSON. The two differ in the names of their
// members alone, and servers mix them, so one reader knows both.

#include <string>

#include "daemon/core/feed/json/feed_json_document.hpp"
#include "earshot/feed.hpp"

namespace earshot {

struct Author;

class ActivityReader {
public:
    /// `base` is what relative addresses start from.
    ActivityReader(FeedFormat format, std::string base) : format_(format), base_(std::move(base)) {}

    Entry entry(Json item) const;
    Author author(Json who) const;
    /// Plain text.
    std::string name(Json object) const;

private:
    Thing thing(Json object) const;
    void read_activity(Json activity, Markup& markup, bool outermost) const;
    void read_own_words(Json item, Json object, Entry& entry) const;

    FeedFormat format_;
    std::string base_;
};

}  // namespace earshot
