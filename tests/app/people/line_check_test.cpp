// A start looks at everybody anew only when lines may be nearer than they were.

#include "daemon/app/people/line_check.hpp"

#include <gtest/gtest.h>

#include "daemon/app/people/declared.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::app {
namespace {

const Instant monday = from_epoch(1'776'000'000);

class LineCheck : public testing::Test {
protected:
    LineCheck() {
        Person person;
        person.name = "Ann";
        person.standing = Standing::followed;
        ann_ = store_.people.add(person);
        Source source;
        source.url = Url::parse("https://a.example/feed").value();
        blog_ = store_.sources.add(source, {});
        store_.presence.note(ann_, blog_);
    }

    /// Whether a start looks at Ann, who is not due for long.
    bool start_looks(const NoticeSettings& settings, const std::vector<Person>& declared = {}) {
        store_.states.save(ann_, {}, monday + 30 * day);
        reconcile(store_, declared, {}, monday);
        check_lines(store_, settings, monday);
        return !store_.states.to_check(blog_, monday).empty();
    }

    io::Store store_{":memory:"};
    PersonId ann_{};
    SourceId blog_{};
};

TEST_F(LineCheck, OnlyWhatMovesLinesMakesItLook) {
    NoticeSettings bold;
    bold.sensitivity = Sensitivity::high;
    EXPECT_TRUE(start_looks({})) << "the first start";
    EXPECT_FALSE(start_looks({}));
    EXPECT_TRUE(start_looks(bold));
    EXPECT_FALSE(start_looks(bold));
    note_lines(store_.marks, {});  // a reload moved them
    EXPECT_FALSE(start_looks({}));
}

TEST_F(LineCheck, WhoIsDeclaredOtherwiseIsLookedAt) {
    Person ann;
    ann.name = "Ann";
    ann.standing = Standing::followed;
    ann.declared_at = "earshot.toml:1";
    EXPECT_TRUE(start_looks({}, {ann}));
    EXPECT_FALSE(start_looks({}, {ann}));
    ann.sensitivity = Sensitivity::high;
    EXPECT_TRUE(start_looks({}, {ann}));
    EXPECT_FALSE(start_looks({}, {ann}));
}

}  // namespace
}  // namespace earshot::app
