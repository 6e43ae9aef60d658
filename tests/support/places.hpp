#pragma once
// Where the project and the reference data beside it lie. Only places.cpp is compiled with these
// paths: a clone in another folder finds every other unit in the compiler cache.

#include <string>

namespace earshot::test {

std::string source_dir();
/// Reference data outside of the project; tests that need it are skipped where it is missing.
std::string shared_dir();

}  // namespace earshot::test
