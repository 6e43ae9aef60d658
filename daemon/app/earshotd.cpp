// earshotd: read, check, open, build, announce, run, stop. The composition root; no logic.

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "daemon/app/api/api.hpp"
#include "daemon/app/etiquette/etiquette.hpp"
#include "daemon/app/load_settings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/learn_anew.hpp"
#include "daemon/app/people/line_check.hpp"
#include "daemon/app/poll/last_sessions.hpp"
#include "daemon/app/poll/shared_commit.hpp"
#include "daemon/app/reload.hpp"
#include "daemon/app/serve.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/loop/run_to_end.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/version.hpp"

namespace asio = boost::asio;
using namespace earshot;
using namespace earshot::app;

namespace {

constexpr int exit_config = 78;  // EX_CONFIG: systemd does not restart (RestartPreventExitStatus)

int refuse(const std::vector<Problem>& problems) {
    for (const Problem& problem : problems)
        std::cerr << "earshotd: " << to_text(problem) << '\n';
    return exit_config;
}

io::ControlSocket socket_of(const Arguments& arguments, const ControlSettings& settings) {
    io::ControlSocket socket;
    socket.inherited = io::inherited_control_socket();
    socket.path = !arguments.socket.empty()  ? arguments.socket
                  : !settings.socket.empty() ? settings.socket
                                             : io::default_socket_path();
    socket.group = settings.group;
    return socket;
}

/// Declared in order of lifetime: each part may refer to those above it.
int run(const Arguments& arguments, Settings settings) {
    const Config& config = settings.config;
    asio::io_context loop(1);
    const auto executor = loop.get_executor();
    // Before anything else: who is told to stop while starting stops in order.
    asio::signal_set signals(executor, SIGTERM, SIGINT, SIGHUP);
    io::SystemClock clock(arguments.clock_offset);
    io::Store store(config.store.path.empty() ? io::state_directory() + "/earshot.db"
                                              : config.store.path);
    learn_anew(store);

    // Ids from the start time: a reader who resumes after a restart is told that it missed
    // something.
    io::EventStream events(executor, static_cast<std::uint64_t>(to_epoch(clock.now())) * 1'000'000);
    ClockWatch clock_watch(clock, store, events);
    clock_watch.start();
    reconcile(store, config.people, config.sources, clock.now());
    check_lines(store, config.notice, clock.now());

    io::HttpClientSettings fetching{config.poll.file_directories, config.poll.ca_file, {}};
    fetching.allow_networks = config.poll.allow_networks;
    fetching.proxy = config.poll.proxy;
    fetching.secrets = io::resolve;
    io::HttpClient http(executor, std::move(fetching));
    take_up_last_sessions(http, store.sessions);
    io::Ways ways(executor, clock);
    Intake intake(store, settings.dialects, events, config.poll, config.notice, Me(config.me));
    intake.watch_clock(clock_watch);
    SharedCommit shared_commit(executor, store);
    intake.share_commits(shared_commit);
    Poller poller(executor, clock, http, store, intake);
    Lookout lookout(executor, clock, store);
    Teller teller(executor, clock, store, lookout, events, config.digest, config.deliver);
    teller.lay_out(read_templates(arguments));
    CourierLoop courier(executor, clock, store, ways, events, config.deliver);
    teller.on_delivery([&] { courier.wake(); });
    clock_watch.on_change([&] {
        poller.forget_times();
        teller.nudge();
        courier.wake();
    });

    Reload reload(arguments, settings, clock, store, events, {intake, poller, teller, courier});
    const auto reload_now = [&] { return reload(); };
    Commands commands(clock, store, events, lookout, poller, teller, config.notice, settings.sites,
                      courier, reload_now);
    io::ControlServer server(
        executor, socket_of(arguments, config.control), events,
        [&](control::Request request) { return commands.answer(std::move(request)); },
        &Commands::body_limit);

    Running running{signals, clock,  http,    clock_watch, lookout,
                    poller,  teller, courier, server,      reload_now};
    asio::co_spawn(loop, serve(std::move(running)), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    io::run_to_end(loop, [&] { signals.cancel(); });
    leave_sessions(http, store.sessions);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // whoever reads the log may go before the daemon does
    const Arguments arguments = parse_arguments(argc, argv);
    if (arguments.etiquette) return show_etiquette(*arguments.etiquette, arguments.json);
    auto settings = load_settings(arguments);
    if (!settings) return refuse(settings.error());
    log::open(settings->config.log.level);
    try {
        return run(arguments, std::move(*settings));
    } catch (const std::exception& error) {
        log::error(std::string(error.what()) + ": stopping");
        return EXIT_FAILURE;
    }
}
