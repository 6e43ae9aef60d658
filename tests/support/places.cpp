#include "support/places.hpp"

namespace earshot::test {

std::string source_dir() {
    return EARSHOT_SOURCE_DIR;
}

std::string shared_dir() {
    return EARSHOT_SHARED_DIR;
}

}  // namespace earshot::test
