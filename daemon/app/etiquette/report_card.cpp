#include "daemon/app/etiquette/report_card.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/array.hpp>

namespace earshot::app::etiquette {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr std::size_t words_columns = 76;

std::size_t passed(const ReportCard& card) {
    return static_cast<std::size_t>(std::count_if(
        card.begin(), card.end(), [](const Mark& mark) { return mark.fault.empty(); }));
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.resize(width, ' ');
    return text;
}

}  // namespace

asio::awaitable<ReportCard> report_card(asio::any_io_executor executor, Habits habits) {
    Stage stage(executor, std::move(habits));
    ReportCard card;
    for (const auto& rules : {validator_rules, timing_rules, redirect_rules, request_rules})
        for (const Rule& rule : rules()) {
            Mark mark;
            mark.rule = rule.number;
            mark.words = rule.words;
            mark.fault = co_await fault_of(rule, stage);
            card.push_back(std::move(mark));
        }
    co_await stage.stop();
    co_return card;
}

bool all_pass(const ReportCard& card) {
    return passed(card) == card.size();
}

std::string to_text(const ReportCard& card) {
    std::string text;
    for (const Mark& mark : card) {
        const std::string number = std::to_string(mark.rule);
        text += padded(std::string(number.size() < 2 ? 1 : 0, ' ') + number, 4) +
                padded(mark.words, words_columns) + (mark.fault.empty() ? "pass\n" : "FAIL\n");
        if (!mark.fault.empty()) text += "      " + mark.fault + "\n";
    }
    return text + std::to_string(passed(card)) + " of " + std::to_string(card.size()) + " pass\n";
}

json::object to_object(const ReportCard& card) {
    json::array rules;
    for (const Mark& mark : card) {
        json::object rule;
        rule["rule"] = mark.rule;
        rule["words"] = mark.words;
        rule["passes"] = mark.fault.empty();
        if (!mark.fault.empty()) rule["seen"] = mark.fault;
        rules.push_back(std::move(rule));
    }
    json::object object;
    object["passed"] = passed(card);
    object["of"] = card.size();
    object["rules"] = std::move(rules);
    return object;
}

}  // namespace earshot::app::etiquette
