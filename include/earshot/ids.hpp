#pragma once
// The numbers by which things are known: stable for the life of the store and never used again, so
// that a number in a mail or in a note means one thing for good.

#include <cstdint>

namespace earshot {

enum class SourceId : std::int64_t {};
enum class PersonId : std::int64_t {};
enum class FindingNumber : std::int64_t {};
enum class DeliveryId : std::int64_t {};

}  // namespace earshot
