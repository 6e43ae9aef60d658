#pragma once
// Making digests: when one is due, choose, render, and write digest, deliveries and "told" marks in
// one transaction (promise P4). Sends nothing; the courier does.

#include <functional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "daemon/app/digest/own_templates.hpp"
#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/loop/bell.hpp"
#include "daemon/io/loop/clock.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"

namespace earshot {
struct Digest;  // digest.hpp
struct Window;
}  // namespace earshot

namespace earshot::app {

class Lookout;

class Teller {
public:
    Teller(boost::asio::any_io_executor executor, io::Clock& clock, io::Store& store,
           Lookout& lookout, io::EventStream& events, DigestSettings digest,
           std::vector<Destination> deliver);

    /// Makes a digest each time one is due, until cancelled.
    boost::asio::awaitable<void> run();

    /// The digest that would be made at `as_of`: it is made, in a transaction that is rolled back.
    Digest preview(Instant as_of);

    /// Files what this day brings (calendar.hpp). Done whenever a day begins, and before a digest.
    void turn_day();

    /// Makes one now because the user asked, even when there is nothing to say; gives its id.
    /// A `key` that is not empty is kept with it, in the same transaction.
    std::string send_now(const std::string& key);

    /// The clock was changed: look again now.
    void nudge() { bell_.ring(); }

    /// The digest instant to come, and the zone it is kept in.
    Instant next() const;
    /// The first one after that.
    Instant next_after(Instant t) const;
    Zone zone() const;

    /// Called when deliveries were written.
    void on_delivery(std::function<void()> wake_courier);

    const std::vector<Destination>& destinations() const { return deliver_; }
    /// What a test of this destination sends: not kept, one for each recipient.
    std::vector<io::StoredDelivery> trial(const Destination& destination) const;

    void set(DigestSettings digest, std::vector<Destination> deliver);  // after a reload
    /// How mails are laid out; each file that is not used is logged.
    void lay_out(OwnTemplates templates);
    const OwnTemplates& templates() const { return templates_; }

private:
    struct Draft;  // a digest, and what the day brought for it
    /// Up to `until`, inside the caller's transaction: everything that a digest does but the
    /// writing.
    Draft draft(Instant until, bool scheduled, Instant now);
    void make(Instant due, Instant now);
    Digest gather(const Window& window, bool scheduled, Instant now) const;
    void write(const Digest& digest, Instant now);
    std::vector<io::StoredDelivery> deliveries(const Destination& destination, const Digest& digest,
                                               Instant now) const;
    void announce(const Digest& digest);
    /// A digest that no server has taken yet is taken back, and what it told is told by the one
    /// that replaces it: a mail server away for three days gives one mail, not three.
    void recall_unsent();

    io::Clock& clock_;
    io::Store& store_;
    Lookout& lookout_;
    io::EventStream& events_;
    DigestSettings digest_;
    std::vector<Destination> deliver_;
    OwnTemplates templates_;
    Zone zone_;
    std::function<void()> wake_courier_;
    io::Bell bell_;
    std::optional<std::chrono::year_month_day> turned_;  // the last day that was
};

}  // namespace earshot::app
