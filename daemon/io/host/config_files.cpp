#include "daemon/io/host/config_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "earshot/places.hpp"

namespace earshot::io {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t first_room = 64 * 1024;  // for what does not say how long it is

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t limit) {
    std::error_code error;
    if (fs::is_directory(path, error)) return fail("is a directory", path);
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(std::string("cannot be read: ") + std::strerror(errno), path);
    // As much room as the file says it needs, and one byte to see that it ends there; a pipe says
    // nothing. More than the limit is never taken.
    const auto size = fs::file_size(path, error);
    const auto room = error || size == 0 ? first_room : size;
    std::string text(std::min<std::uintmax_t>(room, limit) + 1, '\0');
    std::size_t length = 0;
    for (;;) {
        file.read(text.data() + length, static_cast<std::streamsize>(text.size() - length));
        length += static_cast<std::size_t>(file.gcount());
        if (length < text.size() || length > limit) break;
        text.resize(std::min(2 * text.size(), limit + 1));
    }
    if (file.bad()) return fail(std::string("cannot be read: ") + std::strerror(errno), path);
    if (length > limit) return fail("is larger than " + std::to_string(limit) + " bytes", path);
    text.resize(length);
    return text;
}

Result<std::vector<DialectText>> read_dialect_files(const std::vector<std::string>& directories) {
    std::map<std::string, std::string> paths;
    for (const std::string& directory : directories) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(directory, error))
            if (entry.path().extension() == ".toml")
                paths[entry.path().filename().string()] = entry.path().string();
    }
    std::vector<DialectText> files;
    for (const auto& [name, path] : paths) {
        auto text = read_text_file(path, max_dialect_bytes);
        if (!text) return Failure(text.error());
        files.push_back(DialectText{path, std::move(*text)});
    }
    return files;
}

std::string default_config_directory(const std::string& system_directory) {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value ? value : "");
    };
    Surroundings around;
    around.configuration_directory = variable("CONFIGURATION_DIRECTORY");
    around.config_home = variable("XDG_CONFIG_HOME");
    around.home = variable("HOME");
    around.is_root = ::geteuid() == 0;
    return config_directory(around, system_directory);
}

bool is_there(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

std::string data_directory(const std::string& configured) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path beside = program.parent_path().parent_path() / "share" / "earshot";
    return !error && fs::is_directory(beside, error) ? beside.string() : configured;
}

}  // namespace earshot::io
