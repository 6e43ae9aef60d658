#include "earshot/fingerprint.hpp"

#include <optional>

#include "daemon/core/text/hash.hpp"

namespace earshot {
namespace {

/// Parts of any number, told apart from what follows them.
void add(Hash& hash, const std::vector<std::string>& parts) {
    hash.add(std::to_string(parts.size()));
    for (const std::string& part : parts)
        hash.add(part);
}

/// "none" is no word of any of these.
template <class T, class Word>
void add(Hash& hash, const std::optional<T>& value, Word word) {
    hash.add(value ? std::string(word(*value)) : std::string("none"));
}

}  // namespace

std::uint64_t fingerprint(std::string_view config, const std::vector<DialectText>& dialects) {
    Hash hash;
    hash.add(config);
    for (const DialectText& dialect : dialects)
        hash.add(dialect.file).add(dialect.toml);
    return hash.value();
}

std::uint64_t fingerprint(const std::vector<Person>& people,
                          const std::vector<DeclaredSource>& sources) {
    Hash hash;
    hash.add(std::to_string(people.size()));
    for (const Person& person : people) {
        hash.add(person.name).add(main_circle(person)).add(person.phone).add(person.note);
        hash.add(person.declared_at).add(to_text(person.standing));
        add(hash, person.sensitivity, [](Sensitivity one) { return to_text(one); });
        add(hash, person.own_line, [](const OwnLine& one) { return to_text(one); });
        add(hash, person.accounts);
        add(hash, person.names);
    }
    for (const DeclaredSource& source : sources) {
        hash.add(source.url.reveal()).add(source.title).add(source.person).add(source.where);
        hash.add(to_text(source.carries)).add(to_document(source.options));
        add(hash, source.interval, [](Span one) { return std::to_string(one.count()); });
    }
    return hash.value();
}

std::uint64_t fingerprint(const NoticeSettings& settings, std::string_view version) {
    Hash hash;
    hash.add(version).add(to_text(settings.sensitivity));
    for (const auto& [name, circle] : settings.circles) {
        hash.add(name).add(to_text(circle.sensitivity));
        add(hash, circle.own_line, [](const OwnLine& one) { return to_text(one); });
    }
    return hash.value();
}

}  // namespace earshot
