#pragma once
// The sites that are installed, as tests read them.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "earshot/sites.hpp"
#include "support/places.hpp"

namespace earshot::tests {

inline std::vector<SiteText> shipped_site_texts() {
    std::vector<SiteText> files;
    for (const auto& file :
         std::filesystem::directory_iterator(test::source_dir() + "/config/sites")) {
        std::ifstream in(file.path());
        files.push_back({file.path().filename().string(),
                         {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
    std::ranges::sort(files, {}, &SiteText::file);
    return files;
}

inline const Sites& shipped_sites() {
    static const Sites sites = [] {
        auto compiled = Sites::compile(shipped_site_texts());
        if (!compiled) {
            for (const Problem& problem : compiled.error())
                ADD_FAILURE() << to_text(problem);
            return Sites();
        }
        return *std::move(compiled);
    }();
    return sites;
}

}  // namespace earshot::tests
