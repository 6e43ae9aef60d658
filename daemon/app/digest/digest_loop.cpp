#include "daemon/app/digest/digest_loop.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/app/digest/background.hpp"
#include "daemon/app/digest/day.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/mail/mime.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/idempotency.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/digest.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/render.hpp"
#include "earshot/selection.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

constexpr const char* last_mark = "digest.last";

/// How long a missed digest waits for the sources that fell due meanwhile, and how often it looks.
constexpr Span catch_up_patience = 10 * minute;
constexpr Span catch_up_pause{5};

Zone zone_of(const DigestSettings& settings) {
    auto zone = Zone::find(settings.timezone);
    return zone ? *zone : Zone::utc();  // the configuration was checked; a zone may still vanish
}

}  // namespace

Teller::Teller(asio::any_io_executor executor, io::Clock& clock, io::Store& store, Lookout& lookout,
               io::EventStream& events, DigestSettings digest, std::vector<Destination> deliver)
    : clock_(clock),
      store_(store),
      lookout_(lookout),
      events_(events),
      digest_(std::move(digest)),
      deliver_(std::move(deliver)),
      zone_(zone_of(digest_)),
      bell_(executor) {}

asio::awaitable<void> Teller::run() {
    const Instant started = clock_.now();
    if (!store_.marks.at(last_mark)) store_.marks.set(last_mark, started);
    for (;;) {
        co_await lookout_.catch_up();
        const Instant now = clock_.now();
        Instant again = next_digest(digest_.times, zone_, now);
        // What the day brings is there when it begins, and not only when a digest is made.
        const auto today = zone_.local_day(now);
        if (turned_ != today) turn_day();
        turned_ = today;
        const auto tomorrow = std::chrono::sys_days(today) + std::chrono::days(1);
        again = std::min(again, zone_.at(std::chrono::year_month_day(tomorrow), TimeOfDay{0, 0}));
        // A clock that was ahead made a digest that is yet to come: the next is due as ever.
        const Instant last = std::min(store_.marks.at(last_mark).value_or(now), now);
        if (const auto due = digest_due(digest_.times, zone_, last, now)) {
            // One that was missed while the program did not run is made after a look around.
            const bool missed = *due < started && now < started + catch_up_patience;
            const auto next_poll = store_.polls.next_due();
            if (missed && next_poll && *next_poll <= now)
                again = now + catch_up_pause;
            else
                make(*due, now);
        }
        co_await bell_.sleep_until(clock_, again);
    }
}

void Teller::turn_day() {
    const Instant now = clock_.now();
    io::Transaction transaction(store_);
    const std::vector<FindingNumber> found = app::turn_day(store_, lookout_, zone_, now);
    transaction.commit();
    for (const FindingNumber number : found)
        announce_finding(events_, store_, number, now);
}

struct Teller::Draft {
    Digest digest;
    std::vector<FindingNumber> found;
};

Teller::Draft Teller::draft(Instant until, bool scheduled, Instant now) {
    Draft made;
    recall_unsent();
    made.found = app::turn_day(store_, lookout_, zone_, now);
    const Window window{std::min(store_.marks.at(last_mark).value_or(until), until), until};
    made.digest = gather(window, scheduled, now);
    return made;
}

void Teller::make(Instant due, Instant now) {
    io::Transaction transaction(store_);
    Draft made = draft(due, true, now);
    // A clock that was ahead made one of this day before it came: that keeps its name.
    const auto before = store_.digests.one(made.digest.id);
    if (before && before->made_at < due) made = draft(due, false, now);
    // One digest a day, also when its time of day was changed to a later one.
    const bool send = !store_.digests.one(made.digest.id) &&
                      worth_sending(made.digest, digest_.when_empty, zone_, now);
    if (send) write(made.digest, now);
    store_.marks.set(last_mark, due);
    transaction.commit();
    for (const FindingNumber number : made.found)
        announce_finding(events_, store_, number, now);
    if (send) announce(made.digest);
}

std::string Teller::send_now(const std::string& key) {
    const Instant now = clock_.now();
    io::Transaction transaction(store_);
    const Draft made = draft(now, false, now);
    const std::string& id = made.digest.id;
    if (store_.digests.one(id)) return id;  // asked for twice within one second
    write(made.digest, now);
    if (!key.empty()) store_.idempotency.remember(key, id, now);
    transaction.commit();
    for (const FindingNumber number : made.found)
        announce_finding(events_, store_, number, now);
    announce(made.digest);
    return id;
}

Digest Teller::preview(Instant as_of) {
    io::Transaction transaction(store_);  // never committed
    return draft(as_of, true, as_of).digest;
}

