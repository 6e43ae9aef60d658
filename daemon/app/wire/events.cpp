#include "daemon/app/wire/events.hpp"

#include <boost/json.hpp>

#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/sources/activities.hpp"

namespace earshot::app {

namespace json = boost::json;

void announce_poll(io::EventStream& events, const Source& source, const PollReport& report) {
    events.publish(io::EventType::poll, [id = source.id, title = source.title, report] {
        json::object event;
        event["source"] = reference(id, title);
        event["result"] = to_text(report.result);
        event["status"] = report.status;
        event["entries"] = report.entries;
        event["news"] = report.news;
        event["re_announcement"] = report.re_announcement;
        event["next"] = to_object(report.next);
        event["problem"] = report.problem ? json::value(to_text(*report.problem)) : json::value();
        return json::serialize(event);
    });
}

void announce_activity(io::EventStream& events, const io::StoredActivity& activity) {
    events.publish(io::EventType::activity, json::serialize(to_object(activity)));
}

void announce_finding(io::EventStream& events, const io::Store& store, FindingNumber number,
                      Instant now) {
    const auto finding = store.findings.one(number);
    if (!finding) return;
    events.publish(io::EventType::finding, json::serialize(to_object(store.people, store.sources,
                                                                     *finding, Zone::utc(), now)));
}

void announce_delivery(io::EventStream& events, const Delivery& delivery) {
    json::object event;
    event["id"] = static_cast<std::int64_t>(delivery.id);
    event["digest"] = delivery.digest_id;
    event["destination"] = delivery.destination;
    event["state"] = to_text(delivery.state);
    event["attempts"] = delivery.attempts;
    event["answer"] = delivery.last_answer;
    event["next_at"] = to_value(delivery.next_at);
    events.publish(io::EventType::delivery, json::serialize(event));
}

}  // namespace earshot::app
