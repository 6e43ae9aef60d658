#pragma once
// A value as a JSON document and back, from one list of its fields: how evidence, digests, changes
// and answers are kept. Knows none of them. The objects of the API are written by hand: there each
// line is a promise to others.
//
// A struct names its fields once, in the order in which they are written, in its own namespace:
//
//   template <class Visit>
//   static void fields(Visit& visit, FollowUp& e) {
//       visit("connected", e.connected);
//       visit("asked_on_day", e.asked_on_day);
//       visit("where", e.where);
//   }
//
// or, as row(visit, value), its items, which have no names: visit.item(value.first). Both run on a
// copy when they write and on a new value when they read, so they may go by way of a variable.
//
//   bool, number     as such             optional   null when empty, an id 0
//   Instant          as Form says        vector     an array
//   text             valid UTF-8         enum       its number when it is an id, else its word:
//   struct           its fields or row              to_text(), or the function given behind it
//
// What is written is read again. What is missing, of another type or unknown is a problem that
// names the member; members that nobody asks for are passed over. A field that came later is
// visited by visit.later("name", e.name): documents of before lack it, and it keeps its value.

#include <algorithm>
#include <boost/json.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"
#include "earshot/words.hpp"

namespace earshot::document {

/// What all fields of one kind of document have in common.
struct Form {
    static constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

    const char* name;           // "this digest", for problems
    std::size_t bytes;          // longer ones are not read
    bool epoch = false;         // instants as seconds since 1970, else as RFC 3339
    bool six_decimals = false;  // of numbers that are not whole; both ways, since a reader of JSON
                                // may miss the last bit of a double
    std::size_t items = no_limit;       // written of a list
    std::size_t text_bytes = no_limit;  // written of a text
};

// --- what has no parts ---

boost::json::value written(const Form& form, double value);
boost::json::value written(const Form& form, Instant value);
boost::json::value written(const Form& form, const std::string& value);

// Null when well, else what is wrong: "is not a text".
using Wrong = const char*;
Wrong take(const Form& form, const boost::json::value& from, bool& to);
Wrong take(const Form& form, const boost::json::value& from, double& to);
Wrong take(const Form& form, const boost::json::value& from, Instant& to);
Wrong take(const Form& form, const boost::json::value& from, std::string& to);

template <class T>
concept Plain = std::same_as<T, double> || std::same_as<T, Instant> || std::same_as<T, std::string>;
template <class T>
concept Id = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::int64_t>;
template <class T>
concept Optional = std::same_as<T, std::optional<typename T::value_type>>;
template <class T>
concept List = std::same_as<T, std::vector<typename T::value_type>>;
template <class T, class Visit>
concept HasRow = requires(Visit& visit, T& value) {
    row(visit, value);
};

// --- both ways ---

class Writer {
public:
    explicit Writer(const Form& form) : form_(form) {}

    template <class T, class... Word>
    void operator()(std::string_view name, T& value, Word... word) {
        object_.emplace(name, value_of(value, word...));
    }
    template <class T, class... Word>
    void later(std::string_view name, T& value, Word... word) {
        (*this)(name, value, word...);
    }
    template <class T, class... Word>
    void item(T& value, Word... word) {
        row_.push_back(value_of(value, word...));
    }

    std::string text() const { return boost::json::serialize(object_); }

private:
    template <class T, class... Word>
    boost::json::value value_of(T& value, Word... word) const {
        if constexpr (Plain<T>) {
            return written(form_, value);
        } else if constexpr (std::integral<T>) {
            return value;
        } else if constexpr (Id<T>) {
            return static_cast<std::int64_t>(value);
        } else if constexpr (std::is_enum_v<T>) {
            if constexpr (sizeof...(Word) == 0) {
                return boost::json::string(to_text(value));
            } else {
                return (boost::json::string(word(value)), ...);
            }
        } else if constexpr (Optional<T>) {
            if (value) return value_of(*value, word...);
            return Id<typename T::value_type> ? boost::json::value(0) : boost::json::value(nullptr);
        } else if constexpr (List<T>) {
            boost::json::array list;
            for (std::size_t i = 0; i < std::min(value.size(), form_.items); ++i)
                list.push_back(value_of(value[i], word...));
            return list;
        } else {
            Writer inner(form_);
            if constexpr (HasRow<T, Writer>) {
                row(inner, value);
                return std::move(inner.row_);
            } else {
                fields(inner, value);
                return std::move(inner.object_);
            }
        }
    }

