#include "daemon/io/http/file_source.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <variant>

namespace earshot::io {
namespace {

namespace fs = std::filesystem;
using http::Fault;

class FileSource : public ::testing::Test {
protected:
    FileSource() {
        std::string pattern = (fs::temp_directory_path() / "earshot-XXXXXX").string();
        root = mkdtemp(pattern.data());
        fs::create_directories(root / "feeds/deep");
        fs::create_directories(root / "feeds-too");
        write(root / "secret.xml", "secret");
        write(root / "feeds/ann.xml", "<rss/>");
    }
    ~FileSource() override { fs::remove_all(root); }

    static void write(const fs::path& path, const std::string& text) {
        std::ofstream(path, std::ios::binary) << text;
    }
    http::Request request_to(const fs::path& path) {
        http::Request request;
        request.url = Url::parse("file://" + path.string()).value();
        return request;
    }
    http::Outcome read(const fs::path& path) { return read_file_source(request_to(path), allowed); }
    void expect_fault(const fs::path& path, Fault fault) {
        const http::Outcome outcome = read(path);
        ASSERT_TRUE(std::holds_alternative<http::Broken>(outcome)) << path;
        EXPECT_EQ(to_text(std::get<http::Broken>(outcome).fault), to_text(fault)) << path;
    }
    void expect_body(const fs::path& path, const std::string& body) {
        const http::Outcome outcome = read(path);
        ASSERT_TRUE(std::holds_alternative<http::Reply>(outcome))
            << path << ": " << std::get<http::Broken>(outcome).text;
        EXPECT_EQ(std::get<http::Reply>(outcome).status, 200);
        EXPECT_EQ(std::get<http::Reply>(outcome).body, body);
    }

    fs::path root;
    std::set<std::string> allowed;
};

TEST_F(FileSource, NothingIsReadWithoutAnAllowedDirectory) {
    expect_fault(root / "feeds/ann.xml", Fault::not_allowed);
    allowed = {(root / "missing").string()};
    expect_fault(root / "feeds/ann.xml", Fault::not_allowed);
}

TEST_F(FileSource, OnlyFilesWhoseTruePlaceIsAllowed) {
    allowed = {(root / "feeds").string()};
    write(root / "feeds/deep/bob.xml", "deep");
    write(root / "feeds/with space.xml", "space");
    write(root / "feeds-too/eve.xml", "beside");
    fs::create_symlink("ann.xml", root / "feeds/inside.xml");
    fs::create_symlink("../secret.xml", root / "feeds/escape.xml");
    fs::create_directory_symlink("..", root / "feeds/up");
    fs::create_directory_symlink("feeds", root / "door");

    expect_body(root / "feeds/ann.xml", "<rss/>");
    expect_body(root / "feeds/deep/bob.xml", "deep");
    expect_body(root / "feeds/deep/../ann.xml", "<rss/>");
    expect_body(root / "feeds/with%20space.xml", "space");
    expect_body(root / "feeds/inside.xml", "<rss/>");
    expect_body(root / "door/ann.xml", "<rss/>");

    expect_fault(root / "secret.xml", Fault::not_allowed);
    expect_fault(root / "feeds-too/eve.xml", Fault::not_allowed);
    expect_fault(root / "feeds/../secret.xml", Fault::not_allowed);
    expect_fault(root / "feeds/%2e%2e/secret.xml", Fault::not_allowed);
    expect_fault(root / "feeds/escape.xml", Fault::not_allowed);
    expect_fault(root / "feeds/up/secret.xml", Fault::not_allowed);
    expect_fault(root / "feeds/up/secret-that-does-not-exist", Fault::not_allowed);
    expect_fault(root / "feeds", Fault::not_allowed);
    expect_fault(root / "feeds/deep", Fault::not_allowed);
    expect_fault("/etc/hostname", Fault::not_allowed);
    expect_fault("/proc/self/environ", Fault::not_allowed);

    expect_fault(root / "feeds/missing.xml", Fault::unreadable);
}

TEST_F(FileSource, TheAllowedDirectoryMayItselfBeALink) {
    fs::create_directory_symlink("feeds", root / "door");
    allowed = {(root / "door").string()};
    expect_body(root / "feeds/ann.xml", "<rss/>");
    expect_body(root / "door/ann.xml", "<rss/>");
}

TEST_F(FileSource, APipeIsNotAFile) {
    allowed = {root.string()};
    ASSERT_EQ(mkfifo((root / "pipe").c_str(), 0600), 0);
    expect_fault(root / "pipe", Fault::not_allowed);
}

TEST_F(FileSource, AnswersAConditionalGet) {
    allowed = {root.string()};
    const fs::path path = root / "feeds/ann.xml";
    const http::Outcome first = read(path);
    const std::string tag = http::header(std::get<http::Reply>(first).headers, "etag");
    ASSERT_FALSE(tag.empty());

    http::Request request = request_to(path);
    request.conditional.emplace_back("If-None-Match", tag);
    request.conditional_for = request.url;
    const http::Outcome same = read_file_source(request, allowed);
    EXPECT_EQ(std::get<http::Reply>(same).status, 304);
    EXPECT_EQ(std::get<http::Reply>(same).body, "");

    write(path, "<rss></rss>");
    const http::Outcome changed = read_file_source(request, allowed);
    EXPECT_EQ(std::get<http::Reply>(changed).status, 200);
    EXPECT_NE(http::header(std::get<http::Reply>(changed).headers, "etag"), tag);

    request.conditional_for = Url();
    request.conditional[0].second = http::header(std::get<http::Reply>(changed).headers, "etag");
    EXPECT_EQ(std::get<http::Reply>(read_file_source(request, allowed)).status, 200);
}

TEST_F(FileSource, FilesAreBounded) {
    allowed = {root.string()};
    write(root / "big.xml", std::string(http::limits::decoded_bytes, 'a'));
    EXPECT_EQ(std::get<http::Reply>(read(root / "big.xml")).body.size(),
              http::limits::decoded_bytes);
    write(root / "big.xml", std::string(http::limits::decoded_bytes + 1, 'a'));
    expect_fault(root / "big.xml", Fault::too_large);
}

}  // namespace
}  // namespace earshot::io
