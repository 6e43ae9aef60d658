#include "daemon/io/control/server_sent_events.hpp"

#include <charconv>
#include <string_view>

namespace earshot::io {
namespace {

Result<std::set<EventType>> types_of(std::string_view text) {
    std::set<EventType> types;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const auto type = parse_event_type(text.substr(0, comma));
        if (!type)
            return fail("must be some of poll, activity, finding, digest, delivery, config",
                        "types");
        types.insert(*type);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    if (!types.empty()) types.insert(EventType::lagged);  // whoever asks for less must know it too
    return types;
}

Result<std::uint64_t> id_of(const std::string& text, std::string where) {
    std::uint64_t id = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, id);
    if (error != std::errc() || stop != end)
        return fail("must be the number of an event", std::move(where));
    return id;
}

}  // namespace

Result<Subscription> subscription_of(const control::Request& request) {
    Subscription wanted;
    for (const auto& [name, value] : request.query) {
        if (name == "since") {
            const auto id = id_of(value, name);
            if (!id) return Failure(id.error());
            wanted.last_seen = *id;
        } else if (name == "types") {
            auto types = types_of(value);
            if (!types) return Failure(types.error());
            wanted.types = std::move(*types);
        } else {
            return fail("not a parameter of this address", name);
        }
    }
    // Whoever reconnects by itself repeats the address and says the newer place in the header.
    const auto header = request.headers.find("last-event-id");
    if (header != request.headers.end()) {
        const auto id = id_of(header->second, "Last-Event-ID");
        if (!id) return Failure(id.error());
        wanted.last_seen = *id;
    }
    return wanted;
}

std::string to_wire(const std::optional<Event>& event) {
    if (!event) return ": ping\n\n";
    return "id: " + std::to_string(event->id) + "\nevent: " + std::string(to_text(event->type)) +
           "\ndata: " + event->json + "\n\n";
}

}  // namespace earshot::io
