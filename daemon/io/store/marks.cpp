#include "daemon/io/store/marks.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

std::optional<Instant> Marks::at(const std::string& name) const {
    return Query(connection_, "SELECT at FROM mark WHERE name = ?1").bind(name).first<Instant>();
}

void Marks::set(const std::string& name, Instant at) {
    Query(connection_,
          "INSERT INTO mark (name, at) VALUES (?1, ?2)"
          " ON CONFLICT (name) DO UPDATE SET at = excluded.at")
        .bind(name, at)
        .run();
}

void Marks::forget(const std::string& name) {
    Query(connection_, "DELETE FROM mark WHERE name = ?1").bind(name).run();
}

std::optional<std::uint64_t> Marks::in_line_with(const std::string& name) const {
    const auto text = Query(connection_, "SELECT value FROM meta WHERE name = ?1")
                          .bind(name)
                          .first<std::string>();
    if (!text) return std::nullopt;
    return std::strtoull(text->c_str(), nullptr, 16);
}

void Marks::set_in_line(const std::string& name, std::uint64_t hash) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    Query(connection_,
          "INSERT INTO meta (name, value) VALUES (?1, ?2)"
          " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name, std::string(text.data()))
        .run();
}

std::string Marks::install_id() const {
    return Query(connection_, "SELECT value FROM meta WHERE name = 'install_id'")
        .first<std::string>()
        .value();
}

}  // namespace earshot::io
