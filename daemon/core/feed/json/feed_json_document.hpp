#pragma once
// A JSON document as a tree of what feeds are made of.
//
// Members that no feed format knows are left out, so that the tree stays small whatever else the
// document carries. Numbers are kept as they are written, because where formats want a string
// (an id, a date) people write numbers.

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace boost::json {
class value;
}

namespace earshot {

/// A place in the document, or none. It answers whatever it is asked: what is not there, is null
/// or is of another type gives nothing.
class Json {
public:
    Json() = default;
    explicit Json(const boost::json::value& value) : value_(&value) {}

    bool is_object() const;
    bool is_list() const;
    explicit operator bool() const;  // there, and not null

    /// The member of an object. JSON-LD's "@id", "@type" and "as:actor" are "id", "type", "actor".
    Json operator[](std::string_view member) const;
    /// What stands first in an object: of a map of languages, the text in one of them.
    Json first_member() const;

    /// The elements of a list; anything else but null is a list of itself. Beyond the end there is
    /// nothing.
    std::size_t size() const;
    Json at(std::size_t index) const;

    /// The objects in a list of entries, also when a server wrote the list as an object whose
    /// members are "0", "1" and so on.
    std::vector<Json> objects() const;

    /// A string or a number, without white space at the ends, valid UTF-8 of at most
    /// feed_limits::text bytes; of a list, the first text in it.
    std::string_view text() const;

private:
    const boost::json::value* value_ = nullptr;
};

class JsonDocument {
public:
    /// A problem when nothing can be kept. Of a document that breaks off, what came whole is kept:
    /// the element of a list that the break is in stands there as a list, which no reader takes
    /// for an entry.
    static Result<JsonDocument> read(std::string_view utf8);

    Json root() const;
    const std::optional<Problem>& damage() const { return damage_; }

    JsonDocument(JsonDocument&&) noexcept;
    ~JsonDocument();

private:
    struct Tree;
    JsonDocument(std::unique_ptr<Tree> tree, std::optional<Problem> damage);

    std::unique_ptr<Tree> tree_;
    std::optional<Problem> damage_;
};

}  // namespace earshot
