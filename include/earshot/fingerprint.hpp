#pragma once
// One number for what the user set: the same for the same, in every version that sets the same. By
// it a start or a reload sees that nothing has changed, and does nothing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/config.hpp"
#include "earshot/dialect.hpp"

namespace earshot {

/// Of the texts that settings are read from.
std::uint64_t fingerprint(std::string_view config, const std::vector<DialectText>& dialects);

/// Of what is declared.
std::uint64_t fingerprint(const std::vector<Person>& people,
                          const std::vector<DeclaredSource>& sources);

/// Of what lines are drawn by, by a program of this version.
std::uint64_t fingerprint(const NoticeSettings& settings, std::string_view version);

}  // namespace earshot
