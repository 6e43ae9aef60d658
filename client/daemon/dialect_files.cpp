#include "client/daemon/dialect_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "client/daemon/exit.hpp"
#include "earshot/places.hpp"

namespace earshot::client {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t first_room = 64 * 1024;  // for what does not say how long it is

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::vector<std::string> parts_of(const std::string& path) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t end = std::min(path.find(':', from), path.size());
        if (end > from) parts.push_back(path.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

/// Beside the directory of the running program, so that an installation may be moved as a whole.
std::string installed_data() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path beside = program.parent_path().parent_path() / "share" / "earshot";
    return !error && fs::is_directory(beside, error) ? beside.string() : EARSHOT_DATA_DIR;
}

/// As the daemon has it, but for what systemd tells that one.
std::string configuration() {
    Surroundings around;
    around.config_home = variable("XDG_CONFIG_HOME");
    around.home = variable("HOME");
    around.is_root = ::geteuid() == 0;
    return config_directory(around, EARSHOT_SYSCONF_DIR);
}

}  // namespace

std::string text_of_file(const std::string& path, std::size_t limit) {
    std::error_code error;
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path, error))
        throw Ended{Exit::not_found, path + ": cannot be read"};
    // As much room as the file says it needs, and one byte to see that it ends there; a pipe says
    // nothing. More than the limit is never taken.
    const auto size = fs::file_size(path, error);
    const auto room = error || size == 0 ? first_room : size;
    std::string text(std::min<std::uintmax_t>(room, limit) + 1, '\0');
    std::size_t length = 0;
    for (;;) {
        in.read(text.data() + length, static_cast<std::streamsize>(text.size() - length));
        length += static_cast<std::size_t>(in.gcount());
        if (length < text.size() || length > limit) break;
        text.resize(std::min(2 * text.size(), limit + 1));
    }
    if (length > limit)
        throw Ended{Exit::rejected, path + ": is larger than " + std::to_string(limit) + " bytes"};
    text.resize(length);
    return text;
}

Dialects load_dialects(std::vector<std::string> directories) {
    if (directories.empty()) directories = parts_of(variable("EARSHOT_DIALECTS"));
    if (directories.empty())
        directories = {installed_data() + "/dialects", configuration() + "/dialects"};
    std::map<std::string, std::string> paths;
    for (const std::string& directory : directories) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(directory, error))
            if (entry.path().extension() == ".toml")
                paths[entry.path().filename().string()] = entry.path().string();
    }
    if (paths.empty())
        throw Ended{Exit::not_found, directories.front() +
                                         ": no dialect file found; --dialects names their "
                                         "directory"};
    std::vector<DialectText> files;
    for (const auto& [name, path] : paths)
        files.push_back({path, text_of_file(path, max_dialect_bytes)});
    auto compiled = Dialects::compile(files);
    if (compiled) return *std::move(compiled);
    std::string complaints;
    for (const Problem& problem : compiled.error())
        complaints += (complaints.empty() ? "" : "\n") + to_text(problem);
    throw Ended{Exit::rejected, complaints};
}

}  // namespace earshot::client
