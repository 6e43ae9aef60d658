#include "daemon/io/store/sqlite/words.hpp"

namespace earshot::io {

// Some of these read like the words that people are shown (core/poll/schedule.cpp). They are
// written out here all the same: what is shown may change any day, what is in the file may not.

std::string_view stored_word(Carries value) {
    switch (value) {
        case Carries::undecided: return "undecided";
        case Carries::one_person: return "one person";
        case Carries::many: return "many";
    }
    return {};
}

std::string_view stored_word(SourceStatus value) {
    switch (value) {
        case SourceStatus::active: return "active";
        case SourceStatus::paused: return "paused";
        case SourceStatus::gone: return "gone";
    }
    return {};
}

std::string_view stored_word(Reason value) {
    switch (value) {
        case Reason::first_poll: return "first poll";
        case Reason::usual_interval: return "usual interval";
        case Reason::no_validators: return "no validators";
        case Reason::server_max_age: return "server max-age";
        case Reason::feed_ttl: return "feed ttl";
        case Reason::retry_after: return "retry-after";
        case Reason::slowed_down: return "slowed down";
        case Reason::backoff: return "backoff";
        case Reason::rarely_new: return "rarely new";
        case Reason::skip_hours: return "skip hours";
        case Reason::host_asked: return "host asked";
        case Reason::gone: return "gone";
        case Reason::asked: return "asked";
    }
    return {};
}

std::string_view stored_word(PollResult value) {
    switch (value) {
        case PollResult::fresh: return "fresh";
        case PollResult::same: return "same";
        case PollResult::failed: return "failed";
        case PollResult::cancelled: return "cancelled";
    }
    return {};
}

std::string_view stored_word(TimeQuality value) {
    switch (value) {
        case TimeQuality::stated: return "stated";
        case TimeQuality::clamped: return "clamped";
        case TimeQuality::first_seen: return "first seen";
    }
    return {};
}

std::string_view stored_word(Freshness value) {
    switch (value) {
        case Freshness::fresh: return "fresh";
        case Freshness::backfill: return "backfill";
    }
    return {};
}

std::string_view stored_word(Standing value) {
    switch (value) {
        case Standing::followed: return "followed";
        case Standing::light: return "light";
        case Standing::resting: return "resting";
        case Standing::let_go: return "let go";
    }
    return {};
}

std::string_view stored_word(IdentityKey::Kind value) {
    switch (value) {
        case IdentityKey::Kind::account: return "account";
        case IdentityKey::Kind::name_in_source: return "name in source";
        case IdentityKey::Kind::name: return "name";
    }
    return {};
}

std::string_view stored_word(BurstRun::Fired value) {
    switch (value) {
        case BurstRun::Fired::no: return "no";
        case BurstRun::Fired::told: return "told";
        case BurstRun::Fired::continuation: return "continuation";
    }
    return {};
}

std::string_view stored_word(Confidence value) {
    switch (value) {
        case Confidence::learning: return "learning";
        case Confidence::tentative: return "tentative";
        case Confidence::likely: return "likely";
        case Confidence::clear: return "clear";
    }
    return {};
}

std::string_view stored_word(Finding::State value) {
    switch (value) {
        case Finding::State::open: return "open";
        case Finding::State::told: return "told";
        case Finding::State::closed: return "closed";
    }
    return {};
}

std::string_view stored_word(Sensitivity value) {
    switch (value) {
        case Sensitivity::low: return "low";
        case Sensitivity::normal: return "normal";
        case Sensitivity::high: return "high";
    }
    return {};
}

std::string_view stored_word(Delivery::State value) {
    switch (value) {
        case Delivery::State::waiting: return "waiting";
        case Delivery::State::sending: return "sending";
        case Delivery::State::sent: return "sent";
        case Delivery::State::given_up: return "given up";
    }
    return {};
}

}  // namespace earshot::io
