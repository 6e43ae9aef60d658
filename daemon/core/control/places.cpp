#include "earshot/places.hpp"

namespace earshot {

std::vector<std::string> socket_paths(const Surroundings& around) {
    if (!around.socket.empty()) return {around.socket};
    std::vector<std::string> paths;
    if (!around.runtime_directory.empty())
        paths.push_back(around.runtime_directory + "/earshot.sock");
    paths.push_back("/run/earshot.sock");
    return paths;
}

std::string config_directory(const Surroundings& around, const std::string& system_directory) {
    const std::string& given = around.configuration_directory;
    if (!given.empty()) return given.substr(0, given.find(':'));
    if (around.is_root) return system_directory;
    if (!around.config_home.empty()) return around.config_home + "/earshot";
    if (!around.home.empty()) return around.home + "/.config/earshot";
    return system_directory;
}

}  // namespace earshot
