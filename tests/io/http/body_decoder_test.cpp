#include "daemon/io/http/body_decoder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/brotli_zstd.hpp"
#include "support/gzip.hpp"

namespace earshot::io {
namespace {

using tests::brotli;
using tests::compressed;
using tests::zstandard;
using Trouble = BodyDecoder::Trouble;

const std::string text = "Ann Example is now connected to Bob Sample. " + std::string(500, 'x');
constexpr std::size_t plenty = 1 << 20;

TEST(BodyDecoder, KnowsTheCodingsThatItMayMeet) {
    for (const char* none : {"", "identity", "utf-8", "UTF-8", "none", "binary", "8bit", " ,", ","})
        EXPECT_EQ(coding_of(none), Coding::identity) << none;
    EXPECT_EQ(coding_of(" GZIP "), Coding::gzip);
    EXPECT_EQ(coding_of("x-gzip"), Coding::gzip);
    EXPECT_EQ(coding_of("deflate"), Coding::deflate);
    EXPECT_EQ(coding_of("br"), Coding::brotli);
    EXPECT_EQ(coding_of("zstd"), Coding::zstd);
    EXPECT_EQ(coding_of("identity, gzip"), Coding::gzip);
    for (const char* other : {"gzip, gzip", "br, gzip", "compress", "xz", "utf-8, compress"})
        EXPECT_EQ(coding_of(other), std::nullopt) << other;
}

struct Form {
    const char* name;
    Coding coding;
    std::string bytes;
    std::string document;
};

const Form forms[] = {
    {"plain", Coding::identity, text, text},
    {"gzip", Coding::gzip, compressed(text), text},
    {"gzip of nothing", Coding::gzip, compressed(""), ""},
    {"two gzip members", Coding::gzip, compressed(text) + compressed("more"), text + "more"},
    {"gzip and padding", Coding::gzip, compressed(text) + std::string(5, '\0') + "\x1f", text},
    {"zlib", Coding::deflate, compressed(text, 15), text},
    {"bare deflate", Coding::deflate, compressed(text, -15), text},
    {"brotli", Coding::brotli, brotli(text), text},
    {"brotli of nothing", Coding::brotli, brotli(""), ""},
    {"brotli and padding", Coding::brotli, brotli(text) + "padding", text},
    {"zstd", Coding::zstd, zstandard(text), text},
    {"zstd of nothing", Coding::zstd, zstandard(""), ""},
    {"two zstd frames", Coding::zstd, zstandard(text) + zstandard("more"), text + "more"},
    {"zstd and padding", Coding::zstd, zstandard(text) + std::string("\0(", 2), text},
    {"zstd behind a frame to skip", Coding::zstd,
     std::string("\x53\x2a\x4d\x18\2\0\0\0", 8) + "ab" + zstandard(text), text},
    {"gzip that nobody names", Coding::identity, compressed(text), text},
    {"plain that is called gzip", Coding::gzip, text, text},
    {"plain that is called zstd", Coding::zstd, text, text},
    {"one letter that is called zstd", Coding::zstd, "a", "a"},
    {"nearly gzip", Coding::identity, "\x1fThis", "\x1fThis"},
    {"nearly gzip, and short", Coding::identity, "\x1f", "\x1f"},
};

TEST(BodyDecoder, DecodesHoweverTheBytesArrive) {
    for (const Form& form : forms) {
        for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{100}, plenty}) {
            SCOPED_TRACE(std::string(form.name) + " in steps of " + std::to_string(step));
            BodyDecoder decoder(form.coding, plenty, plenty);
            for (std::string_view rest = form.bytes; !rest.empty();) {
                EXPECT_EQ(decoder.take(rest.substr(0, step)), Trouble::none);
                rest.remove_prefix(std::min(step, rest.size()));
            }
            EXPECT_TRUE(decoder.complete());
            EXPECT_EQ(decoder.release(), form.document);
        }
    }
}

