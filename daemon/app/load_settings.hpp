#pragma once
// What the program is set up with, read and checked: the configuration, the dialects and the sites.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "daemon/app/arguments.hpp"
#include "daemon/app/digest/own_templates.hpp"
#include "earshot/config.hpp"
#include "earshot/dialect.hpp"
#include "earshot/result.hpp"
#include "earshot/sites.hpp"

namespace earshot::app {

/// The files, as they lie.
struct SettingTexts {
    std::string config_file;     // for complaints
    Result<std::string> config;  // empty when there is none, and there need not be one
    Result<std::vector<DialectText>> dialects;
    Result<std::vector<SiteText>> sites;
    std::optional<std::uint64_t> fingerprint;  // of all texts, when all can be read
};
SettingTexts read_settings(const Arguments& arguments);

struct Settings {
    Config config;
    Dialects dialects;
    Sites sites;
    std::optional<std::uint64_t> fingerprint;  // of the texts that they were read from
};

/// The layout of mails: templates/ beside the configuration. One that is broken refuses nothing.
OwnTemplates read_templates(const Arguments& arguments);

/// Every complaint about any of them at once, each with file and line.
tl::expected<Settings, std::vector<Problem>> load_settings(SettingTexts texts);
tl::expected<Settings, std::vector<Problem>> load_settings(const Arguments& arguments);

}  // namespace earshot::app
