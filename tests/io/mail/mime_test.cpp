#include <gtest/gtest.h>

#include "daemon/io/mail/mime.hpp"
#include "support/golden.hpp"
#include "support/sample_digest.hpp"

namespace earshot::io {
namespace {

Message sample() {
    return compose(test::full_day(), *parse_address("earshot <earshot@home.example>"),
                   *parse_address("Ana Lundström <me@example.org>"), *Zone::find("Europe/Berlin"),
                   "salt");
}

std::string headers_of(const std::string& bytes) {
    return bytes.substr(0, bytes.find("\r\n\r\n") + 2);
}

TEST(Mime, BytesAreAsAgreed) {
    test::expect_golden("digest/full_day.eml", mime_bytes(sample()));
}

TEST(Mime, SameMessageSameBytes) {
    EXPECT_EQ(mime_bytes(sample()), mime_bytes(sample()));
}

TEST(Mime, HeadersSayThatAMachineSpeaks) {
    const std::string headers = headers_of(mime_bytes(sample()));
    for (const char* line :
         {"Auto-Submitted: auto-generated\r\n", "List-Post: NO\r\n",
          "List-Id: earshot digest <digest.earshot.home.example>\r\n",
          "X-Auto-Response-Suppress: All\r\n", "MIME-Version: 1.0\r\n",
          "Date: Tue, 14 Apr 2026 07:30:00 +0200\r\n", "From: earshot <earshot@home.example>\r\n"})
        EXPECT_NE(headers.find(line), std::string::npos) << line << headers;
}

TEST(Mime, EveryLineEndsInCrLfAndIsShort) {
    Message message = sample();
    message.subject = std::string(60, 'x') + " Grüße an alle, die lange nichts mehr geschrieben";
    message.text += std::string(3000, 'y') + "\n.dot\nFrom here\ntrailing space \n";
    const std::string bytes = mime_bytes(message);
    std::size_t begin = 0;
    while (begin < bytes.size()) {
        const std::size_t end = bytes.find('\n', begin);
        ASSERT_NE(end, std::string::npos);
        EXPECT_EQ(bytes[end - 1], '\r');
        EXPECT_LE(end - 1 - begin, 78u) << bytes.substr(begin, end - begin);
        begin = end + 1;
    }
    for (const char c : bytes)
        ASSERT_EQ(static_cast<unsigned char>(c) & 0x80, 0) << "mail goes through 7-bit servers";
}

TEST(Mime, NoValueBeginsAHeaderOfItsOwn) {
    const std::string bad = "x\r\nBcc: eve@example.net\r\n\r\nbody";
    Message message = sample();
    message.subject = message.date = message.message_id = message.list_id = bad;
    message.from.name = message.to.name = bad;
    message.from.mailbox = message.to.mailbox = bad;
    const std::string headers = headers_of(mime_bytes(message));
    EXPECT_EQ(headers.find("\nBcc:"), std::string::npos) << headers;
    EXPECT_NE(headers.find("MIME-Version"), std::string::npos) << "the headers go on to their end";
}

TEST(Mime, NothingIsTakenForAnEncodedWordThatIsNotOurs) {
    for (const char* bad :
         {"=?utf-8?q?x=0D=0ABcc:_eve@x?=", "a =?UTF-8?B?DQpCY2M6IHg=?= b",
          "(=?us-ascii*en?q?=0A?=)", "x==?utf-8?q?=0D=0A?=y", "=?utf-8?q?=0D=0A?= ünd"}) {
        Message message = sample();
        message.subject = message.list_id = bad;
        message.from.name = message.to.name = bad;
        const std::string headers = headers_of(mime_bytes(message));
        for (const char* decodes : {"=0D", "=0A", "DQpCY2M6", "Bcc:_"}) {
            const std::size_t at = headers.find(decodes);
            if (at == std::string::npos) continue;
            const std::size_t begin = headers.find_last_of(" \n", at) + 1;
            const std::string word =
                headers.substr(begin, headers.find_first_of(" \r", at) - begin);
            EXPECT_EQ(word.find("=?"), std::string::npos) << headers;
        }
    }
}

TEST(Mime, TheBoundaryStandsInNoPart) {
    Message message = sample();
    message.text += "\n--" + message.boundary + "--\n";
    const std::string bytes = mime_bytes(message);
    std::size_t count = 0;
    for (std::size_t at = bytes.find("--" + message.boundary); at != std::string::npos;
         at = bytes.find("--" + message.boundary, at + 1))
        ++count;
    EXPECT_EQ(count, 3u) << "two parts and the end";
}

}  // namespace
}  // namespace earshot::io
