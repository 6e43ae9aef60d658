#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/deliveries.hpp"
#include "daemon/io/store/digests.hpp"
#include "daemon/io/store/idempotency.hpp"
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

std::optional<io::StoredDelivery> find(const io::Store& store, const std::string& id) {
    const auto number = parse_number(id);
    return number ? store.deliveries.one(DeliveryId(*number)) : std::nullopt;
}

bool is_key(const std::string& text) {
    return !text.empty() && text.size() <= call_limits::text_bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

Answer Routes::digests(Commands& commands, const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    json::array items;
    for (const io::StoredDigest& digest : commands.store_.digests.newest(*limit))
        items.push_back(to_object(digest));
    return list(std::move(items));
}

Answer Routes::digest(Commands& commands, const Call& call) {
    const auto stored = commands.store_.digests.one(call.id);
    if (!stored) return not_found("digest " + call.id);
    return as_format(stored->digest, stored->text, call.parameter("format").value_or("json"));
}

Answer Routes::preview(Commands& commands, const Call& call) {
    const auto as_of = instant_of(call, "as_of");
    if (!as_of) return bad_parameter(as_of.error());
    const Digest digest = commands.teller_.preview(as_of->value_or(commands.clock_.now()));
    return as_format(digest, render_text(digest), call.parameter("format").value_or("json"));
}

Answer Routes::send(Commands& commands, const Call& call) {
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

Answer Routes::outbox(Commands& commands, const Call& call) {
    const auto word = call.parameter("state");
    const auto state = word ? parse_delivery_state(*word) : std::nullopt;
    if (word && !state)
        return bad_parameter({"must be waiting, sending, sent or given_up", "state"});
    json::array items;
    for (const io::StoredDelivery& delivery : commands.store_.deliveries.find(state))
        items.push_back(to_object(delivery));
    return list(std::move(items));
}

Answer Routes::retry(Commands& commands, const Call& call) {
    auto stored = find(commands.store_, call.id);
    if (!stored) return not_found("message " + call.id);
    Delivery& delivery = stored->delivery;
    switch (delivery.state) {
        case Delivery::State::sent: return conflict("sent", "the message has been sent");
        case Delivery::State::sending: return conflict("sending", "the message is being sent now");
        case Delivery::State::waiting:
        case Delivery::State::given_up: break;
    }
    delivery.state = Delivery::State::waiting;
    delivery.next_at = commands.clock_.now();
    delivery.unknown_ends = std::min(delivery.unknown_ends, 1);  // it may still have arrived
    commands.store_.deliveries.save(delivery);
    commands.wake_courier_();
    return ok(to_object(*stored));
}

Answer Routes::drop(Commands& commands, const Call& call) {
    const auto stored = find(commands.store_, call.id);
    if (!stored) return not_found("message " + call.id);
    if (stored->delivery.state == Delivery::State::sending)
        return conflict("sending", "the message is being sent now");
    commands.store_.deliveries.remove(stored->delivery.id);
    return ok({{"removed", to_object(*stored)}});
}

}  // namespace earshot::app
