#pragma once
// The tables, and how a store of an earlier version becomes one of this.

#include <span>
#include <string_view>

namespace earshot::io {

class Connection;

/// Step n brings a store of version n to n + 1. A step that has been released is never edited.
std::span<const std::string_view> migrations();

/// Marks the file as a store of earshot ("EARS"), so that another program's database is left alone.
inline constexpr int store_application_id = 0x45415253;

/// Takes the steps that are missing, each in a transaction of its own. Throws StoreError and
/// changes nothing when the file is newer than the last step or belongs to another program.
void migrate(Connection& connection, std::span<const std::string_view> steps);

}  // namespace earshot::io
