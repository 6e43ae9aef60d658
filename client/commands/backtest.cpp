// `earshot backtest`: what would have been told over the stored past, to choose a sensitivity or a
// line by.

#include <cmath>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/arguments/progress_line.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

std::string two_digits(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", number);
    return text;
}

/// "9 (26 %)".
std::string back_soon(const json::object& level) {
    const long long soon = count_at(level, "back_within_3_days");
    const long long all = count_at(level, "quiet");
    if (soon == 0 || all == 0) return std::to_string(soon);
    const double share = 100.0 * static_cast<double>(soon) / static_cast<double>(all);
    return std::to_string(soon) + " (" + std::to_string(std::llround(share)) + " %)";
}

std::string a_week(const json::object& level) {
    return two_digits(number_at(level, "quiet_a_week").value_or(0));
}

Table table_of_levels(const json::array& levels) {
    Table table({{"sensitivity"},
                 {"quiet", true},
                 {"a week", true},
                 {"people", true},
                 {"back within 3 d", true},
                 {"noticed after", true},
                 {"busy", true}});
    for (const json::value& item : levels) {
        const json::object& level = as_object(item);
        table.add({text_at(level, "sensitivity"), text_at(level, "quiet"), a_week(level),
                   text_at(level, "people"), back_soon(level),
                   days(number_at(level, "median_days_to_note")), text_at(level, "burst")});
    }
    return table;
}

/// " (25 in one sentence, 1 named)".
std::string in_sentences(const json::object& note, bool connections) {
    const long long sentences = count_at(note, "sentences");
    if (sentences == 0) return {};
    std::string text = " (" + text_at(note, "in_sentences") + " in " +
                       (sentences == 1 ? "one sentence" : std::to_string(sentences) + " sentences");
    if (connections) text += ", " + text_at(note, "named") + " named";
    return text + ")";
}

Table table_of_notes(const json::array& notes, const Zone& zone, Instant now) {
    Table table(
        {{"when"}, {"who", false, true}, {"what", false, true}, {"last seen"}, {"back"}, {"sure"}});
    for (const json::value& item : notes) {
        const json::object& note = as_object(item);
        const auto day_at = [&](const char* field) {
            const auto t = instant_at(note, field);
            return t ? day_of(*t, zone, now) : std::string();
        };
        const bool quiet = text_at(note, "kind") == "quiet";
        const auto back_after = number_at(note, "back_after_days");
        const bool connections = text_at(note, "of") == "connections";
        const std::string many = text_at(note, "count") +
                                 (connections ? " connections" : " at once") +
                                 in_sentences(note, connections);
        table.add({day_at("noticed_at"), text_at(object_at(note, "person"), "name"),
                   quiet ? "quiet" : many, day_at("last_seen"),
                   back_after ? days(back_after) + " later" : std::string(),
                   text_at(note, "confidence")});
    }
    return table;
}

std::string sentence_of(const json::object& level) {
    const long long quiet = count_at(level, "quiet");
    const long long busy = count_at(level, "burst");
    if (quiet == 0 && busy == 0) return "Nothing would have been told.";
    std::string text = "Would have told " + counted(quiet, "quiet note", "quiet notes");
    if (quiet > 0) {
        text += " (" + a_week(level) + " a week) about " +
                counted(count_at(level, "people"), "person", "people") + ", typically " +
                days(number_at(level, "median_days_to_note")) + " after the last sighting; " +
                back_soon(level) + " came back within 3 days";
    }
    return text + "; " + counted(busy, "burst", "bursts") + ".";
}

/// Days of "90d", "26w", "12m" (months) or "1y".
long long days_of(const std::string& last) {
    const std::string number = last.substr(0, last.empty() ? 0 : last.size() - 1);
    constexpr std::size_t digits = 4;
    if (is_number(number) && number.size() <= digits) {
        const long long n = std::stoll(number);
        switch (last.back()) {
            case 'd': return n;
            case 'w': return 7 * n;
            case 'm': return n * 365 / 12;
            case 'y': return 365 * n;
        }
    }
    throw Ended{Exit::usage, "--last: a number of days, weeks, months or years: 90d, 26w, 12m, 1y"};
}

}  // namespace

BacktestCommand::BacktestCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* backtest =
        app.add_subcommand("backtest", "What would have been told over the stored past");
    backtest->add_option("person", person_, "only this person; otherwise all whom you follow")
        ->type_name(kind::person);
    one_of(backtest->add_option("--sensitivity", sensitivity_,
                                "note by note; otherwise the three side by side"),
           {"low", "normal", "high"});
    backtest
        ->add_option("--after", after_,
                     "a proposed line, as for earshot set NAME quiet.after: 10d, \"6 weeks\"")
        ->type_name(kind::length);
    backtest->add_option("--last", last_, "how far back: 90d, 26w, 12m (if not said), 1y")
        ->type_name(kind::length);
    backtest->footer(
        "  earshot backtest\n"
        "  earshot backtest --sensitivity high --last 6m\n"
        "  earshot backtest ines --sensitivity normal\n"
        "  earshot backtest ines --after 10d");
    backtest->callback([this] { run(); });
}

void BacktestCommand::run() {
    std::string target = "/v1/backtest?days=" + std::to_string(days_of(last_));
    if (!sensitivity_.empty()) target += "&sensitivity=" + sensitivity_;
    if (!after_.empty()) target += "&after=" + escaped(after_);
    if (!person_.empty())
        target += "&person=" + id_of_person(session_, person_, "earshot backtest");
    if (session_.printed_as_json(target)) return;

    ProgressLine progress(session_, "/v1/backtests", [](const std::string&, long long number) {
        return counted(number, "person", "people");
    });
    const json::object answer = session_.daemon().get(target, [&progress] { progress.draw(); });
    progress.clear();
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();
    const auto since = instant_at(answer, "since");
    const json::array& levels = array_at(answer, "items");
    session_.say((since ? "Since " + day_of(*since, zone, now) + ", " : "") +
                 counted(count_at(answer, "people"), "person", "people") + ":");
    if (sensitivity_.empty() && after_.empty()) {
        session_.print(table_of_levels(levels).text(session_.screen));
        session_.hint("note by note: earshot backtest --sensitivity normal");
        return;
    }
    const Table notes = table_of_notes(array_at(answer, "notes"), zone, now);
    if (!notes.empty()) session_.print(notes.text(session_.screen));
    session_.say(sentence_of(levels.empty() ? json::object() : as_object(levels.front())));
}

}  // namespace earshot::client
