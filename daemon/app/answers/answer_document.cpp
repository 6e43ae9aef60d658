#include "daemon/app/answers/answer_document.hpp"

#include <boost/json.hpp>

#include "daemon/io/store/sqlite/words.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

json::value from(const std::optional<Instant>& t) {
    return t ? json::value(to_epoch(*t)) : json::value(nullptr);
}
std::optional<Instant> instant(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return from_epoch(value.as_int64());
}

template <class Enum>
json::value word(Enum value) {
    return json::string(io::stored_word(value));
}
template <class Enum>
Enum read_word(const json::value& value) {
    const json::string& text = value.as_string();
    return io::from_stored_word<Enum>({text.data(), text.size()}).value();
}

json::object from(const Finding& finding) {
    return {{"number", static_cast<std::int64_t>(finding.number)},
            {"state", word(finding.state)},
            {"told_at", from(finding.told_at)},
            {"closed_at", from(finding.closed_at)},
            {"closed_by", finding.closed_by},
            {"snoozed_until", from(finding.snoozed_until)}};
}
Finding read_finding(const json::value& value) {
    Finding finding;
    finding.number = FindingNumber(value.at("number").as_int64());
    finding.state = read_word<Finding::State>(value.at("state"));
    finding.told_at = instant(value.at("told_at"));
    finding.closed_at = instant(value.at("closed_at"));
    finding.closed_by = value.at("closed_by").as_string();
    finding.snoozed_until = instant(value.at("snoozed_until"));
    return finding;
}

json::value from(const std::optional<Answers>& answers) {
    if (!answers) return nullptr;
    const auto& leave = answers->leave;
    return json::object{{"away_from", leave ? from(leave->from) : json::value(nullptr)},
                        {"away_until", leave ? from(leave->to) : json::value(nullptr)},
                        {"usual_silence_days", answers->usual_silence_days},
                        {"usual_run", answers->usual_run},
                        {"usual_connections", answers->usual_connections}};
}
std::optional<Answers> read_answers(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    Answers answers;
    const auto from = instant(value.at("away_from"));
    const auto until = instant(value.at("away_until"));
    if (from && until) answers.leave = Stretch{*from, *until};
    answers.usual_silence_days = value.at("usual_silence_days").to_number<double>();
    answers.usual_run = value.at("usual_run").to_number<int>();
    answers.usual_connections = value.at("usual_connections").to_number<int>();
    return answers;
}

}  // namespace

std::string to_json(const AnswerDocument& document) {
    json::array findings, feeds;
    for (const Finding& finding : document.findings)
        findings.push_back(from(finding));
    for (const auto& [id, status] : document.feeds)
        feeds.push_back({{"id", static_cast<std::int64_t>(id)}, {"status", word(status)}});
    json::object object{{"findings", std::move(findings)},
                        {"answers", from(document.answers)},
                        {"standing", nullptr},
                        {"touch", nullptr},
                        {"silence", nullptr},
                        {"feeds", std::move(feeds)}};
    if (document.standing) object["standing"] = word(*document.standing);
    if (document.touch) object["touch"] = *document.touch;
    if (document.silence)
        object["silence"] = {{"last", from(document.silence->last)},
                             {"quiet_due", from(document.silence->quiet_due)}};
    return json::serialize(object);
}

std::optional<AnswerDocument> parse_answer_document(std::string_view written) try {
    const json::value value = json::parse(json::string_view(written.data(), written.size()));
    AnswerDocument document;
    for (const json::value& one : value.at("findings").as_array())
        document.findings.push_back(read_finding(one));
    document.answers = read_answers(value.at("answers"));
    if (const json::value& standing = value.at("standing"); !standing.is_null())
        document.standing = read_word<Standing>(standing);
    if (const json::value& touch = value.at("touch"); !touch.is_null())
        document.touch = touch.as_int64();
    if (const json::value& silence = value.at("silence"); !silence.is_null())
        document.silence =
            AnswerDocument::Silence{instant(silence.at("last")), instant(silence.at("quiet_due"))};
    for (const json::value& one : value.at("feeds").as_array())
        document.feeds.push_back(
            {SourceId(one.at("id").as_int64()), read_word<SourceStatus>(one.at("status"))});
    return document;
} catch (const std::exception&) {
    return std::nullopt;  // a member is missing or of another type
}

}  // namespace earshot::app
