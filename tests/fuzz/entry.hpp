#pragma once
// The function of a fuzz target that the fuzzer, or replay.cpp, gives bytes to.

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
