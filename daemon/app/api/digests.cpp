#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/digest/outbox.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/idempotency.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/render.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

Answer as_format(const Digest& digest, const std::string& text, const std::string& format) {
    Answer answer;
    if (format == "json") {
        answer.body = render_json(digest);
    } else if (format == "text") {
        answer.content_type = "text/plain; charset=utf-8";
        answer.body = text;
    } else if (format == "html") {
        answer.content_type = "text/html; charset=utf-8";
        answer.body = render_html(digest);
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
    return as_format(stored->digest, stored->text, call.parameter("format").value_or("json"));
}

Answer DigestRoutes::preview(Commands& commands, const Call& call) {
    const auto as_of = instant_of(call, "as_of");
    if (!as_of) return bad_parameter(as_of.error());
    const Digest digest = commands.teller_.preview(as_of->value_or(commands.clock_.now()));
    return as_format(digest, render_text(digest), call.parameter("format").value_or("json"));
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
    commands.wake_courier_();
    return ok(to_object(*item));
}

Answer DigestRoutes::drop(Commands& commands, const Call& call) {
    const auto id = message_named(commands.store_.deliveries, call);
    if (!id) return id.error();
    const auto item = drop_delivery(commands.store_.deliveries, *id);
    if (!item) return refused(item.error(), "id");
    return ok({{"removed", to_object(*item)}});
}

}  // namespace earshot::app
