#include "daemon/io/http/body_decoder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/gzip.hpp"

namespace earshot::io {
namespace {

using tests::compressed;
using Trouble = BodyDecoder::Trouble;

const std::string text = "Ann Example is now connected to Bob Sample. " + std::string(500, 'x');
constexpr std::size_t plenty = 1 << 20;

TEST(BodyDecoder, KnowsTheCodingsThatItMayMeet) {
    EXPECT_EQ(coding_of(""), Coding::identity);
    EXPECT_EQ(coding_of("identity"), Coding::identity);
    EXPECT_EQ(coding_of(" GZIP "), Coding::gzip);
    EXPECT_EQ(coding_of("x-gzip"), Coding::gzip);
    EXPECT_EQ(coding_of("deflate"), Coding::deflate);
    for (const char* other : {"br", "zstd", "gzip, gzip", "compress"})
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
    for (const Form& form : forms) {
        if (form.coding == Coding::identity) continue;
        const std::string whole = compressed(form.document, form.coding == Coding::gzip ? 31
                                                            : form.bytes[0] == '\x78'   ? 15
                                                                                        : -15);
        for (std::size_t size = 1; size < whole.size(); ++size) {
            BodyDecoder decoder(form.coding, plenty, plenty);
            EXPECT_EQ(decoder.take(whole.substr(0, size)), Trouble::none);
            EXPECT_FALSE(decoder.complete()) << form.name << " cut at " << size;
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
    std::string wrong_sum = compressed(text);
    wrong_sum[wrong_sum.size() - 6] ^= 1;
    BodyDecoder checked(Coding::gzip, plenty, plenty);
    EXPECT_EQ(checked.take(wrong_sum), Trouble::corrupt);
    BodyDecoder plain(Coding::gzip, plenty, plenty);
    EXPECT_EQ(plain.take("<rss>not compressed at all</rss>"), Trouble::corrupt);
}

TEST(BodyDecoder, TheDocumentIsBounded) {
    for (const Form& form : forms) {
        if (form.document.empty()) continue;
        const std::size_t size = form.document.size();
        BodyDecoder at(form.coding, plenty, size);
        EXPECT_EQ(at.take(form.bytes), Trouble::none) << form.name;
        EXPECT_EQ(at.release().size(), size);
        BodyDecoder past(form.coding, plenty, size - 1);
        EXPECT_EQ(past.take(form.bytes), Trouble::too_large) << form.name;
    }
}

TEST(BodyDecoder, WhatComesOverTheWireIsBounded) {
    const std::string bytes = compressed(text);
    BodyDecoder at(Coding::gzip, bytes.size(), plenty);
    EXPECT_EQ(at.take(bytes), Trouble::none);
    BodyDecoder past(Coding::gzip, bytes.size() - 1, plenty);
    EXPECT_EQ(past.take(bytes), Trouble::too_large);
}

}  // namespace
}  // namespace earshot::io
