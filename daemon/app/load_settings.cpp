#include "daemon/app/load_settings.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/io/host/config_files.hpp"

namespace earshot::app {
namespace {

tl::expected<Config, std::vector<Problem>> load_config(const Arguments& arguments) {
    std::string path = arguments.config;
    if (path.empty()) {
        path = io::default_config_directory(EARSHOT_SYSCONF_DIR) + "/earshot.toml";
        // Without a file in the default place the defaults hold; one that was asked for must be
        // there.
        if (!io::is_there(path)) return parse_config("", path);
    }
    auto text = io::read_text_file(path, io::max_config_bytes);
    if (!text) return tl::unexpected(std::vector<Problem>{text.error()});
    return parse_config(*text, path);
}

tl::expected<Dialects, std::vector<Problem>> load_dialects(const Arguments& arguments) {
    std::vector<std::string> directories = arguments.dialects;
    if (directories.empty())
        directories = {io::data_directory(EARSHOT_DATA_DIR) + "/dialects",
                       io::default_config_directory(EARSHOT_SYSCONF_DIR) + "/dialects"};
    auto files = io::read_dialect_files(directories);
    if (!files) return tl::unexpected(std::vector<Problem>{files.error()});
    if (files->empty())
        return tl::unexpected(
            std::vector<Problem>{{"no dialect file found; --dialects names their directory",
                                  directories.front(), false}});
    return Dialects::compile(*files);
}

}  // namespace

tl::expected<Settings, std::vector<Problem>> load_settings(const Arguments& arguments) {
    auto config = load_config(arguments);
    auto dialects = load_dialects(arguments);
    if (config && dialects) return Settings{std::move(*config), std::move(*dialects)};
    std::vector<Problem> problems;
    if (!config) problems = std::move(config.error());
    if (!dialects)
        std::move(dialects.error().begin(), dialects.error().end(), std::back_inserter(problems));
    return tl::unexpected(std::move(problems));
}

}  // namespace earshot::app
