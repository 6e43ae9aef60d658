#include "daemon/app/arguments.hpp"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "earshot/version.hpp"

namespace earshot::app {
namespace {

constexpr int exit_usage = 64;  // EX_USAGE: systemd does not restart what was called wrongly

}  // namespace

Arguments parse_arguments(int argc, char** argv) {
    CLI::App app{
        "earshotd: polls the feeds of your people and tells you, once a day and with "
        "evidence, who went quiet, who is back and who is unusually busy.",
        "earshotd"};
    app.set_version_flag("--version", "earshotd " EARSHOT_VERSION);
    Arguments arguments;
    std::string offset;
    app.add_option("-c,--config", arguments.config, "configuration file");
    app.add_option("--dialects", arguments.dialects, "directory of dialect files (repeatable)");
    app.add_option("--sites", arguments.sites, "directory of site files (repeatable)");
    app.add_option("--socket", arguments.socket, "control socket, instead of the configured one");
    app.add_option("--clock-offset", offset,
                   "run as if it were this much later, or earlier with a minus sign: \"-21d\"; "
                   "for demonstrations and tests");
    std::string address;
    CLI::Option* etiquette =
        app.add_option("--etiquette", address,
                       "show how the rules of polling are kept, by a server on loopback, or write "
                       "a letter about the server of a feed, and end")
            ->expected(0, 1)
            ->type_name("[URL]");
    app.add_flag("--json", arguments.json, "what --etiquette shows, as an object")
        ->needs(etiquette);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& ended) {
        std::exit(app.exit(ended) == 0 ? EXIT_SUCCESS : exit_usage);
    }
    if (etiquette->count() > 0) arguments.etiquette = address;
    if (!offset.empty()) {
        const bool earlier = offset.front() == '-';
        const auto span = parse_span(earlier ? offset.substr(1) : offset);
        if (!span) {
            std::cerr << "earshotd: --clock-offset: " << span.error().what << '\n';
            std::exit(exit_usage);
        }
        arguments.clock_offset = earlier ? -*span : *span;
    }
    return arguments;
}

}  // namespace earshot::app
