#pragma once
// The dialects that are installed, as tests read them.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "earshot/dialect.hpp"
#include "support/places.hpp"

namespace earshot::testing {

inline std::vector<DialectText> shipped_dialect_texts() {
    std::vector<DialectText> files;
    for (const auto& file :
         std::filesystem::directory_iterator(test::source_dir() + "/config/dialects")) {
        std::ifstream in(file.path());
        files.push_back({file.path().filename().string(),
                         {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
    std::ranges::sort(files, {}, &DialectText::file);
    return files;
}

inline const Dialects& shipped_dialects() {
    static const Dialects dialects = [] {
        auto compiled = Dialects::compile(shipped_dialect_texts());
        if (!compiled) {
            for (const Problem& problem : compiled.error())
                ADD_FAILURE() << to_text(problem);
            return Dialects();
        }
        return *std::move(compiled);
    }();
    return dialects;
}

}  // namespace earshot::testing