Digest Teller::gather(const Window& window, bool scheduled, Instant now) const {
    const Horizon& all = lookout_.at(now);
    const std::vector<HeldBack> reasons = all.held_back();
    const std::set<PersonId> hidden = hidden_by(reasons);
    const auto circles = silent_circles(all);
    std::vector<Candidate> candidates;
    for (const auto& [number, finding] : all.findings()) {
        if (finding.state != Finding::State::open || finding.found_at > now + clock_tolerance)
            continue;
        Candidate candidate;
        if (finding.person) {
            candidate.person = store_.people.one(*finding.person);
            candidate.visible = all.people().is_followed(*finding.person)
                                    ? !hidden.contains(*finding.person)
                                    : is_visible(store_, *finding.person, now);
            candidate.waits =
                candidate.person && waits_for_others(circles, finding, *candidate.person, now);
        }
        candidate.finding = as_of_now(store_, finding, now);
        if (const auto* trouble = std::get_if<Trouble>(&candidate.finding.evidence))
            candidate.feeds_of_host = store_.sources.count_at(trouble->host);
        candidates.push_back(std::move(candidate));
    }
    Outlook outlook = all.outlook(reasons, zone_, now);
    outlook.recovered = recovered_since_last(store_, now);
    const auto background = [&](const Candidate& candidate) {
        return background_of(store_, candidate, digest_, zone_, now);
    };
    return choose(std::move(candidates), outlook, window, zone_, scheduled, now, digest_,
                  background);
}

void Teller::recall_unsent() {
    std::set<std::string> waiting;
    for (const io::OutboxItem& one : store_.deliveries.list(Delivery::State::waiting))
        waiting.insert(one.delivery.digest_id);
    for (const std::string& id : waiting) {
        const auto deliveries = store_.deliveries.of(id);
        const bool nobody_has_it =
            std::all_of(deliveries.begin(), deliveries.end(), [](const io::OutboxItem& one) {
                return one.delivery.state == Delivery::State::waiting &&
                       one.delivery.unknown_ends == 0;
            });
        const auto stored = store_.digests.one(id);
        if (!nobody_has_it || !stored) continue;
        for (const io::OutboxItem& one : deliveries)
            store_.deliveries.remove(one.delivery.id);
        for (const FindingNumber number : told_by(stored->digest))
            if (const auto finding = store_.findings.one(number))
                store_.findings.update(untold(*finding));
    }
}

void Teller::write(const Digest& digest, Instant now) {
    store_.digests.add(io::StoredDigest{digest, render_text(digest, templates_.templates), now});
    for (const Destination& destination : deliver_)
        if (const auto part = part_for(destination, digest))
            for (const io::StoredDelivery& delivery : deliveries(destination, *part, now))
                store_.deliveries.add(delivery);
    keep(store_.findings, FindingStep{{}, {}, told_by(digest)}, now);
}

std::vector<io::StoredDelivery> Teller::deliveries(const Destination& destination,
                                                   const Digest& digest, Instant now) const {
    io::StoredDelivery delivery;
    delivery.delivery.digest_id = digest.id;
    delivery.delivery.destination = destination.name;
    delivery.delivery.created = now;
    delivery.delivery.next_at = now;
    const std::optional<MailAddresses> mail = mail_of(destination);
    if (!mail) {
        delivery.message = body_for(destination, digest, templates_.templates);
        return {std::move(delivery)};
    }
    const std::string salt = store_.marks.install_id();
    std::vector<io::StoredDelivery> all;
    for (const Address& recipient : mail->to) {
        delivery.delivery.destination = destination.name + ":" + recipient.mailbox;
        delivery.recipient = recipient.mailbox;
        delivery.message = io::mime_bytes(
            compose(digest, mail->from, recipient, zone_, salt, templates_.templates));
        all.push_back(delivery);
    }
    return all;
}

std::vector<io::StoredDelivery> Teller::trial(const Destination& destination) const {
    const Instant now = clock_.now();
    return deliveries(destination, trial_digest(destination, now), now);
}

void Teller::announce(const Digest& digest) {
    log::info("digest " + digest.id + " made: " + std::to_string(digest.items.size()) + " items");
    events_.publish(io::EventType::digest, render_json(digest));
    if (wake_courier_) wake_courier_();
}

void Teller::lay_out(OwnTemplates templates) {
    if (templates != templates_)
        for (const Problem& fault : templates.faults)
            log::warning(fault.where + ": " + fault.what +
                         ": mails look as those that earshot comes with");
    templates_ = std::move(templates);
}

Instant Teller::next() const {
    return next_digest(digest_.times, zone_, clock_.now());
}

Instant Teller::next_after(Instant t) const {
    return next_digest(digest_.times, zone_, t);
}

Zone Teller::zone() const {
    return zone_;
}

void Teller::on_delivery(std::function<void()> wake_courier) {
    wake_courier_ = std::move(wake_courier);
}

void Teller::set(DigestSettings digest, std::vector<Destination> deliver) {
    digest_ = std::move(digest);
    deliver_ = std::move(deliver);
    zone_ = zone_of(digest_);
    bell_.ring();
}

}  // namespace earshot::app
