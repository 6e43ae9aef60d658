#include <curl/curl.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/io/mail/smtp.hpp"
#include "daemon/io/mail/smtp_conversation.hpp"
#include "support/smtp_server.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using Kind = Answer::Kind;
using Tls = SmtpSettings::Tls;
using test::SmtpServer;

const std::string mail = "Subject: hello\r\n\r\nfirst\r\n.begins with a dot\r\nlast\r\n";

class SmtpOnLoopback : public testing::Test {
protected:
    SmtpOnLoopback() {
        settings.host = "127.0.0.1";
        settings.port = server.port();
        settings.tls = Tls::none;
        settings.from = Address{"", "earshot@home.example"};
    }

    Answer send() {
        asio::co_spawn(context, run(), [](std::exception_ptr error) {
            if (error) std::rethrow_exception(error);
        });
        context.restart();
        context.run();
        return answer;
    }

    asio::awaitable<void> run() {
        answer = co_await smtp.send(settings, password, recipient, message);
        co_await server.stop();
    }

    asio::io_context context{1};
    SmtpServer server{context.get_executor()};
    Smtp smtp{context.get_executor()};
    SmtpSettings settings;
    Secret password;
    std::string recipient = "me@example.org";
    std::string message = mail;
    Answer answer;
};

TEST_F(SmtpOnLoopback, TheMessageArrivesByteForByte) {
    EXPECT_EQ(send().kind, Kind::accepted);
    EXPECT_EQ(answer.text, "250 2.0.0 queued");
    ASSERT_EQ(server.received.size(), 1u);
    EXPECT_EQ(server.received[0].bytes, mail);
    EXPECT_TRUE(server.received[0].from.starts_with("MAIL FROM:<earshot@home.example>"));
    EXPECT_EQ(server.received[0].to, std::vector<std::string>{"RCPT TO:<me@example.org>"});
    EXPECT_EQ(server.commands.at(0), "EHLO home.example");
}

TEST_F(SmtpOnLoopback, RefusedForNowAtTheRecipient) {
    server.script.recipient = "450 4.2.0 greylisted, try again";
    EXPECT_EQ(send().kind, Kind::not_now);
    EXPECT_EQ(answer.text, "450 4.2.0 greylisted, try again");
    EXPECT_TRUE(server.received.empty());
}

TEST_F(SmtpOnLoopback, RefusedForGoodAtTheRecipient) {
    server.script.recipient = "550 5.1.1 nobody here";
    EXPECT_EQ(send().kind, Kind::refused);
    EXPECT_EQ(answer.text, "550 5.1.1 nobody here");
}

TEST_F(SmtpOnLoopback, ATokenLogsInWithoutAPassword) {
    server.script.extensions = {"AUTH PLAIN LOGIN XOAUTH2"};
    server.script.login = "334 ";
    settings.user = "ann@example.net";
    settings.login = SmtpSettings::Login::token;
    password = Secret("ya29.sesame");
    EXPECT_EQ(send().kind, Kind::accepted) << answer.text;
    EXPECT_TRUE(server.heard("AUTH XOAUTH2"));
    // "user=ann@example.net^Aauth=Bearer ya29.sesame^A^A" in base64.
    EXPECT_TRUE(server.heard("dXNlcj1hbm5AZXhhbXBsZS5uZXQBYXV0aD1CZWFyZXIgeWEyOS5zZXNhbWUBAQ=="));
    EXPECT_FALSE(server.heard("AUTH PLAIN"));
}

TEST_F(SmtpOnLoopback, RefusedAtTheSender) {
    server.script.from = "552 5.3.4 too big";
    EXPECT_EQ(send().kind, Kind::refused);
    EXPECT_EQ(answer.text, "552 5.3.4 too big");
}

TEST_F(SmtpOnLoopback, RefusedForNowAfterTheMessage) {
    server.script.end = "451 4.3.0 disk full";
    EXPECT_EQ(send().kind, Kind::not_now);
    EXPECT_EQ(answer.text, "451 4.3.0 disk full");
}

TEST_F(SmtpOnLoopback, RefusedForGoodAfterTheMessage) {
    server.script.end = "554 5.6.0 looks like spam";
    EXPECT_EQ(send().kind, Kind::refused);
}

