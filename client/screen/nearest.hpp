#pragma once
// What somebody who typed something else may have meant.

#include <string>
#include <string_view>
#include <vector>

namespace earshot::client {

/// The one of these words that is meant by a beginning of it or with a letter or two amiss; empty
/// when none is, or several are.
std::string nearest(std::string_view typed, const std::vector<std::string>& words);

/// " Did you mean "status"?", or nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& words);

}  // namespace earshot::client
