// `earshot parse`: what earshot reads in feed documents, without a daemon.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// Reads one file after the other into the same memory.
class Reader {
public:
    /// One byte more than a feed may have, so that parse_feed refuses what is too large. Valid
    /// until the next file is read.
    Result<std::string_view> bytes_of(const std::string& file) {
        const auto close = [](std::FILE* open) { std::fclose(open); };
        const std::unique_ptr<std::FILE, decltype(close)> in(std::fopen(file.c_str(), "rb"), close);
        if (!in) return fail(std::strerror(errno), file);
        std::size_t size = 0;
        while (size <= feed_limits::bytes) {
            if (size == buffer_.size()) buffer_.resize(std::max(2 * size, first_size));
            const std::size_t got =
                std::fread(buffer_.data() + size, 1, buffer_.size() - size, in.get());
            if (got == 0) break;
            size += got;
        }
        if (std::ferror(in.get()) != 0) return fail(std::strerror(errno), file);
        return std::string_view(buffer_.data(), size);
    }

private:
    static constexpr std::size_t first_size = 256 * 1024;
    std::vector<char> buffer_;
};

std::vector<std::string> names_in(const std::string& list) {
    std::ifstream in(list);
    if (!in) throw Ended{Exit::not_found, list + ": cannot be read"};
    std::vector<std::string> names;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) names.push_back(line);
    return names;
}

json::value text_or_null(std::string_view text, const json::storage_ptr& memory) {
    return text.empty() ? json::value(nullptr, memory) : json::value(text, memory);
}

json::value time_or_null(const std::optional<Instant>& t, const json::storage_ptr& memory) {
    return t ? json::value(to_rfc3339(*t), memory) : json::value(nullptr, memory);
}

/// An author without a name is called by the address.
const std::string& author_of(const Entry& entry) {
    return entry.author.empty() ? entry.author_uri : entry.author;
}

json::object to_json(const Entry& entry, const json::storage_ptr& memory) {
    return json::object({{"id", text_or_null(entry.id, memory)},
                         {"title", text_or_null(entry.title, memory)},
                         {"link", text_or_null(entry.link, memory)},
                         {"author", text_or_null(author_of(entry), memory)},
                         {"published", time_or_null(entry.published, memory)},
                         {"updated", time_or_null(entry.updated, memory)}},
                        memory);
}

json::object to_json(const std::string& file, const Result<Feed>& feed,
                     const json::storage_ptr& memory) {
    json::object out(memory);
    out["file"] = file;
    json::array entries(memory);
    if (!feed) {
        out["error"] = to_text(feed.error());
        out["entries"] = std::move(entries);
        return out;
    }
    out["format"] = json::string_view(to_text(feed->format));
    out["title"] = text_or_null(feed->title, memory);
    out["link"] = text_or_null(feed->link, memory);
    if (feed->damage) out["damage"] = to_text(*feed->damage);
    entries.reserve(feed->entries.size());
    for (const Entry& entry : feed->entries)
        entries.push_back(to_json(entry, memory));
    out["entries"] = std::move(entries);
    return out;
}

std::string sheet(const std::string& file, const Feed& feed, const Screen& screen) {
    Table table({{"published"}, {"author", false, true}, {"title", false, true}});
    for (const Entry& entry : feed.entries) {
        const auto t = entry.published ? entry.published : entry.updated;
        table.add({t ? to_rfc3339(*t) : "", author_of(entry),
                   entry.title.empty() ? entry.link : entry.title});
    }
    if (!screen.terminal) return table.text(screen);
    const auto count = static_cast<long long>(feed.entries.size());
    return printable(file + ": " + std::string(to_text(feed.format)) + ", " +
                     (feed.title.empty() ? "untitled" : feed.title)) +
           ", " + counted(count, "entry", "entries") + "\n" + table.text(screen);
}

}  // namespace

ParseCommand::ParseCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* parse = app.add_subcommand("parse", "What earshot reads in feed documents");
    parse->add_option("file", files_, "feed documents")->type_name(kind::file);
    parse->add_option("--from", list_, "a file with the names of more, one a line")
        ->type_name(kind::file);
    parse
        ->add_option("--base", hint_.base,
                     "the address they came from: what relative links are read against")
        ->type_name(kind::url);
    parse->add_option("--content-type", hint_.content_type, "as the server gave it")
        ->type_name("TYPE");
    parse->add_flag("--json-lines", lines_, "One JSON object a document, each on a line");
    parse->footer(
        "  earshot parse feed.xml\n"
        "  earshot parse --json-lines --from list.txt");
    parse->callback([this] { run(); });
}

void ParseCommand::run() {
    session_.live = lines_;  // objects are for programs
    std::vector<std::string> files = files_;
    if (!list_.empty()) {
        const std::vector<std::string> more = names_in(list_);
        files.insert(files.end(), more.begin(), more.end());
    }
    if (files.empty()) throw Ended{Exit::usage, "parse: a file, or --from LIST"};
    Reader reader;
    std::size_t refused = 0;
    for (const std::string& file : files) {
        const Result<std::string_view> bytes = reader.bytes_of(file);
        const Result<Feed> feed =
            bytes ? parse_feed(*bytes, hint_) : Result<Feed>(Failure(bytes.error()));
        if (!feed) ++refused;
        if (lines_ || session_.json) {
            // One for each document: its blocks grow from one to the next, released or not.
            json::monotonic_resource arena;
            session_.print(json::serialize(to_json(file, feed, &arena)) + "\n");
        } else if (feed) {
            session_.print(sheet(file, *feed, session_.screen));
            if (feed->damage) session_.say(file + ": " + to_text(*feed->damage));
        } else {
            session_.say(bytes ? file + ": " + to_text(feed.error()) : to_text(feed.error()));
        }
    }
    if (refused > 0) throw Ended{Exit::rejected, ""};
}

}  // namespace earshot::client
