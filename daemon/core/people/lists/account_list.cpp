#include "earshot/account_list.hpp"

#include <boost/json.hpp>

#include "daemon/core/people/connected_day.hpp"
#include "daemon/core/people/lists/csv_table.hpp"
#include "earshot/text.hpp"
#include "earshot/time.hpp"

namespace earshot {
namespace {

namespace json = boost::json;
namespace limits = account_list_limits;

void refuse(AccountReading& reading, Problem problem) {
    if (reading.refused.size() < limits::refused)
        reading.refused.push_back(std::move(problem));
    else
        ++reading.refused_unlisted;
}

void add(AccountReading& reading, ListedAccount account, int line) {
    if (reading.accounts.size() == limits::accounts)
        return refuse(reading, {"is one account too many: at most " +
                                    std::to_string(limits::accounts) + " are read",
                                place_in_table(line)});
    account.name = shorten(account.name, limits::text);
    reading.accounts.push_back(std::move(account));
    reading.lines.push_back(line);
}

Result<json::value> parsed(std::string_view bytes) {
    if (bytes.size() > limits::bytes)
        return fail("is larger than " + std::to_string(limits::bytes) + " bytes");
    boost::system::error_code error;
    json::value value = json::parse(bytes, error);
    if (error) return fail("is no JSON: " + error.message());
    return value;
}

std::string text_at(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return {};
    return collapse(printable(std::string_view(value->get_string())));
}

/// A list, or the list that an object has under this name.
const json::array* list_of(const json::value& value, std::string_view name) {
    if (value.is_array()) return &value.get_array();
    if (!value.is_object()) return nullptr;
    const json::value* list = value.get_object().if_contains(name);
    return list != nullptr && list->is_array() ? &list->get_array() : nullptr;
}

constexpr const char* bluesky_place = "https://bsky.app/profile/";

}  // namespace

Result<AccountReading> read_mastodon_follows(std::string_view bytes) {
    const auto text = table_text(bytes, limits::bytes);
    if (!text) return Failure(text.error());
    auto table = CsvTable::open(*text, {"account address"});
    if (!table) return fail("has no column \"Account address\", as Mastodon's lists have");
    AccountReading reading;
    while (table->next()) {
        std::string address = table->field("account address");
        if (address.starts_with('@')) address.erase(0, 1);
        const std::size_t at = address.find('@');
        const bool good = at != address.npos && at > 0 && at + 1 < address.size() &&
                          address.find_first_of(" /", 0) == address.npos;
        if (!good) {
            refuse(reading, {"is no address of an account, such as ann@social.example",
                             place_in_table(table->line(), "Account address")});
            continue;
        }
        ListedAccount account;
        account.name = address;
        account.account = "https://" + address.substr(at + 1) + "/@" + address.substr(0, at);
        add(reading, std::move(account), table->line());
    }
    return reading;
}

Result<AccountReading> read_bluesky_follows(std::string_view bytes) {
    const auto value = parsed(bytes);
    if (!value) return Failure(value.error());
    const json::array* follows = list_of(*value, "follows");
    if (follows == nullptr) return fail("has no list \"follows\", as Bluesky's answers have");
    AccountReading reading;
    for (const json::value& one : *follows) {
        if (!one.is_object()) continue;
        const std::string handle = text_at(one.get_object(), "handle");
        const std::string did = text_at(one.get_object(), "did");
        const std::string name = text_at(one.get_object(), "displayName");
        const bool is_lost = handle.empty() || handle == "handle.invalid";
        if (is_lost && did.empty()) continue;
        ListedAccount account;
        account.is_name = !name.empty();
        account.name = account.is_name ? name : is_lost ? did : handle;
        account.account = bluesky_place + (is_lost ? did : handle);
        add(reading, std::move(account), 0);
    }
    return reading;
}

Result<AccountReading> read_github_follows(std::string_view bytes) {
    const auto value = parsed(bytes);
    if (!value) return Failure(value.error());
    const json::array* follows = list_of(*value, "items");
    if (follows == nullptr) return fail("is no list of accounts, as GitHub's answers are");
    AccountReading reading;
    for (const json::value& one : *follows) {
        const json::object* object = one.if_object();
        const std::string login = object == nullptr ? "" : text_at(*object, "login");
        if (login.empty()) continue;
        const std::string type = text_at(*object, "type");
        if (!type.empty() && type != "User") {
            ++reading.not_people;
            continue;
        }
        ListedAccount account;
        const std::string name = text_at(*object, "name");
        account.is_name = !name.empty();
        account.name = account.is_name ? name : login;
        account.account = text_at(*object, "html_url");
        if (account.account.empty()) account.account = "https://github.com/" + login;
        add(reading, std::move(account), 0);
    }
    if (reading.accounts.empty() && reading.not_people == 0 && !follows->empty())
        return fail("is no list of accounts, as GitHub's answers are");
    return reading;
}

Result<AccountReading> read_invitations(std::string_view bytes) {
    const auto text = table_text(bytes, limits::bytes);
    if (!text) return Failure(text.error());
    auto table = CsvTable::open(*text, {"from", "to", "direction"});
    if (!table) return fail("has no header line as Invitations.csv of LinkedIn has");
    AccountReading reading;
    while (table->next()) {
        const bool mine = folded(table->field("direction")) == "outgoing";
        ListedAccount account;
        account.name = table->field(mine ? "to" : "from");
        account.account = table->field(mine ? "inviteeprofileurl" : "inviterprofileurl");
        account.is_name = true;
        if (account.name.empty()) {
            refuse(reading, {"names nobody", place_in_table(table->line(), "From")});
            continue;
        }
        const auto sent = read_day(table->field("sent at"), DayOrder::month_first);
        account.note = mine ? "you invited them" : "invited you";
        if (sent) account.note += " on " + to_rfc3339(*sent).substr(0, 10);
        const std::string message = table->field("message");
        if (!message.empty()) account.note += ": " + message;
        account.note = shorten(account.note, limits::note);
        add(reading, std::move(account), table->line());
    }
    return reading;
}

}  // namespace earshot
