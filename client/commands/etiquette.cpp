// `earshot etiquette`: carried out by the daemon's own program, since it is that one's manners that
// are shown and that one's transfers that ask.

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "earshot/url.hpp"

namespace earshot::client {

namespace fs = std::filesystem;

namespace {

constexpr const char* program = "earshotd";

/// Where it may lie, beside this program: an installation's sbin, or the one folder of a build.
std::vector<fs::path> beside() {
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    if (error) return {};
    const fs::path folder = self.parent_path();
    return {folder.parent_path() / "sbin" / program, folder / program};
}

/// Replaces this program, so that the exit status is that one's; returns when there is none.
void become(const std::string& path, std::vector<std::string> arguments) {
    std::vector<char*> words;
    for (std::string& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    ::execvp(path.c_str(), words.data());
    if (errno != ENOENT && errno != EACCES && errno != ENOTDIR)
        throw Ended{Exit::failed, path + ": " + std::strerror(errno)};
}

}  // namespace

EtiquetteCommand::EtiquetteCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* etiquette = app.add_subcommand(
        "etiquette",
        "How earshot keeps the rules of polling; what a feed's server could do better");
    etiquette
        ->add_option("url", url_, "of a feed: asks it twice and writes a letter to who runs it")
        ->type_name(kind::url);
    etiquette->footer(
        "  earshot etiquette\n"
        "  earshot etiquette https://ines.example/feed.xml > letter.txt");
    etiquette->callback([this] { run(); });
}

void EtiquetteCommand::run() {
    std::string option = "--etiquette";
    if (!url_.empty()) {
        const auto url = Url::parse(url_);
        if (!url) throw Ended{Exit::usage, "etiquette: " + to_text(url.error())};
        if (url->scheme() == "file")
            throw Ended{Exit::usage,
                        "etiquette: a file has no server; give an http: or https: address"};
        option += "=" + url->reveal();
    }
    std::vector<std::string> arguments{program, option};
    if (session_.json) arguments.emplace_back("--json");
    std::cout.flush();
    std::string places;
    for (const fs::path& path : beside()) {
        become(path.string(), arguments);
        places += path.string() + ", ";
    }
    become(program, arguments);
    throw Ended{Exit::not_found,
                "etiquette: the program earshotd, which does it, is not there: neither " + places +
                    "nor on the PATH"};
}

}  // namespace earshot::client
