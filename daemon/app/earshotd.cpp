// earshotd: read, check, open, build, announce, run, stop. The composition root; no logic.

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "daemon/app/api/api.hpp"
#include "daemon/app/load_settings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/serve.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/store/states.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/loop/run_to_end.hpp"

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

/// What is opened once, at start.
bool needs_restart(const Config& now, const Config& then) {
    return now.store != then.store || now.control != then.control ||
           now.poll.file_directories != then.poll.file_directories ||
           now.poll.ca_file != then.poll.ca_file;
}

int run(const Arguments& arguments, Config config, const Dialects& dialects) {
    asio::io_context loop(1);
    const auto executor = loop.get_executor();
    // Before anything else: who is told to stop while starting stops in order.
    asio::signal_set signals(executor, SIGTERM, SIGINT, SIGHUP);
    io::SystemClock clock(arguments.clock_offset);
    io::Store store(config.store.path.empty() ? io::state_directory() + "/earshot.db"
                                              : config.store.path);
    reconcile(store, config.people, config.sources, clock.now());
    store.states.check_everybody(clock.now());  // the configuration may have changed meanwhile

    // Ids from the start time: a reader who resumes after a restart is told that it missed
    // something.
    io::EventStream events(executor, static_cast<std::uint64_t>(to_epoch(clock.now())) * 1'000'000);
    io::HttpClient http(executor, {config.poll.file_directories, config.poll.ca_file, {}});
    io::Smtp smtp(executor);
    Intake intake(store, dialects, events, config.poll, config.notice, Me(config.me));
    Poller poller(executor, clock, http, store, intake);
    Teller teller(executor, clock, store, events, config.digest, config.deliver);
    CourierLoop courier(executor, clock, store, smtp, events, config.deliver);
    teller.on_delivery([&] { courier.wake(); });

    // The old configuration stays in force until the new one is known to be good.
    const auto reload = [&]() -> ReloadResult {
        io::notify_reloading();
        auto fresh = load_config(arguments);
        if (!fresh) {
            for (const Problem& problem : fresh.error())
                log::error(to_text(problem) + ": the old configuration stays in force");
            io::notify_ready("reload refused: the old configuration is in force");
            return fresh.error();
        }
        if (needs_restart(config, *fresh))
            log::warning(
                "[store], [control], poll.file_directories and poll.ca_file take effect with the "
                "next start");
        const bool lines_moved = config.notice != fresh->notice || config.people != fresh->people;
        config = std::move(*fresh);
        log::set_level(config.log.level);
        reconcile(store, config.people, config.sources, clock.now());
        if (lines_moved) store.states.check_everybody(clock.now());
        intake.set(config.poll, config.notice, Me(config.me));
        poller.nudge();
        teller.set(config.digest, config.deliver);
        courier.set(config.deliver);
        events.publish("config", R"({"reloaded":true})");
        log::info("configuration reloaded");
        io::notify_ready("reloaded");
        return {};
    };

    Commands commands(
        clock, store, events, poller, teller, [&] { courier.wake(); }, reload);
    io::ControlSocket socket;
    socket.inherited = io::inherited_control_socket();
    socket.path = !arguments.socket.empty()        ? arguments.socket
                  : !config.control.socket.empty() ? config.control.socket
                                                   : io::default_socket_path();
    socket.group = config.control.group;
    io::ControlServer server(executor, socket, events, [&](control::Request request) {
        return commands.answer(std::move(request));
    });

    Running running{signals, clock, store, poller, teller, courier, server, reload};
    asio::co_spawn(loop, serve(std::move(running)), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    io::run_to_end(loop, [&] { signals.cancel(); });
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // whoever reads the log may go before the daemon does
    const Arguments arguments = parse_arguments(argc, argv);
    auto config = load_config(arguments);
    if (!config) return refuse(config.error());
    auto dialects = load_dialects(arguments);
    if (!dialects) return refuse(dialects.error());
    log::open(config->log.level);
    try {
        return run(arguments, std::move(*config), *dialects);
    } catch (const std::exception& error) {
        log::error(std::string(error.what()) + ": stopping");
        return EXIT_FAILURE;
    }
}
