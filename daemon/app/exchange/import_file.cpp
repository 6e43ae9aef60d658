#include "daemon/app/exchange/import_file.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/app/exchange/import_people.hpp"
#include "daemon/io/archive/zip.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/rehearsal.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/contact_csv.hpp"
#include "earshot/youtube_csv.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;

constexpr std::size_t items_at_once = 50;  // some milliseconds

/// One import: what its steps share.
struct Run {
    io::Store& store;
    const FeedsImport& how;
    Instant now;
    Progress* progress;
    Imported done = {};
    int people_made = 0;
    std::vector<PersonId> people = {};  // made or changed
};

std::string sentence_of(const Run& run) {
    const auto counted = [](int number, const std::string& one, const std::string& several) {
        return std::to_string(number) + " " + (number == 1 ? one : several);
    };
    return counted(run.done.sources_added, "feed", "feeds") + " and " +
           counted(run.people_made, "person", "people") + " came by an import";
}

/// What this step did is written with it, so that what came can be undone as a whole however far
/// the import came. What was undone meanwhile is a change of its own.
void record(Run& run) {
    const ImportDocument step = std::exchange(run.done.undo, {});
    if (step.empty()) return;
    run.people_made += static_cast<int>(step.people.size());
    run.people.insert(run.people.end(), step.people.begin(), step.people.end());
    for (const ChangeDocument::Edit& edit : step.edits)
        run.people.push_back(edit.before.id);
    io::StoredChange change;
    change.number = run.done.change.value_or(0);
    change.at = run.now;
    change.kind = ChangeKind::import_file;
    change.sentence = sentence_of(run);
    change.people = run.people;
    change.document = to_json(step);
    if (!run.done.change || !run.store.changes.grow(change))
        run.done.change = run.store.changes.add(change);
}

/// One step: items from this one on. Gives the first of the next step.
template <class Importer>
std::size_t take_some(Run& run, Importer& importer, std::size_t from) {
    const std::size_t end = std::min(from + items_at_once, importer.size());
    io::Transaction transaction(run.store);
    for (std::size_t i = from; i < end; ++i)
        importer.take(i);
    if (end == importer.size()) importer.finish();
    record(run);
    transaction.commit();
    return end;
}

Problem broken_off(const Run& run, std::size_t taken, std::size_t of, const io::StoreError& error) {
    std::string what = "broken off after " + std::to_string(taken) + " of " + std::to_string(of) +
                       " items, which are kept; import the file again for the rest";
    if (taken > 0 && run.done.change)
        what += ", or earshot undo " + std::to_string(*run.done.change) + " takes them back";
    return {what + ": " + error.what(), "", true};
}

template <class Importer>
asio::awaitable<std::optional<Problem>> take_all(Run& run, Importer& importer) {
    std::size_t taken = 0;
    for (;;) {
        try {
            taken = take_some(run, importer, taken);
        } catch (const io::StoreError& error) {
            co_return broken_off(run, taken, importer.size(), error);
        }
        if (run.progress != nullptr) {
            run.progress->taken = taken;
            run.progress->of = importer.size();
        }
        if (taken == importer.size()) co_return std::nullopt;
        co_await asio::post(asio::use_awaitable);
    }
}

template <class Importer, class Reading, class How>
asio::awaitable<std::optional<Problem>> take_read(Run& run, Result<Reading> file, How how) {
    if (!file) co_return file.error();
    Importer importer(run.store, *std::move(file), std::move(how), run.done, run.now);
    co_return co_await take_all(run, importer);
}

asio::awaitable<std::optional<Problem>> take_one(Run& run, FileKind kind,
                                                 const std::string& bytes) {
    const std::string& circle = run.how.circle;
    switch (kind) {
        case FileKind::opml:
            co_return co_await take_read<FeedImporter>(run, read_opml(bytes), run.how);
        case FileKind::youtube:
            co_return co_await take_read<FeedImporter>(run, read_youtube_subscriptions(bytes),
                                                       run.how);
        case FileKind::vcard:
            co_return co_await take_read<PeopleImporter>(run, read_vcards(bytes), circle);
        case FileKind::contacts:
            co_return co_await take_read<PeopleImporter>(run, read_contact_csv(bytes), circle);
        case FileKind::linkedin:
            co_return co_await take_read<ConnectionImporter>(run, read_linkedin(bytes), circle);
        case FileKind::messages:
            co_return co_await take_read<MessageImporter>(run, read_linkedin_messages(bytes),
                                                          circle);
        case FileKind::invitations:
            co_return co_await take_read<PeopleImporter>(run, read_invitations(bytes), circle);
        case FileKind::mastodon:
            co_return co_await take_read<PeopleImporter>(run, read_mastodon_follows(bytes), circle);
        case FileKind::bluesky:
            co_return co_await take_read<PeopleImporter>(run, read_bluesky_follows(bytes), circle);
        case FileKind::github:
            co_return co_await take_read<PeopleImporter>(run, read_github_follows(bytes), circle);
        case FileKind::archive: break;  // taken apart before
    }
    co_return std::nullopt;
}

struct Part {
    std::string name;  // empty for the file itself
    FileKind kind;
    std::string bytes;
};

/// Who one is connected with, then the words with them, then who waits for an answer.
Result<std::vector<Part>> parts_of(const std::string& archive) {
    constexpr std::array names{std::pair("connections.csv", FileKind::linkedin),
                               std::pair("messages.csv", FileKind::messages),
                               std::pair("invitations.csv", FileKind::invitations)};
    auto files = io::unzip(archive, [&](std::string_view name) {
        return std::any_of(names.begin(), names.end(),
                           [&](const auto& wanted) { return name == wanted.first; });
    });
    if (!files) return Failure(files.error());
    std::vector<Part> parts;
    for (const auto& [name, kind] : names)
        for (io::ZippedFile& file : *files)
            if (file.name == name) parts.push_back({name, kind, std::move(file.bytes)});
    if (parts.empty())
        return fail("holds no Connections.csv, messages.csv or Invitations.csv of LinkedIn");
    return parts;
}

asio::awaitable<Result<Imported>> take_in_file(io::Store& store, FileKind kind,
                                               const std::string& bytes, const FileImport& how,
                                               Instant now) {
    Run run{store, how.feeds, now, how.progress};
    if (kind != FileKind::archive) {
        auto problem = co_await take_one(run, kind, bytes);
        if (problem) co_return Failure(*std::move(problem));
        co_return std::move(run.done);
    }
    auto parts = parts_of(bytes);
    if (!parts) co_return Failure(parts.error());
    for (std::size_t i = 0; i < parts->size(); ++i) {
        const Part& part = parts->at(i);
        run.done.in_file(part.name);
        auto problem = co_await take_one(run, part.kind, part.bytes);
        if (!problem) continue;
        problem->what.insert(0, part.name + ": ");
        co_return Failure(*std::move(problem));
    }
    co_return std::move(run.done);
}

}  // namespace

asio::awaitable<Result<Imported>> import_file(io::Store& store, FileKind kind,
                                              const std::string& bytes, const FileImport& how,
                                              Instant now) {
    if (!how.dry_run) co_return co_await take_in_file(store, kind, bytes, how, now);
    io::Rehearsal rehearsal(store);
    while (rehearsal.copy_on())
        co_await asio::post(asio::use_awaitable);
    auto done = co_await take_in_file(rehearsal.store(), kind, bytes, how, now);
    if (done) done->change.reset();
    co_return done;
}

}  // namespace earshot::app