TEST_F(SmtpOnLoopback, LostAfterTheMessageIsUnknownWhetherKeptOrNot) {
    server.script.end = "";
    EXPECT_EQ(send().kind, Kind::unknown);
    EXPECT_EQ(server.received.size(), 1u);
    EXPECT_EQ(answer.text, "the connection ended after the message was handed over");
}

TEST_F(SmtpOnLoopback, LostBeforeTheMessageIsNotNow) {
    server.script.recipient = "";
    EXPECT_EQ(send().kind, Kind::not_now);
}

TEST_F(SmtpOnLoopback, LongRepliesAreReadToTheirLastLine) {
    server.script.recipient = "250-one\r\n250-two\r\n250 three";
    server.script.end = "554-no\r\n554 5.6.0 and here is why";
    EXPECT_EQ(send().kind, Kind::refused);
    EXPECT_EQ(answer.text, "554 5.6.0 and here is why");
}

TEST_F(SmtpOnLoopback, AReplyLineIsReadUpToItsLimit) {
    // With the line break.
    server.script.end = "250 " + std::string(smtp_limits::reply_line - 6, 'x');
    EXPECT_EQ(send().kind, Kind::accepted);
}

TEST_F(SmtpOnLoopback, AReplyLineBeyondItsLimitIsNoReply) {
    server.script.end = "250 " + std::string(smtp_limits::reply_line - 5, 'x');
    EXPECT_EQ(send().kind, Kind::unknown);
}

TEST_F(SmtpOnLoopback, AReplyHasAsManyLinesAsItsLimit) {
    for (int i = 1; i < smtp_limits::reply_lines; ++i)
        server.script.recipient.insert(0, "250-more\r\n");
    EXPECT_EQ(send().kind, Kind::accepted);
}

TEST_F(SmtpOnLoopback, AReplyWithMoreLinesIsNoReply) {
    for (int i = 0; i < smtp_limits::reply_lines; ++i)
        server.script.recipient.insert(0, "250-more\r\n");
    EXPECT_EQ(send().kind, Kind::not_now);
}

TEST_F(SmtpOnLoopback, WhatIsNoReplyIsNotNow) {
    server.script.from = "hello?";
    EXPECT_EQ(send().kind, Kind::not_now);
}

