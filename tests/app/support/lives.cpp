#include "support/lives_test.hpp"

#include "daemon/io/store/findings/findings.hpp"

namespace earshot::app {

PersonId LivesTest::add_writer(const std::string& name, const std::string& circle) {
    const PersonId id = add_person(name, Standing::followed, circle);
    blogs_[id] =
        add_source("https://" + std::to_string(blogs_.size()) + ".example/feed.xml", "blog", id);
    return id;
}

void LivesTest::poll(SourceId id, const std::string& body) {
    http::Reply reply;
    reply.status = 200;
    reply.body = body;
    const Source source = source_of(id);
    reply.effective = source.url;
    const PollReport report = lives_.take(source, reply, clock_.now());
    ASSERT_NE(report.result, PollResult::failed) << to_text(*report.problem);
}

std::vector<std::string> LivesTest::findings_of(PersonId id) const {
    io::FindingQuery query;
    query.person = id;
    std::vector<std::string> lines;
    for (const Finding& finding : store_.findings.page(query))
        lines.insert(lines.begin(), std::string(to_text(kind_of(finding.evidence))) + " " +
                                        std::string(to_text(finding.state)));
    return lines;
}

Finding LivesTest::newest(const std::string& kind) const {
    io::FindingQuery query;
    query.kind = parse_finding_kind(kind);
    const auto findings = store_.findings.page(query);
    EXPECT_FALSE(findings.empty()) << "no " << kind;
    return findings.empty() ? Finding() : findings.front();
}

}  // namespace earshot::app
