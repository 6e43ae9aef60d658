#include "daemon/app/load_settings.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/io/host/config_files.hpp"
#include "earshot/fingerprint.hpp"
#include "earshot/shorthand.hpp"

namespace earshot::app {
namespace {

Result<std::vector<DialectText>> read_dialects(const Arguments& arguments) {
    std::vector<std::string> directories = arguments.dialects;
    if (directories.empty())
        directories = {io::data_directory(EARSHOT_DATA_DIR) + "/dialects",
                       io::default_config_directory(EARSHOT_SYSCONF_DIR) + "/dialects"};
    auto files = io::read_dialect_files(directories);
    if (files && files->empty())
        return fail("no dialect file found; --dialects names their directory", directories.front());
    return files;
}

/// None is no fault: then no shorthand is known, and every page is looked at.
Result<std::vector<SiteText>> read_sites(const Arguments& arguments) {
    std::vector<std::string> directories = arguments.sites;
    if (directories.empty())
        directories = {io::data_directory(EARSHOT_DATA_DIR) + "/sites",
                       io::default_config_directory(EARSHOT_SYSCONF_DIR) + "/sites"};
    return io::read_dialect_files(directories);
}

std::string config_file_of(const Arguments& arguments) {
    if (!arguments.config.empty()) return arguments.config;
    return io::default_config_directory(EARSHOT_SYSCONF_DIR) + "/earshot.toml";
}

tl::expected<Config, std::vector<Problem>> config_of(SettingTexts& texts) {
    if (!texts.config) return tl::unexpected(std::vector<Problem>{texts.config.error()});
    const std::string text = *std::move(texts.config);
    return parse_config(text, texts.config_file);
}

tl::expected<Dialects, std::vector<Problem>> dialects_of(SettingTexts& texts) {
    if (!texts.dialects) return tl::unexpected(std::vector<Problem>{texts.dialects.error()});
    const std::vector<DialectText> files = *std::move(texts.dialects);
    return Dialects::compile(files);
}

tl::expected<Sites, std::vector<Problem>> sites_of(SettingTexts& texts) {
    if (!texts.sites) return tl::unexpected(std::vector<Problem>{texts.sites.error()});
    const std::vector<SiteText> files = *std::move(texts.sites);
    return Sites::compile(files);
}

/// "github:ann" of a [[person]] is what the sites say it is.
void write_out_accounts(std::vector<Person>& people, const Sites& sites) {
    for (Person& person : people)
        for (std::string& account : person.accounts)
            if (auto written_out = account_of(account, sites)) account = *std::move(written_out);
}

std::uint64_t fingerprint_of(const SettingTexts& texts) {
    std::vector<DialectText> files = *texts.dialects;
    files.insert(files.end(), texts.sites->begin(), texts.sites->end());
    return fingerprint(*texts.config, files);
}

}  // namespace

SettingTexts read_settings(const Arguments& arguments) {
    SettingTexts texts;
    texts.config_file = config_file_of(arguments);
    // Without a file in the default place the defaults hold; one that was asked for must be there.
    if (!arguments.config.empty() || io::is_there(texts.config_file))
        texts.config = io::read_text_file(texts.config_file, io::max_config_bytes);
    texts.dialects = read_dialects(arguments);
    texts.sites = read_sites(arguments);
    if (texts.config && texts.dialects && texts.sites) texts.fingerprint = fingerprint_of(texts);
    return texts;
}

OwnTemplates read_templates(const Arguments& arguments) {
    const std::string file = config_file_of(arguments);
    const std::size_t slash = file.rfind('/');
    return own_templates((slash == std::string::npos ? "." : file.substr(0, slash)) + "/templates");
}

tl::expected<Settings, std::vector<Problem>> load_settings(SettingTexts texts) {
    auto config = config_of(texts);
    auto dialects = dialects_of(texts);
    auto sites = sites_of(texts);
    if (config && dialects && sites) {
        write_out_accounts(config->people, *sites);
        return Settings{std::move(*config), std::move(*dialects), std::move(*sites),
                        texts.fingerprint};
    }
    std::vector<Problem> problems;
    if (!config) problems = std::move(config.error());
    if (!dialects)
        std::move(dialects.error().begin(), dialects.error().end(), std::back_inserter(problems));
    if (!sites) std::move(sites.error().begin(), sites.error().end(), std::back_inserter(problems));
    return tl::unexpected(std::move(problems));
}

tl::expected<Settings, std::vector<Problem>> load_settings(const Arguments& arguments) {
    return load_settings(read_settings(arguments));
}

}  // namespace earshot::app
