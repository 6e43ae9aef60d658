#pragma once
// Lists that the store keeps in one column, because they are only ever read whole.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/source.hpp"

namespace earshot::io {

/// ["a", "b"]
std::string to_json(const std::vector<std::string>& texts);
/// [7, 12]
std::string to_json(const std::vector<PersonId>& ids);

/// False when the text is no such list.
bool from_json(std::string_view json, std::vector<std::string>& texts);
bool from_json(std::string_view json, std::vector<PersonId>& ids);

/// The objects of an activity. What they are called stands in the sentence nearly always, and what
/// a post is about has its link: that is said by its place, and not again.
///
///   [["Bo Reed", "https://net.example/bo"], [33, 13], [33, 13, "https://x.example/"], [0, 24, 0]]
///
/// A name: text, or the place and the number of its bytes in the sentence. An address: text, 0 for
/// the activity's link, or nothing when there is none.
std::string pack(const std::vector<Object>& objects, std::string_view sentence,
                 std::string_view link);
/// False when the text is no such list.
bool unpack(std::string_view packed, std::string_view sentence, std::string_view link,
            std::vector<Object>& objects);

}  // namespace earshot::io
