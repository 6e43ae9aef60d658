#pragma once
// The commands of the client by topic. Each object registers its commands with the parser and keeps
// what they were given; it lives as long as the parser. A command runs inside parse() and throws
// Ended when it cannot go on.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "client/commands/asking.hpp"
#include "client/daemon/session.hpp"
#include "earshot/feed.hpp"
#include "earshot/result.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace earshot::client {

/// status
class StatusCommand {
public:
    StatusCommand(CLI::App& app, Session& session);

private:
    void run();
    void print(const boost::json::object& status);
    Session& session_;
    bool short_ = false, exit_code_ = false;
};

/// who, open, show
class PeopleCommands {
public:
    PeopleCommands(CLI::App& app, Session& session);

private:
    void who_asked();
    void who(const std::string& state);
    void who_soon();
    void listed();
    void held_back();
    void show();

    Session& session_;
    std::string state_ = "open";
    std::string name_, circle_, sort_;
    bool no_word_ = false;
};

/// why
class FindingCommands {
public:
    FindingCommands(CLI::App& app, Session& session);

private:
    void why();
    void why_not(const std::string& person);
    void why_source(const std::string& id);

    Session& session_;
    std::string what_;
};

/// ok, snooze, normal, wrong; touch, away, set, rest, let-go, follow
class AnswerCommands {
public:
    AnswerCommands(CLI::App& app, Session& session);

private:
    void answer(const std::string& verb);
    void snooze();
    void send(const boost::json::object& body);
    void touch();
    void about(const std::string& verb, const boost::json::object& body);
    void set();
    void say_done(const std::string& otherwise, const boost::json::object& change);
    void show_feeds(const boost::json::object& finding);

    Session& session_;
    std::vector<std::string> words_;
    std::string person_, until_, note_, key_, value_;
    bool is_circle_ = false;
};

/// edit, note
class EditCommands {
public:
    EditCommands(CLI::App& app, Session& session);

private:
    void edit();
    void note();
    void change(const std::string& id, const boost::json::object& body);

    Session& session_;
    std::string person_;
    std::map<std::string, std::optional<std::string>> fields_;  // of the API
    std::vector<std::string> words_;
    bool clear_ = false;
};

/// doctor
class DoctorCommand {
public:
    DoctorCommand(CLI::App& app, Session& session);

private:
    void run();
    Session& session_;
};

/// backtest
class BacktestCommand {
public:
    BacktestCommand(CLI::App& app, Session& session);

private:
    void run();
    Session& session_;
    std::string person_, sensitivity_, after_, last_ = "12m";
};

/// deliver [test], outbox [retry|drop]
class DeliverCommands {
public:
    DeliverCommands(CLI::App& app, Session& session);

    /// Waits until each destination of the digest was tried once, a minute at most, and says a line
    /// for each. True when all of them took it.
    static bool told_of_digest(Session& session, const std::string& digest);

private:
    void destinations();
    void try_out();
    void list();
    void retry();
    void drop();

    Session& session_;
    std::string name_, id_;
};

/// digest [preview|list|show|send]
class DigestCommands {
public:
    DigestCommands(CLI::App& app, Session& session);

private:
    void preview();
    void list();
    void show();
    void send();
    void print_digest(const std::string& target);

    Session& session_;
    std::string id_, as_of_, key_;
    bool no_wait_ = false;
};

/// sources [poll|pause|resume|history], add, rm
class SourceCommands {
public:
    SourceCommands(CLI::App& app, Session& session);

private:
    void list();
    void add();
    void add_person();
    void say_carried(const boost::json::array& people);
    void remove();
    void remove_person();
    void poll();
    void set(const std::string& verb);
    void change();
    void history();
    void unnamed();
    std::string id_of_source();  // from a number, an address or a title
    std::string id_by_title();

    Session& session_;
    std::string source_, url_, person_, title_, interval_;
    Asking asking_;
    bool failing_ = false, many_ = false, one_ = false, force_ = false, anyway_ = false;
};

/// discover
class DiscoverCommand {
public:
    DiscoverCommand(CLI::App& app, Session& session);

private:
    void run();
    Session& session_;
    std::string url_;
};

/// import, export
class ExchangeCommands {
public:
    ExchangeCommands(CLI::App& app, Session& session);

private:
    void import_file();
    void export_file();
    Session& session_;
    std::string kind_, file_, circle_;
    bool dry_run_ = false, many_ = false, secrets_ = false;
};

/// merge, link, unlink, suggest, undo
class IdentityCommands {
public:
    IdentityCommands(CLI::App& app, Session& session);

private:
    void merge();
    void link(const std::string& verb);
    void suggest();
    void answer_suggestions();
    void undo();
    void done(const std::string& target, const boost::json::object& body);
    Session& session_;
    std::string person_, into_, thing_, number_;
    std::vector<std::string> accepted_;
    std::vector<std::string> never_;
    CLI::Option* accept_ = nullptr;
    bool list_ = false, certain_ = false;
};

/// erase
class EraseCommand {
public:
    EraseCommand(CLI::App& app, Session& session);

private:
    void run();
    bool is_meant(const std::string& name);
    Session& session_;
    std::string person_;
    bool tombstone_ = false, yes_ = false;
};

/// watch, reload
class ServiceCommands {
public:
    ServiceCommands(CLI::App& app, Session& session);

private:
    void watch();
    void reload();
    Session& session_;
    std::string types_;
};

/// check-config, replay: without a daemon
class OfflineCommands {
public:
    OfflineCommands(CLI::App& app, Session& session);

private:
    void check_config();
    void good(const std::string& holds);
    void bad(const std::vector<Problem>& found);
    void replay();
    Session& session_;
    std::string file_, sensitivity_, rule_, burst_;
    std::optional<double> quiet_rate_, feed_gate_;
    std::optional<long long> horizon_;
};

/// etiquette: by the daemon's program, without a daemon that runs
class EtiquetteCommand {
public:
    EtiquetteCommand(CLI::App& app, Session& session);

private:
    void run();
    Session& session_;
    std::string url_;
};

/// parse: without a daemon
class ParseCommand {
public:
    ParseCommand(CLI::App& app, Session& session);

private:
    void run();
    Session& session_;
    std::vector<std::string> files_;
    std::string list_;
    FeedHint hint_;
    bool lines_ = false;
};

/// read: what entries of feed files say, without a daemon
class ActivityCommands {
public:
    ActivityCommands(CLI::App& app, Session& session);

private:
    void read();
    Session& session_;
    std::vector<std::string> files_, dialects_;
    bool lines_ = false, explain_ = false;
};

}  // namespace earshot::client
