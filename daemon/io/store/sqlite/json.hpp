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
/// [["name", "uri"], ...]
std::string to_json(const std::vector<Object>& objects);
/// [7, 12]
std::string to_json(const std::vector<PersonId>& ids);

/// False when the text is no such list.
bool from_json(std::string_view json, std::vector<std::string>& texts);
bool from_json(std::string_view json, std::vector<Object>& objects);
bool from_json(std::string_view json, std::vector<PersonId>& ids);

}  // namespace earshot::io
