// `earshot parse`: what a feed document says, as earshot reads it.

#include <fstream>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/commands.hpp"
#include "client/exit.hpp"
#include "client/table.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// One byte more than a feed may have, so that parse_feed can refuse what is too large.
Result<std::string> bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes;
    bytes.resize(feed_limits::bytes + 1);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in.eof() && in.fail()) return fail("cannot be read", file);
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

json::value text_or_null(const std::string& text, const json::storage_ptr& memory) {
    if (text.empty()) return json::value(nullptr, memory);
    return json::value(json::string_view(text), memory);
}

json::value time_or_null(const std::optional<Instant>& t, const json::storage_ptr& memory) {
    if (!t) return json::value(nullptr, memory);
    return json::value(to_rfc3339(*t), memory);
}

json::object to_json(const Entry& entry, const json::storage_ptr& memory) {
    json::object out(memory);
    out.reserve(6);
    out["id"] = text_or_null(entry.id, memory);
    out["title"] = text_or_null(entry.title, memory);
    out["link"] = text_or_null(entry.link, memory);
    out["author"] = text_or_null(entry.author, memory);
    out["published"] = time_or_null(entry.published, memory);
    out["updated"] = time_or_null(entry.updated, memory);
    return out;
}

}  // namespace

ReadingCommands::ReadingCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* parse = app.add_subcommand("parse", "What earshot reads in feed files");
    parse->add_option("files", files_, "feed documents");
    parse->add_flag("--json-lines", lines_, "One JSON object a file, each on its line");
    parse->add_option("--from", list_, "A file that names more files, one a line");
    parse->callback([this] { this->parse(); });
}

void ReadingCommands::parse() {
    std::vector<std::string> files = files_;
    if (!list_.empty()) {
        std::ifstream in(list_);
        for (std::string line; std::getline(in, line);)
            if (!line.empty()) files.push_back(line);
    }
    for (const std::string& file : files) {
        json::monotonic_resource arena;
        const json::storage_ptr memory(&arena);
        json::object out(memory);
        out["file"] = file;
        const Result<std::string> bytes = bytes_of(file);
        const Result<Feed> feed = bytes ? parse_feed(*bytes, {}) : Failure(bytes.error());
        if (!feed) {
            out["error"] = to_text(feed.error());
            out["entries"] = json::array(memory);
        } else {
            out["format"] = json::string_view(to_text(feed->format));
            out["title"] = text_or_null(feed->title, memory);
            out["link"] = text_or_null(feed->link, memory);
            json::array entries(memory);
            entries.reserve(feed->entries.size());
            for (const Entry& entry : feed->entries)
                entries.push_back(to_json(entry, memory));
            out["entries"] = std::move(entries);
        }
        session_.print(json::serialize(out) + "\n");
    }
}

}  // namespace earshot::client
