#include "earshot/not_told.hpp"

#include <cmath>

#include "daemon/core/findings/wording.hpp"

namespace earshot {
namespace {

class Answer {
public:
    Answer(const NotTold& person, const Zone& zone, Instant now)
        : person_(person), zone_(zone), now_(now) {}

    std::vector<WhyLine> lines() {
        if (!person_.is_shown) {
            say("not told", "no feed shows them: nobody can say whether they are silent");
            return std::move(lines_);
        }
        if (!person_.silence) {
            say("not told", "nobody has been seen: there is no silence to tell");
            return std::move(lines_);
        }
        say("not told", verdict(*person_.silence));
        if (person_.passed && !person_.told_at && !is_answered()) say_doubt();
        for (const std::string& cause : person_.held_because)
            say("held back", cause);
        say_silence(*person_.silence);
        say_wait(*person_.silence);
        return std::move(lines_);
    }

private:
    void say(std::string label, std::string text) {
        if (!lines_.empty() && lines_.back().label == label) label.clear();
        lines_.push_back({std::move(label), std::move(text)});
    }

    bool is_answered() const { return person_.closed_by && *person_.closed_by != ClosedBy::faded; }

    std::string at(Instant t) const { return moment(zone_, t, now_); }

    std::string verdict(const Silence& silence) const {
        if (person_.passed && is_answered())
            return "this silence was answered: " + std::string(sentence(*person_.closed_by));
        if (person_.passed && person_.told_at)
            return "this silence was told on " + date_of(zone_, *person_.told_at, now_) +
                   ", and is told once";
        if (person_.passed) return "the line was passed on " + at(*person_.passed);
        if (person_.away_until && now_ < *person_.away_until)
            return "known to be away until " + date_of(zone_, *person_.away_until, now_);
        if (!silence.line)
            return person_.figures.gaps == 0
                       ? "seen once: one gap has to be known before a silence can be long"
                       : "you said that their silence is never told";
        const double left = silence.line->days - silence.watched_days;
        if (left <= 0) return "the line is passed; the next good look has to confirm it";
        return days(std::llround(std::max(1.0, left))) + " of silence short of their line";
    }

    /// The line is passed and yet no mail says so.
    void say_doubt() {
        if (!person_.confidence) return;
        switch (*person_.confidence) {
            case Confidence::learning:
            case Confidence::tentative:
                say("", "but too few gaps are known to be sure, so no mail says so: " +
                            std::string(to_text(*person_.confidence)));
                break;
            case Confidence::likely:
            case Confidence::clear: say("", "the next digest tells it"); break;
        }
    }

    void say_silence(const Silence& silence) {
        say("silence", "last seen " + at(silence.last_seen) + "; " +
                           days(std::llround(silence.watched_days)) + " of watching since then");
        if (silence.since > silence.last_seen)
            say("silence", "counted from your word on " + date_of(zone_, silence.since, now_));
        if (silence.longest_days > 0)
            say("silence", std::string(is_beyond_longest(silence) ? "longer" : "not longer") +
                               " than their longest pause of late, " +
                               days(std::max(1LL, std::llround(silence.longest_days))));
    }

    void say_wait(const Silence& silence) {
        if (const std::string pace = usual_pace(person_.figures); !pace.empty())
            say("usual", pace + ", " + std::string(regularity(person_.unevenness)));
        if (!silence.line || person_.passed) return;
        Quiet quiet;
        quiet.because = silence.line->because;
        quiet.unevenness = person_.unevenness;
        quiet.longest_days = silence.longest_days;
        say("the wait", days(std::llround(silence.line->days)) + ", " + waited_because(quiet));
        if (silence.due)
            say("told", "if nobody is seen before " + at(*silence.due) +
                            (person_.digest ? ": with the digest of " + at(*person_.digest) : ""));
    }

    const NotTold& person_;
    const Zone& zone_;
    Instant now_;
    std::vector<WhyLine> lines_;
};

}  // namespace

std::vector<WhyLine> why_not(const NotTold& person, const Zone& zone, Instant now) {
    return Answer(person, zone, now).lines();
}

std::string_view regularity(double unevenness) {
    if (unevenness < 0.45) return "very regular";
    if (unevenness < 0.75) return "fairly regular";
    return "irregular";
}

bool is_told_soon(const Silence& silence, Instant now) {
    return is_beyond_longest(silence) || (silence.due && *silence.due - now <= soon);
}

}  // namespace earshot
