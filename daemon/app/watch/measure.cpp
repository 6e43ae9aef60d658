#include "daemon/app/watch/measure.hpp"

#include "daemon/io/store/people/circles.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"

namespace earshot::app {
namespace {

Sensitivity sensitivity_of(const Person& person, const NoticeSettings& settings) {
    if (person.sensitivity) return *person.sensitivity;
    for (const std::string& name : person.circles)
        if (const auto circle = settings.circles.find(name); circle != settings.circles.end())
            return circle->second.sensitivity;
    return settings.sensitivity;
}

/// The person's own, else what the configuration or a command says of the first circle of theirs of
/// which either says anything.
std::optional<OwnLine> own_line_of(const io::Store& store, const Person& person,
                                   const NoticeSettings& settings) {
    if (person.own_line) return person.own_line;
    for (const std::string& name : person.circles) {
        const auto circle = settings.circles.find(name);
        if (circle != settings.circles.end() && circle->second.own_line)
            return circle->second.own_line;
        if (const auto line = store.circles.own_line(name)) return line;
    }
    return std::nullopt;
}

}  // namespace

Measure answered_measure(const io::Store& store, PersonId id) {
    Measure measure;
    const Answers answers = store.answers.of(id);
    measure.leave = answers.leave;
    measure.usual_silence_days = answers.usual_silence_days;
    measure.usual_run = answers.usual_run;
    measure.usual_connections = answers.usual_connections;
    if (const auto touches = store.touches.of(id, 1); !touches.empty())
        measure.touched = touches.front().at;
    return measure;
}

Measure measure_of(const io::Store& store, const NoticeSettings& settings, PersonId id) {
    Measure measure;
    measure.sensitivity = settings.sensitivity;
    const auto person = store.people.one(id);
    if (!person) return measure;
    measure.sensitivity = sensitivity_of(*person, settings);
    if (person->standing == Standing::light) return measure;  // nobody answers for a stranger
    const Sensitivity sensitivity = measure.sensitivity;
    measure = answered_measure(store, id);
    measure.sensitivity = sensitivity;
    measure.own_line = own_line_of(store, *person, settings);
    return measure;
}

}  // namespace earshot::app
