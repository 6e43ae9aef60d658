#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "daemon/core/text/utf8.hpp"
#include "earshot/render.hpp"
#include "support/golden.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::expect_golden;
using test::full_day;

/// Digests of every shape, the same ones in each run.
class AnyDigest {
public:
    explicit AnyDigest(unsigned seed) : random_(seed) {}

    Digest digest() {
        Digest digest;
        digest.id = text();
        digest.window = Window{instant(), instant()};
        digest.subject = text();
        digest.headline = text();
        digest.coverage = text();
        digest.items.resize(up_to(5));
        for (Item& one : digest.items)
            one = item();
        digest.more = static_cast<std::size_t>(random_());
        return digest;
    }

private:
    std::uint64_t up_to(std::uint64_t most) { return random_() % (most + 1); }

    std::string text() {
        std::string text;
        for (std::uint64_t left = up_to(12); left > 0; --left)
            append(text, code_point());
        return text;
    }
    /// ASCII controls, quotes and every length of UTF-8.
    char32_t code_point() {
        static constexpr char32_t most[] = {0x1f, 0x7f, 0x7ff, 0xd7ff, 0x10ffff};
        const auto c = static_cast<char32_t>(up_to(most[up_to(4)]));
        return c >= 0xd800 && c <= 0xdfff ? U'\\' : c;
    }
    Instant instant() { return from_epoch(static_cast<long long>(up_to(4'000'000'000))); }
    FindingNumber number() { return FindingNumber{static_cast<std::int64_t>(random_())}; }

    Item item() {
        Item item;
        item.number = number();
        item.section = Section{static_cast<int>(up_to(6))};
        item.kind = text();
        item.name = text();
        item.where = text();
        item.evidence = text();
        item.step = text();
        item.confidence = Confidence{static_cast<int>(up_to(3))};
        for (std::uint64_t left = up_to(3); left > 0; --left)
            item.also.push_back(number());
        return item;
    }

    std::mt19937_64 random_;
};

TEST(DigestJson, AnyDigestComesBackAsItWas) {
    AnyDigest any(20260414);
    for (int i = 0; i < 2000; ++i) {
        const Digest digest = any.digest();
        const Result<Digest> again = digest_from_json(render_json(digest));
        ASSERT_TRUE(again) << again.error().what << "\n" << render_json(digest);
        ASSERT_EQ(*again, digest) << render_json(digest);
    }
}

TEST(DigestJson, FormIsAsAgreed) {
    expect_golden("digest/full_day.json", render_json(full_day()) + "\n");
}

TEST(DigestJson, WhatStoresHoldIsReadAndWrittenBack) {
    const std::string text =
        R"({"id":"2026-04-14","window":["2026-04-13T05:30:00Z","2026-04-14T05:30:00Z"],)"
        R"("subject":"earshot: Ann","headline":"Tuesday 14 April. \"Hé\"","coverage":"Read 1 of 1.",)"
        R"("items":[{"n":31,"section":"one_person","kind":"quiet","name":"Ann","where":"blog",)"
        R"("evidence":"usually every 3 days","step":"You could write.","confidence":"likely",)"
        R"("also":[]},{"n":32,"section":"hands","kind":"trouble","name":"chirp.example",)"
        R"("where":"","evidence":"410","step":"","confidence":"clear","also":[33,34]}],)"
        R"("more":4})";
    Digest digest;
    digest.id = "2026-04-14";
    digest.window = {from_epoch(1776058200), from_epoch(1776144600)};
    digest.subject = "earshot: Ann";
    digest.headline = "Tuesday 14 April. \"Hé\"";
    digest.coverage = "Read 1 of 1.";
    digest.items = {{FindingNumber(31),
                     Section::one_person,
                     "quiet",
                     "Ann",
                     "blog",
                     "usually every 3 days",
                     "You could write.",
                     Confidence::likely,
                     {}},
                    {FindingNumber(32),
                     Section::hands,
                     "trouble",
                     "chirp.example",
                     "",
                     "410",
                     "",
                     Confidence::clear,
                     {FindingNumber(33), FindingNumber(34)}}};
    digest.more = 4;
    const Result<Digest> read = digest_from_json(text);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(*read, digest);
    // Written back it has the fields that have come since; what it says stays.
    EXPECT_EQ(digest_from_json(render_json(digest)), digest);
}

TEST(DigestJson, WhatIsNotADigestIsAProblem) {
    const std::string good = render_json(full_day());
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    const std::pair<std::string, std::string> rows[] = {
        {"", "not JSON"},
        {"[]", "not an object"},
        {"{}", "\"id\" is missing"},
        {good.substr(0, good.size() - 1), "not JSON"},
        {changed("\"more\":4", "\"more\":-1"), "\"more\" is not a count"},
        {changed("\"n\":1,", "\"n\":\"1\","), "not a number"},
        {changed("\"section\":\"back\"", "\"section\":\"front\""), "\"section\""},
        {changed("\"confidence\":\"clear\"", "\"confidence\":7"), "\"confidence\""},
        {changed("2026-04-14T05:30:00Z", "yesterday"), ""},
        {changed("\"also\":[]", "\"also\":{}"), "\"also\" is not a list"},
    };
    for (const auto& [text, complaint] : rows) {
        const Result<Digest> digest = digest_from_json(text);
        ASSERT_FALSE(digest) << text;
        EXPECT_NE(digest.error().what.find(complaint), std::string::npos) << digest.error().what;
    }
}

TEST(DigestJson, IsReadUpToItsLimit) {
    Digest digest = full_day();
    digest.coverage.clear();
    digest.coverage = std::string(digest_limits::json - render_json(digest).size(), 'x');
    ASSERT_EQ(render_json(digest).size(), digest_limits::json);
    EXPECT_TRUE(digest_from_json(render_json(digest)));
    digest.coverage += 'x';
    EXPECT_FALSE(digest_from_json(render_json(digest)));
}

}  // namespace
}  // namespace earshot
