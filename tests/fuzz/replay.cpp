// Gives the seeds of a fuzz target to its entry function, for compilers without a fuzzer:
// NAME_seeds FOLDER.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/entry.hpp"

constexpr int lengths = 16;

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::vector<std::filesystem::path> seeds;
    for (const auto& file : std::filesystem::directory_iterator(arguments[1]))
        seeds.push_back(file.path());
    std::sort(seeds.begin(), seeds.end());
    for (const auto& seed : seeds) {
        std::cout << seed.filename().string() << std::endl;  // the last one named is the culprit
        std::ifstream in(seed, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        // A target may let the length choose what it does.
        for (int length = 0; length < lengths; ++length, bytes += ' ')
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                   bytes.size());
    }
    std::cout << seeds.size() << " seeds" << std::endl;
    return seeds.empty() ? 1 : 0;
}
