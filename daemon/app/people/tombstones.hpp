#pragma once
// Who was erased with a tombstone stays erased: no import and no feed that carries many makes them
// a person again. Whoever the user adds by hand is there again.

#include <string>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/novelty.hpp"

namespace earshot::io {
class Erasure;
}

namespace earshot::app {

bool is_erased(const io::Erasure& erasure, const std::vector<std::string>& accounts,
               const std::string& name);
bool is_erased(const io::Erasure& erasure, const Actor& actor);

/// An activity of somebody else without the people among its objects who were erased, and then
/// without its words.
News without_erased(const io::Erasure& erasure, News news);

/// What an import says of somebody whom it does not bring back.
inline constexpr const char* stays_erased = "was erased, and stays so";

}  // namespace earshot::app
