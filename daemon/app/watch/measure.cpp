#include "daemon/app/watch/measure.hpp"

#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"

namespace earshot::app {
namespace {

Sensitivity sensitivity_of(const Person& person, const NoticeSettings& settings) {
    if (person.sensitivity) return *person.sensitivity;
    const auto circle = settings.circles.find(person.circle);
    return circle == settings.circles.end() ? settings.sensitivity : circle->second;
}

}  // namespace

Measure measure_of(const io::Store& store, const NoticeSettings& settings, PersonId id) {
    Measure measure;
    measure.sensitivity = settings.sensitivity;
    const auto person = store.people.one(id);
    if (!person) return measure;
    measure.sensitivity = sensitivity_of(*person, settings);
    if (person->standing == Standing::light) return measure;  // nobody answers for a stranger
    const Answers answers = store.answers.of(id);
    measure.leave = answers.leave;
    measure.usual_silence_days = answers.usual_silence_days;
    measure.usual_run = answers.usual_run;
    measure.usual_connections = answers.usual_connections;
    if (const auto touches = store.touches.of(id, 1); !touches.empty())
        measure.touched = touches.front().at;
    return measure;
}

}  // namespace earshot::app