TEST(BodyDecoder, ABodyCutAnywhereIsNotComplete) {
    const struct {
        const char* name;
        Coding coding;
        std::string whole;
    } rows[] = {{"gzip", Coding::gzip, compressed(text)},
                {"zlib", Coding::deflate, compressed(text, 15)},
                {"bare deflate", Coding::deflate, compressed(text, -15)},
                {"brotli", Coding::brotli, brotli(text)},
                {"zstd", Coding::zstd, zstandard(text)},
                {"gzip that nobody names", Coding::identity, compressed(text)}};
    for (const auto& row : rows) {
        // Of a gzip that nobody names one byte may be anything.
        for (std::size_t size = row.coding == Coding::identity ? 2 : 1; size < row.whole.size();
             ++size) {
            BodyDecoder decoder(row.coding, plenty, plenty);
            EXPECT_EQ(decoder.take(row.whole.substr(0, size)), Trouble::none);
            EXPECT_FALSE(decoder.complete()) << row.name << " cut at " << size;
        }
    }
}

TEST(BodyDecoder, NoByteAtAllIsAnEmptyDocument) {
    BodyDecoder decoder(Coding::gzip, plenty, plenty);
    EXPECT_EQ(decoder.take(""), Trouble::none);
    EXPECT_TRUE(decoder.complete());
    EXPECT_EQ(decoder.release(), "");
}

TEST(BodyDecoder, DamageIsFound) {
    const auto with_wrong_sum = [](std::string bytes) {
        bytes[bytes.size() - 2] ^= 1;
        return bytes;
    };
    const struct {
        Coding coding;
        std::string bytes;
    } rows[] = {{Coding::gzip, with_wrong_sum(compressed(text))},
                {Coding::zstd, with_wrong_sum(zstandard(text))},
                {Coding::gzip, "\x1f\x8b<rss>not compressed at all</rss>"},
                {Coding::brotli, "<rss>not compressed at all</rss>"},
                {Coding::zstd, "\x28\xb5\x2f\xfd<rss>not compressed at all</rss>"}};
    for (const auto& row : rows) {
        BodyDecoder decoder(row.coding, plenty, plenty);
        EXPECT_EQ(decoder.take(row.bytes), Trouble::corrupt) << row.bytes;
    }
}

// RFC 9659: a window that takes more than 8 MB is no coding of the web.
TEST(BodyDecoder, TheMemoryOfADecoderIsBounded) {
    std::string large(10 << 20, 'a');
    BodyDecoder decoder(Coding::zstd, large.size(), large.size());
    EXPECT_EQ(decoder.take(zstandard(large, 27)), Trouble::corrupt);
    BodyDecoder usual(Coding::zstd, large.size(), large.size());
    EXPECT_EQ(usual.take(zstandard(large, 23)), Trouble::none);
    EXPECT_EQ(usual.release().size(), large.size());
}

TEST(BodyDecoder, TheDocumentIsBounded) {
    for (const Form& form : forms) {
        if (form.document.empty()) continue;
        const std::size_t size = form.document.size();
        if (size < 2) continue;  // what it is shows with the second byte
        BodyDecoder at(form.coding, plenty, size);
        EXPECT_EQ(at.take(form.bytes), Trouble::none) << form.name;
        EXPECT_EQ(at.release().size(), size);
        BodyDecoder past(form.coding, plenty, size - 1);
        EXPECT_EQ(past.take(form.bytes), Trouble::too_large) << form.name;
    }
}

TEST(BodyDecoder, WhatComesOverTheWireIsBounded) {
    const std::pair<Coding, std::string> rows[] = {{Coding::gzip, compressed(text)},
                                                   {Coding::brotli, brotli(text)},
                                                   {Coding::zstd, zstandard(text)},
                                                   {Coding::identity, compressed(text)}};
    for (const auto& [coding, bytes] : rows) {
        BodyDecoder at(coding, bytes.size(), plenty);
        EXPECT_EQ(at.take(bytes), Trouble::none);
        BodyDecoder past(coding, bytes.size() - 1, plenty);
        EXPECT_EQ(past.take(bytes), Trouble::too_large);
    }
}

}  // namespace
}  // namespace earshot::io
