// What reading activities costs, with all dialects loaded, against parsing the same document.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "earshot/activity.hpp"
#include "earshot/dialect.hpp"
#include "earshot/feed.hpp"
#include "earshot/reader.hpp"

namespace earshot {
namespace {

std::vector<DialectText> shipped() {
    std::vector<DialectText> files;
    for (const auto& file :
         std::filesystem::directory_iterator(EARSHOT_SOURCE_DIR "/config/dialects")) {
        std::ifstream in(file.path());
        files.push_back({file.path().filename().string(),
                         {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
    std::ranges::sort(files, {}, &DialectText::file);
    return files;
}

std::string document(const std::string& head, const std::string& items) {
    return "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>" + head +
           items + "</channel></rss>";
}

/// Posts with a long text each.
std::string blog() {
    std::string items, text;
    for (int i = 0; i < 60; ++i)
        text += "&lt;p&gt;Moss is &lt;b&gt;green&lt;/b&gt; in winter, too.&lt;/p&gt; ";
    for (int i = 0; i < 30; ++i) {
        const std::string n = std::to_string(i);
        items += "<item><title>Of moss, part " + n + "</title><link>https://ann.example/" + n +
                 "</link><guid>https://ann.example/" + n + "</guid><description>" + text +
                 "</description><pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate></item>";
    }
    return document("<title>Ann</title><link>https://ann.example/</link>", items);
}

/// Sentences in several languages, as networks write them.
std::string network() {
    const char* says[] = {"Ann Quill is now connected to Bo Reed, Cy Dart and 3 others",
                          "Ann Quill ist der Gruppe Farne beigetreten",
                          "Ann Quill a commenté la publication de Bo Reed",
                          "Ann QuillはBo Reedと友達になりました",
                          "Ann Quill likes Bo Reed's photo",
                          "Ann Quill walked the dog"};
    std::string items;
    for (int i = 0; i < 60; ++i) {
        const std::string n = std::to_string(i);
        items += "<item><title>" + std::string(says[i % 6]) + "</title><link>https://net.example/" +
                 n + "</link><guid isPermaLink=\"false\">net:" + n +
                 "</guid><pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate></item>";
    }
    return document("<title>Updates</title><link>https://net.example/</link>", items);
}

void parse(benchmark::State& state, const std::string& bytes) {
    for (auto _ : state)
        benchmark::DoNotOptimize(parse_feed(bytes, {}));
}

void read(benchmark::State& state, const std::string& bytes) {
    const Feed feed = parse_feed(bytes, {}).value();
    const Dialects dialects = Dialects::compile(shipped()).value();
    for (auto _ : state)
        benchmark::DoNotOptimize(read_activities(feed, dialects));
}

void compile(benchmark::State& state) {
    const auto texts = shipped();
    for (auto _ : state)
        benchmark::DoNotOptimize(Dialects::compile(texts));
}

BENCHMARK_CAPTURE(parse, blog, blog())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(read, blog, blog())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(parse, network, network())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(read, network, network())->Unit(benchmark::kMicrosecond);
BENCHMARK(compile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace earshot
