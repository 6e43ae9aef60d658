// `earshot check-config` and `earshot replay`: what needs no daemon.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/words.hpp"
#include "earshot/config.hpp"
#include "earshot/dialect.hpp"
#include "earshot/replay.hpp"
#include "earshot/sites.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

/// Credentials lie in credentials/ next to the file. What may not be looked at is not missed.
std::vector<Problem> missing_secrets(const std::vector<Destination>& destinations,
                                     const std::string& file) {
    std::vector<Problem> missing;
    for (const Destination& destination : destinations) {
        const SecretReference secret = secret_of(destination);
        if (secret.empty()) continue;
        const fs::path place = secret.kind == SecretReference::Kind::file
                                   ? fs::path(secret.name)
                                   : fs::path(file).parent_path() / "credentials" / secret.name;
        std::error_code error;
        if (!fs::exists(place, error) && !error)
            missing.push_back({to_text(secret) + ": there is no file " + place.string(),
                               file + ": [[deliver]] " + destination.name});
    }
    return missing;
}

std::string content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text;
    char part[64 * 1024];
    while (in && text.size() <= config_limits::text_bytes) {
        in.read(part, sizeof part);
        text.append(part, static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof() && text.size() <= config_limits::text_bytes)
        throw Ended{Exit::not_found, file + ": cannot be read"};
    return text;  // parse_config refuses what is too large
}

/// low, normal, high, or the number itself.
double burst_factor_of(const std::string& text) {
    if (const auto sensitivity = parse_sensitivity(text)) return burst_factor(*sensitivity);
    std::istringstream in(text);
    double factor = 0;
    if (!(in >> factor) || !in.eof() || !(factor > 0))
        throw Ended{Exit::usage, "--burst: low, normal, high or a number above 0"};
    return factor;
}

}  // namespace

OfflineCommands::OfflineCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* check =
        app.add_subcommand("check-config", "Whether a configuration, a dialect or a site is good");
    check->add_option("file", file_, "the file")->required()->type_name(kind::file);
    check->footer(
        "  earshot check-config /etc/earshot/earshot.toml\n"
        "  earshot check-config /etc/earshot/dialects/own.toml");
    check->callback([this] { check_config(); });

    CLI::App* replay = app.add_subcommand("replay", "The detectors on lines from standard input");
    replay->add_option("--horizon", horizon_, "seconds since 1970 at which the watching ends")
        ->type_name("EPOCH");
    CLI::Option* rate = above_zero(
        replay->add_option("--quiet", quiet_rate_, "wanted needless quiet findings a person-year"));
    one_of(replay->add_option("--sensitivity", sensitivity_, "of both detectors"),
           {"low", "normal", "high"})
        ->excludes(rate);
    one_of(
        replay->add_option("--rule", rule_, "own: each by how even they are; classic: all alike"),
        {"own", "classic"});
    replay->add_option("--burst", burst_, "low, normal, high or the factor K")
        ->type_name(kind::number);
    not_below_zero(
        replay->add_option("--feed-gate", feed_gate_, "factor of the feed gate; 0: off"));
    replay->footer(
        "  earshot replay --horizon 1776150000 < activity.tsv\n"
        "  earshot replay --quiet 0.5 --burst high --feed-gate 0 < activity.tsv");
    replay->callback([this] { this->replay(); });
}

void OfflineCommands::check_config() {
    const std::string text = content_of(file_);
    if (looks_like_dialect(text)) {
        const auto dialects = Dialects::compile({{file_, text}});
        return dialects
                   ? good(counted(static_cast<long long>(dialects->phrases()), "phrase", "phrases"))
                   : bad(dialects.error());
    }
    if (looks_like_site(text)) {
        const auto sites = Sites::compile({{file_, text}});
        return sites ? good("site " + sites->all().front().name) : bad(sites.error());
    }
    const auto config = parse_config(text, file_);
    if (!config) return bad(config.error());
    if (const auto missing = missing_secrets(config->deliver, file_); !missing.empty())
        return bad(missing);
    good(counted(static_cast<long long>(config->people.size()), "person", "people") + ", " +
         counted(static_cast<long long>(config->sources.size()), "feed", "feeds"));
}

void OfflineCommands::good(const std::string& holds) {
    if (session_.json) return session_.print("{\"ok\":true,\"problems\":[]}\n");
    session_.say(file_ + ": good, " + holds);
}

void OfflineCommands::bad(const std::vector<Problem>& found) {
    std::string complaints;
    json::array problems;
    for (const Problem& problem : found) {
        complaints += (complaints.empty() ? "" : "\n") + to_text(problem);
        problems.push_back({{"where", problem.where}, {"message", problem.what}});
    }
    if (session_.json)
        session_.print(json::serialize(json::object{{"ok", false}, {"problems", problems}}) + "\n");
    throw Ended{Exit::rejected, complaints};
}

void OfflineCommands::replay() {
    if (session_.json) throw Ended{Exit::usage, "replay prints lines with tabs, and has no --json"};
    ReplaySettings settings;
    settings.horizon = horizon_;
    if (!sensitivity_.empty()) {
        const Sensitivity sensitivity = *parse_sensitivity(sensitivity_);
        settings.false_quiets_per_year = false_quiets_per_year(sensitivity);
        settings.burst_factor = burst_factor(sensitivity);
    }
    if (quiet_rate_) settings.false_quiets_per_year = *quiet_rate_;
    if (!burst_.empty()) settings.burst_factor = burst_factor_of(burst_);
    if (!rule_.empty()) settings.rule = *parse_quiet_rule(rule_);
    if (feed_gate_) settings.feed_gate = *feed_gate_;

    // Millions of lines: our own buffers, and no flush between a read and a write.
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    const Result<void> done = earshot::replay(std::cin, std::cout, settings);
    std::cout.flush();
    if (!done) throw Ended{Exit::failed, to_text(done.error())};
    if (!std::cout) throw Ended{Exit::failed, "the output cannot be written"};
}

}  // namespace earshot::client
