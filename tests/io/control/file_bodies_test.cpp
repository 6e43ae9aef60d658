// Bodies on the control socket that are files: at /v1/file, twice as large as any other here.

#include "support/control_server_test.hpp"

namespace earshot::io {
namespace {

constexpr std::size_t file_bytes = 2 * limits::body_bytes;

class FileBodies : public ControlServerTest {
protected:
    FileBodies() {
        body_limit_ = [this](const control::Request& head) -> std::optional<std::size_t> {
            if (head.path.back() != "file") return limits::body_bytes;
            if (!may_send_) return std::nullopt;
            return file_bytes;
        };
        start();
    }
    static std::string head(std::size_t length, const std::string& more = "") {
        return "POST /v1/file HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
               std::to_string(length) + "\r\n" + more + "\r\n";
    }
    /// Says this and gives the status that comes, whether or not there is more to say.
    int status_after(std::string bytes) {
        Client& client = connect();
        say(client, std::move(bytes));
        run_until([&] { return !client.got.empty() || client.closed; });
        return status_of(client.got);
    }
    Client& begin_file() {
        Client& client = connect();
        say(client, head(file_bytes, "Expect: 100-continue\r\n"));
        run_until([&] { return has(client.got, "100 Continue\r\n\r\n"); });
        client.got.clear();
        return client;
    }
    int end_file(Client& client) {
        say(client, std::string(file_bytes, 'b'));
        run_until([&] { return has(client.got, "\r\n\r\n"); });
        return status_of(client.got);
    }

    bool may_send_ = true;
};

TEST_F(FileBodies, AtTheLimitAndOnePastIt) {
    EXPECT_EQ(status_after(head(file_bytes) + std::string(file_bytes, 'b')), 200);
    ASSERT_EQ(seen_.size(), 1U);
    EXPECT_EQ(seen_[0].body.size(), file_bytes);
    // Not a byte of it is waited for.
    EXPECT_EQ(status_after(head(file_bytes + 1)), 413);
    EXPECT_EQ(status_after("POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                           std::to_string(limits::body_bytes + 1) + "\r\n\r\n"),
              413);
    EXPECT_EQ(seen_.size(), 1U);
}

TEST_F(FileBodies, InChunksTheSame) {
    const std::string begin =
        "POST /v1/file HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\n\r\n100000\r\n" +
        std::string(0x100000, 'b') + "\r\n";
    const auto rest = [](const std::string& size, std::size_t bytes) {
        return size + "\r\n" + std::string(bytes, 'b') + "\r\n0\r\n\r\n";
    };
    EXPECT_EQ(status_after(begin + rest("100000", 0x100000)), 200);
    ASSERT_EQ(seen_.size(), 1U);
    EXPECT_EQ(seen_[0].body.size(), file_bytes);
    EXPECT_EQ(status_after(begin + rest("100001", 0x100001)), 413);
    EXPECT_EQ(seen_.size(), 1U);
}

TEST_F(FileBodies, NobodyIsAskedToSendWhatIsRefused) {
    EXPECT_EQ(status_after(head(file_bytes + 1, "Expect: 100-continue\r\n")), 413);
    may_send_ = false;
    EXPECT_EQ(status_after(head(file_bytes, "Expect: 100-continue\r\n")), 200) << "the handler's";
    ASSERT_EQ(seen_.size(), 1U);
    EXPECT_EQ(seen_[0].body, "");
}

TEST_F(FileBodies, WhatIsNotWantedIsAnsweredWithoutIt) {
    may_send_ = false;
    Client& client = connect();
    say(client, head(file_bytes) + std::string(file_bytes, 'b'));
    run_until([&] { return client.closed; });
    EXPECT_EQ(status_of(client.got), 200) << client.got;
    EXPECT_TRUE(has(client.got, "Connection: close\r\n")) << client.got;
    EXPECT_EQ(seen_.at(0).body, "");
}

TEST_F(FileBodies, FourAtOnce) {
    std::vector<Client*> four;
    for (int i = 0; i < limits::files; ++i)
        four.push_back(&begin_file());
    EXPECT_EQ(status_after(head(limits::body_bytes + 1)), 503);
    EXPECT_EQ(status_after(head(3) + "abc"), 200) << "small ones are no matter";
    EXPECT_EQ(end_file(*four.front()), 200);
    Client& another = begin_file();
    EXPECT_EQ(status_after(head(limits::body_bytes + 1)), 503);

    four.back()->socket.close();  // one that breaks off makes room too
    io_.poll();
    begin_file();
    EXPECT_EQ(end_file(another), 200);
}

}  // namespace
}  // namespace earshot::io
