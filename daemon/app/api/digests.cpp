#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/digest/outbox.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/idempotency.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/render.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

Answer as_format(const Digest& digest, const std::string& text, const std::string& format,
                 const Templates& templates) {
    Answer answer;
    if (format == "json") {
        answer.body = render_json(digest);
    } else if (format == "text") {
        answer.content_type = "text/plain; charset=utf-8";
        answer.body = text;
    } else if (format == "html") {
        answer.content_type = "text/html; charset=utf-8";
        answer.body = render_html(digest, templates);
    } else {
        return bad_parameter({"must be json, text or html", "format"});
    }
    return answer;
}

bool is_key(const std::string& text) {
    return !text.empty() && text.size() <= call_limits::text_bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

Answer DigestRoutes::digests(Commands& commands, const Call& call) {
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    json::array items;
    for (const io::StoredDigest& digest : commands.store_.digests.newest(paging->needed()))
        if (paging->next() == Paging::Place::on) items.push_back(to_object(digest));
    return list(std::move(items), paging->then());
}

Answer DigestRoutes::digest(Commands& commands, const Call& call) {
    const auto stored = commands.store_.digests.one(call.id);
    if (!stored) return not_found("digest " + call.id);
    return as_format(stored->digest, stored->text, call.parameter("format").value_or("json"),
                     commands.teller_.templates().templates);
}

Answer DigestRoutes::atom(Commands& commands, const Call&) {
    std::vector<Digest> digests;
    for (io::StoredDigest& stored : commands.store_.digests.newest(atom_limits::entries))
        digests.push_back(std::move(stored.digest));
    Answer answer;
    answer.content_type = "application/atom+xml; charset=utf-8";
    answer.body = render_atom(digests, commands.store_.marks.install_id(),
                              commands.teller_.templates().templates);
    return answer;
}

Answer DigestRoutes::preview(Commands& commands, const Call& call) {
    const auto as_of = instant_of(call, "as_of");
    if (!as_of) return bad_parameter(as_of.error());
    const Digest digest = commands.teller_.preview(as_of->value_or(commands.clock_.now()));
    const Templates& templates = commands.teller_.templates().templates;
    return as_format(digest, render_text(digest, templates),
                     call.parameter("format").value_or("json"), templates);
}

Answer DigestRoutes::send(Commands& commands, const Call& call) {
    const auto header = call.request.headers.find("idempotency-key");
    const bool has_key = header != call.request.headers.end();
    if (has_key && !is_key(header->second))
        return bad_parameter({"must be 1 to 200 visible ASCII characters", "Idempotency-Key"});
    if (has_key) {
        const auto earlier = commands.store_.idempotency.id_of(header->second);
        if (earlier) return ok({{"id", *earlier}, {"repeated", true}});
    }
    const std::string id = commands.teller_.send_now(has_key ? header->second : std::string());
    Answer answer = ok({{"id", id}, {"repeated", false}});
    answer.status = 202;
    return answer;
}

Answer DigestRoutes::outbox(Commands& commands, const Call& call) {
    const auto word = call.parameter("state");
    const auto state = word ? parse_delivery_state(*word) : std::nullopt;
    if (word && !state)
        return bad_parameter({"must be waiting, sending, sent or given_up", "state"});
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    json::array items;
    for (const io::OutboxItem& item : commands.store_.deliveries.list(state))
        if (paging->next() == Paging::Place::on) items.push_back(to_object(item));
    return list(std::move(items), paging->then());
}

Answer DigestRoutes::retry(Commands& commands, const Call& call) {
    const auto id = message_named(commands.store_.deliveries, call);
    if (!id) return id.error();
    const auto item = retry_delivery(commands.store_.deliveries, *id, commands.clock_.now());
    if (!item) return refused(item.error(), "id");
    commands.courier_.wake();
    return ok(to_object(*item));
}

Answer DigestRoutes::drop(Commands& commands, const Call& call) {
    const auto id = message_named(commands.store_.deliveries, call);
    if (!id) return id.error();
    const auto item = drop_delivery(commands.store_.deliveries, *id);
    if (!item) return refused(item.error(), "id");
    return ok({{"removed", to_object(*item)}});
}

Answer DigestRoutes::destinations(Commands& commands, const Call&) {
    json::array items;
    for (const Destination& destination : commands.teller_.destinations())
        items.push_back(to_object(destination));
    return list(std::move(items));
}

boost::asio::awaitable<Answer> DigestRoutes::try_destination(Commands& commands, const Call& call) {
    const std::vector<Destination>& all = commands.teller_.destinations();
    const auto found = std::find_if(
        all.begin(), all.end(), [&call](const Destination& one) { return one.name == call.id; });
    if (found == all.end()) co_return not_found("destination " + call.id);
    // Made before the first wait: a reload may replace them meanwhile.
    std::vector<io::StoredDelivery> trials = commands.teller_.trial(*found);
    json::array tried;
    bool is_taken = true;
    for (io::StoredDelivery& trial : trials) {
        const std::string recipient = trial.recipient;
        boost::asio::awaitable<earshot::Answer> handing_over =
            commands.courier_.hand_over(std::move(trial));
        const earshot::Answer said = co_await std::move(handing_over);
        is_taken = is_taken && said.kind == earshot::Answer::Kind::accepted;
        tried.emplace_back(json::object{{"recipient", recipient},
                                        {"end", json::string(to_text(said.kind))},
                                        {"answer", said.text}});
    }
    co_return ok({{"taken", is_taken}, {"tried", std::move(tried)}});
}

}  // namespace earshot::app
