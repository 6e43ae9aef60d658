#include "daemon/app/exchange/import_file.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/app/exchange/import_people.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/rehearsal.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;

constexpr std::size_t items_at_once = 50;  // some milliseconds

std::string sentence_of(const Imported& done) {
    const auto counted = [](int number, const std::string& one, const std::string& several) {
        return std::to_string(number) + " " + (number == 1 ? one : several);
    };
    return counted(done.sources_added, "feed", "feeds") + " and " +
           counted(static_cast<int>(done.undo.people.size()), "person", "people") +
           " came by an import";
}

/// So that it can be undone as a whole.
void record(io::Store& store, Imported& done, Instant now) {
    if (done.undo.empty()) return;
    io::StoredChange change;
    change.at = now;
    change.kind = ChangeKind::import_file;
    change.sentence = sentence_of(done);
    change.people = done.undo.people;
    for (const ChangeDocument::Edit& edit : done.undo.edits)
        change.people.push_back(edit.before.id);
    change.document = to_json(done.undo);
    done.change = store.changes.add(change);
}

/// One step: items from this one on. Gives the first of the next step.
template <class Importer>
std::size_t take_some(io::Store& store, Importer& importer, std::size_t from, Imported& done,
                      Instant now) {
    const std::size_t end = std::min(from + items_at_once, importer.size());
    io::Transaction transaction(store);
    for (std::size_t i = from; i < end; ++i)
        importer.take(i);
    if (end == importer.size()) {
        importer.finish();
        record(store, done, now);
    }
    transaction.commit();
    return end;
}

Problem broken_off(std::size_t taken, std::size_t of, const io::StoreError& error) {
    return {"broken off after " + std::to_string(taken) + " of " + std::to_string(of) +
                " items, which are kept; import the file again for the rest: " + error.what(),
            "", true};
}

template <class Importer>
asio::awaitable<std::optional<Problem>> take_all(io::Store& store, Importer& importer,
                                                 Imported& done, Instant now) {
    std::size_t taken = 0;
    for (;;) {
        try {
            taken = take_some(store, importer, taken, done, now);
        } catch (const io::StoreError& error) {
            co_return broken_off(taken, importer.size(), error);
        }
        if (taken == importer.size()) co_return std::nullopt;
        co_await asio::post(asio::use_awaitable);
    }
}

asio::awaitable<Result<Imported>> take_in_file(io::Store& store, FileKind kind,
                                               const std::string& bytes, const FeedsImport& how,
                                               Instant now) {
    Imported done;
    std::optional<Problem> problem;
    switch (kind) {
        case FileKind::opml: {
            auto file = read_opml(bytes);
            if (!file) co_return Failure(file.error());
            FeedImporter importer(store, *std::move(file), how, done, now);
            problem = co_await take_all(store, importer, done, now);
            break;
        }
        case FileKind::vcard: {
            auto file = read_vcards(bytes);
            if (!file) co_return Failure(file.error());
            CardImporter importer(store, *std::move(file), how.circle, done, now);
            problem = co_await take_all(store, importer, done, now);
            break;
        }
        case FileKind::linkedin: {
            auto file = read_linkedin(bytes);
            if (!file) co_return Failure(file.error());
            ConnectionImporter importer(store, *std::move(file), how.circle, done, now);
            problem = co_await take_all(store, importer, done, now);
            break;
        }
    }
    if (problem) co_return Failure(*std::move(problem));
    co_return done;
}

}  // namespace

std::optional<FileKind> parse_file_kind(std::string_view text) {
    if (text == "opml") return FileKind::opml;
    if (text == "vcard") return FileKind::vcard;
    if (text == "linkedin") return FileKind::linkedin;
    return std::nullopt;
}

asio::awaitable<Result<Imported>> import_file(io::Store& store, FileKind kind,
                                              const std::string& bytes, const FileImport& how,
                                              Instant now) {
    if (!how.dry_run) co_return co_await take_in_file(store, kind, bytes, how.feeds, now);
    io::Rehearsal rehearsal(store);
    while (rehearsal.copy_on())
        co_await asio::post(asio::use_awaitable);
    auto done = co_await take_in_file(rehearsal.store(), kind, bytes, how.feeds, now);
    if (done) done->change.reset();
    co_return done;
}

}  // namespace earshot::app