TEST_F(SmtpOnLoopback, AMessageLargerThanTheSocketTakesArrives) {
    message.clear();
    for (int i = 0; i < 40'000; ++i)
        message += "." + std::string(76, 'x') + "\r\n";
    EXPECT_EQ(send().kind, Kind::accepted);
    ASSERT_EQ(server.received.size(), 1u);
    EXPECT_TRUE(server.received[0].bytes == message);
}

TEST_F(SmtpOnLoopback, ASilentServerIsLeftAtOnceWhenAsked) {
    for (std::string SmtpServer::Script::*stage :
         {&SmtpServer::Script::greeting, &SmtpServer::Script::from, &SmtpServer::Script::end}) {
        const SmtpServer::Script plain;
        server.script = plain;
        server.script.*stage = SmtpServer::silence;
        asio::cancellation_signal stop;
        server.script.on_silence = [&] { stop.emit(asio::cancellation_type::terminal); };
        bool ended = false;
        auto on_end = [&](std::exception_ptr, Answer given) {
            ended = true;
            if (stage == &SmtpServer::Script::end) answer = std::move(given);
        };
        asio::co_spawn(context, smtp.send(settings, Secret(), recipient, mail),
                       asio::bind_cancellation_slot(stop.slot(), on_end));
        context.restart();
        while (!ended)
            context.run_one();
        EXPECT_TRUE(ended);
    }
    server.script = SmtpServer::Script();
    send();
}

TEST_F(SmtpOnLoopback, BusyServer) {
    server.script.greeting = "421 4.3.2 shutting down";
    EXPECT_EQ(send().kind, Kind::not_now);
}

TEST_F(SmtpOnLoopback, NobodyListens) {
    {
        asio::ip::tcp::acceptor taken(context, {asio::ip::address_v4::loopback(), 0});
        settings.port = taken.local_endpoint().port();
    }
    EXPECT_EQ(send().kind, Kind::not_now);
    EXPECT_FALSE(answer.text.empty());
}

TEST_F(SmtpOnLoopback, BadLoginWaitsForTheConfiguration) {
    server.script.extensions = {"AUTH PLAIN"};
    settings.user = "earshot";
    password = Secret("correct horse");
    server.script.login = "535 5.7.8 no: correct horse";
    EXPECT_EQ(send().kind, Kind::not_set_up);
    EXPECT_EQ(answer.text, "535 5.7.8 no: …") << "the password may not come back in an answer";
    EXPECT_TRUE(server.received.empty());
}

TEST_F(SmtpOnLoopback, WithoutTheDemandedTlsNothingIsSent) {
    settings.tls = Tls::starttls;
    settings.user = "earshot";
    password = Secret("secret");
    server.script.extensions = {"AUTH PLAIN"};
    EXPECT_EQ(send().kind, Kind::not_set_up);
    EXPECT_EQ(answer.text, "TLS is demanded and the server does not offer it; nothing was sent");
    for (const char* verb : {"AUTH", "MAIL", "RCPT", "DATA"})
        EXPECT_FALSE(server.heard(verb)) << verb;
}

TEST_F(SmtpOnLoopback, TlsThatFailsForNowIsTriedAgain) {
    settings.tls = Tls::starttls;
    server.script.extensions = {"STARTTLS"};
    EXPECT_EQ(send().kind, Kind::not_now);
    EXPECT_FALSE(server.heard("MAIL"));
}

TEST_F(SmtpOnLoopback, ARecipientThatIsNoneNeverReachesTheWire) {
    for (const char* bad : {"me@example.org\r\nRCPT TO:<eve@example.net>", "me@example.org>",
                            "Me <me@example.org>", "", "me"}) {
        recipient = bad;
        SmtpSettings same = settings;
        answer = Answer();
        asio::co_spawn(context, smtp.send(same, Secret(), recipient, mail),
                       [this](std::exception_ptr, Answer given) { answer = std::move(given); });
        context.restart();
        context.poll();
        EXPECT_EQ(answer.kind, Kind::refused) << bad;
    }
    EXPECT_TRUE(server.commands.empty());
    send();
}

TEST(SmtpConversation, LinesThatBeginWithADotGetAnother) {
    const std::pair<std::string, std::string> rows[] = {
        {"", ".\r\n"},
        {"a\r\n", "a\r\n.\r\n"},
        {"a", "a\r\n.\r\n"},
        {".\r\n", "..\r\n.\r\n"},
        {"a\r\n.b\r\n..\r\n", "a\r\n..b\r\n...\r\n.\r\n"},
        {"a\n.\nMAIL FROM:<x>\n", "a\n..\nMAIL FROM:<x>\n.\r\n"},
        {"a.b\r\n", "a.b\r\n.\r\n"},
    };
    for (const auto& [message, wire] : rows)
        EXPECT_EQ(with_dots(message), wire);
}

struct Refusal {
    const char* what;
    std::string host;
    int port;
    Tls tls;
    std::string from;
};

TEST_F(SmtpOnLoopback, WhatTheConfigurationMayNotAskForIsNotTried) {
    const Refusal rows[] = {
        {"clear text to another machine", "192.0.2.1", 25, Tls::none, "a@b.example"},
        {"clear text to a name", "mail.example", 25, Tls::none, "a@b.example"},
        {"a host with a path", "localhost/x", 25, Tls::none, "a@b.example"},
        {"a host with a login", "u@localhost", 25, Tls::starttls, "a@b.example"},
        {"no host", "", 25, Tls::starttls, "a@b.example"},
        {"a host too long", std::string(smtp_limits::host + 1, 'h'), 25, Tls::starttls,
         "a@b.example"},
        {"port 0", "localhost", 0, Tls::starttls, "a@b.example"},
        {"port 65536", "localhost", 65536, Tls::starttls, "a@b.example"},
        {"no sender", "localhost", 25, Tls::starttls, ""},
        {"a sender with a line break", "localhost", 25, Tls::starttls, "a@b.example\r\nDATA"},
    };
    for (const Refusal& row : rows) {
        settings.host = row.host;
        settings.port = row.port;
        settings.tls = row.tls;
        settings.from.mailbox = row.from;
        answer = Answer();
        asio::co_spawn(context, smtp.send(settings, Secret(), recipient, mail),
                       [this](std::exception_ptr, Answer given) { answer = std::move(given); });
        context.restart();
        context.poll();
        EXPECT_EQ(answer.kind, Kind::not_set_up) << row.what;
        EXPECT_FALSE(answer.text.empty()) << row.what;
    }
    settings.host = "127.0.0.1";
    settings.port = server.port();
    settings.tls = Tls::none;
    settings.from.mailbox = "a@b.example";
    EXPECT_EQ(send().kind, Kind::accepted);
}

TEST(ClassifySmtp, EveryMeasuredRow) {
    struct Row {
        const char* what;
        int curl_code;
        long response_code;
        Kind kind;
    };
    const Row rows[] = {
        {"accepted", CURLE_OK, 250, Kind::accepted},
        {"wrong password", CURLE_LOGIN_DENIED, 535, Kind::not_set_up},
        {"login fails for now", CURLE_LOGIN_DENIED, 454, Kind::not_now},
        {"login wanted at MAIL", CURLE_SEND_ERROR, 530, Kind::not_set_up},
        {"RCPT 450", CURLE_SEND_ERROR, 450, Kind::not_now},
        {"MAIL 421", CURLE_SEND_ERROR, 421, Kind::not_now},
        {"RCPT 550", CURLE_SEND_ERROR, 550, Kind::refused},
        {"MAIL 552", CURLE_SEND_ERROR, 552, Kind::refused},
        {"451 after DATA", CURLE_WEIRD_SERVER_REPLY, 451, Kind::not_now},
        {"554 after DATA", CURLE_WEIRD_SERVER_REPLY, 554, Kind::refused},
        {"lost after DATA", CURLE_RECV_ERROR, 354, Kind::unknown},
        {"silent after DATA", CURLE_OPERATION_TIMEDOUT, 354, Kind::unknown},
        {"stopped after DATA", CURLE_ABORTED_BY_CALLBACK, 354, Kind::unknown},
        {"no trust", CURLE_PEER_FAILED_VERIFICATION, 220, Kind::not_set_up},
        {"no trust, implicit TLS", CURLE_PEER_FAILED_VERIFICATION, 0, Kind::not_set_up},
        {"no such CA file", CURLE_SSL_CACERT_BADFILE, 220, Kind::not_set_up},
        {"TLS not offered", CURLE_USE_SSL_FAILED, 250, Kind::not_set_up},
        {"TLS handshake broken off", CURLE_SSL_CONNECT_ERROR, 220, Kind::not_now},
        {"silent server", CURLE_OPERATION_TIMEDOUT, 0, Kind::not_now},
        {"silent server after RCPT", CURLE_OPERATION_TIMEDOUT, 250, Kind::not_now},
        {"no such host", CURLE_COULDNT_RESOLVE_HOST, 0, Kind::not_now},
        {"nobody listens", CURLE_COULDNT_CONNECT, 0, Kind::not_now},
        {"stopped before DATA", CURLE_ABORTED_BY_CALLBACK, 250, Kind::not_now},
    };
    for (const Row& row : rows) {
        const Answer answer = classify_smtp(row.curl_code, row.response_code, "");
        EXPECT_EQ(answer.kind, row.kind) << row.what;
        EXPECT_FALSE(answer.text.empty()) << row.what;
    }
}

TEST(ClassifySmtp, AnswersAreRedactedShortAndOnOneLine) {
    const Answer answer = classify_smtp(
        CURLE_SEND_ERROR, 550,
        "550 see https://user:pw@mx.test/why?token=s3cr3t\x1b[2J\r\n" + std::string(1000, 'x'));
    EXPECT_EQ(answer.text.find("s3cr3t"), std::string::npos);
    EXPECT_EQ(answer.text.find("pw@"), std::string::npos);
    EXPECT_EQ(answer.text.find_first_of("\x1b\r\n"), std::string::npos);
    EXPECT_LE(answer.text.size(), max_answer_bytes);
}

}  // namespace
}  // namespace earshot::io