    const Form& form_;
    boost::json::object object_;
    boost::json::array row_;
};

/// Of an object or, for a row, an array. Stops at the first thing that is wrong.
class Reader {
public:
    Reader(const Form& form, const boost::json::value& from) : form_(form), from_(from) {}

    template <class T, class... Word>
    void operator()(std::string_view name, T& value, Word... word) {
        if (wrong_) return;
        const boost::json::value* member = from_.get_object().if_contains(name);
        wrong_ = member ? take_in(*member, value, word...) : "is missing";
        if (wrong_) where_.insert(0, where_.empty() ? std::string(name) : std::string(name) + ".");
    }
    template <class T, class... Word>
    void later(std::string_view name, T& value, Word... word) {
        if (from_.get_object().contains(name)) (*this)(name, value, word...);
    }
    template <class T, class... Word>
    void item(T& value, Word... word) {
        if (wrong_) return;
        const boost::json::value* next = from_.get_array().if_contains(items_++);
        wrong_ = next ? take_in(*next, value, word...) : "has another number of items";
    }

    /// Says of a member that was read that it will not do.
    void complain(std::string_view name, Wrong wrong);
    std::optional<Problem> problem() const;

private:
    template <class T, class... Word>
    Wrong take_in(const boost::json::value& from, T& value, Word... word) {
        if constexpr (Plain<T> || std::same_as<T, bool>) {
            return take(form_, from, value);
        } else if constexpr (std::integral<T>) {
            const std::int64_t* n = from.if_int64();
            const std::uint64_t* u = from.if_uint64();
            const bool fits = (n && std::in_range<T>(*n)) || (u && std::in_range<T>(*u));
            if (!fits) return std::is_signed_v<T> ? "is not a number" : "is not a count";
            value = n ? static_cast<T>(*n) : static_cast<T>(*u);
            return nullptr;
        } else if constexpr (Id<T>) {
            std::int64_t number = 0;
            const Wrong wrong = take_in(from, number);
            value = T(number);
            return wrong;
        } else if constexpr (std::is_enum_v<T>) {
            std::string text;
            if (const Wrong wrong = take(form_, from, text)) return wrong;
            const std::optional<T> known = parse_word<T>(text, word...);
            if (!known) return "does not know this word";
            value = *known;
            return nullptr;
        } else if constexpr (Optional<T>) {
            value.reset();
            if (from.is_null() && !Id<typename T::value_type>) return nullptr;
            const Wrong wrong = take_in(from, value.emplace(), word...);
            if constexpr (Id<typename T::value_type>)
                if (*value == typename T::value_type{}) value.reset();
            return wrong;
        } else if constexpr (List<T>) {
            const boost::json::array* list = from.if_array();
            if (!list) return "is not a list";
            for (const boost::json::value& one : *list)
                if (const Wrong wrong = take_in(one, value.emplace_back(), word...)) return wrong;
            return nullptr;
        } else {
            Reader inner(form_, from);
            if constexpr (HasRow<T, Reader>) {
                if (!from.is_array()) return "is not a list";
                row(inner, value);
                if (!inner.wrong_ && inner.items_ != from.get_array().size())
                    return "has another number of items";
            } else {
                if (!from.is_object()) return "is not an object";
                fields(inner, value);
            }
            where_ = std::move(inner.where_);
            return inner.wrong_;
        }
    }

    const Form& form_;
    const boost::json::value& from_;
    std::size_t items_ = 0;
    Wrong wrong_ = nullptr;
    std::string where_;
};

// --- whole documents ---

Result<boost::json::value> parse(const Form& form, std::string_view text);

template <class T>
std::string write(const Form& form, T value) {
    Writer writer(form);
    fields(writer, value);
    return writer.text();
}

template <class T>
Result<T> read(const Form& form, std::string_view text) {
    const Result<boost::json::value> parsed = parse(form, text);
    if (!parsed) return Failure(parsed.error());
    T value;
    Reader reader(form, *parsed);
    fields(reader, value);
    if (auto problem = reader.problem()) return Failure(*std::move(problem));
    return value;
}

}  // namespace earshot::document
