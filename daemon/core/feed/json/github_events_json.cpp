#include "daemon/core/feed/json/github_events_json.hpp"

#include <algorithm>

#include "daemon/core/feed/json/feed_json_fields.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

const std::string site = "https://github.com/";

bool is_event(Json item) {
    return item["type"].text().ends_with("Event") && item["actor"] && item["created_at"] &&
           (item["repo"] || item["repository"] || item["payload"]);
}

std::string login_of(Json who) {
    return std::string(who.is_object() ? text_of(who, {"login", "display_login"}) : who.text());
}

/// "ann/moss", also where owner and name stand apart.
std::string repository_of(Json event) {
    const Json repository = event["repo"] ? event["repo"] : event["repository"];
    const std::string name(text_of(repository, {"full_name", "name"}));
    if (name.find('/') != name.npos) return name;
    const std::string owner = login_of(repository["owner"]);
    return owner.empty() || name.empty() ? name : owner + "/" + name;
}

/// "merged" is a word of its own only since 2025.
std::string act_in(Json payload) {
    std::string act(payload["action"].text());
    return act == "closed" && payload["pull_request"]["merged_at"] ? "merged" : act;
}

/// What the Atom feed says after the name of the actor, and where it leads to.
struct Told {
    std::string words;
    std::string link;
};

std::string page_of(Json thing, const std::string& otherwise) {
    const std::string page(text_of(thing, {"html_url"}));
    return page.empty() ? otherwise : page;
}

Told told_of_push(Json payload, const std::string& repository) {
    std::string branch(payload["ref"].text());
    if (branch.starts_with("refs/heads/")) branch.erase(0, 11);
    const std::string before(payload["before"].text());
    const std::string head(text_of(payload, {"head", "after"}));
    Told told{"pushed to " + branch + " in " + repository, site + repository};
    if (!before.empty() && !head.empty()) told.link += "/compare/" + before + "..." + head;
    return told;
}

/// Since October 2025 tickets may come without the address of their page.
std::string page_of_ticket(Json payload, const std::string& repository, Json ticket,
                           const std::string& folder) {
    const std::string number(ticket["number"] ? ticket["number"].text() : payload["number"].text());
    const std::string home = site + repository;
    return page_of(ticket, number.empty() ? home : home + "/" + folder + "/" + number);
}

Told told_of_ticket(Json payload, const std::string& repository, Json ticket, const char* kind,
                    const char* folder) {
    return {act_in(payload) + " " + kind + " in " + repository,
            page_of_ticket(payload, repository, ticket, folder)};
}

Told told_of_comment(Json payload, const std::string& repository) {
    const Json comment = payload["comment"];
    const Json pull = payload["pull_request"], issue = payload["issue"];
    if (!pull && !issue) {
        const std::string commit = "/commit/" + std::string(comment["commit_id"].text());
        return {"commented on a commit in " + repository,
                page_of(comment, site + repository + commit)};
    }
    const bool is_pull = pull || issue["pull_request"];
    const std::string page =
        page_of_ticket(payload, repository, pull ? pull : issue, is_pull ? "pull" : "issues");
    const std::string kind = is_pull ? "a pull request" : "an issue";
    return {"commented on " + kind + " in " + repository, page_of(comment, page)};
}

/// A review says how it ended only in its own state; one that is taken back is dismissed.
Told told_of_review(Json payload, const std::string& repository) {
    const Json review = payload["review"];
    const bool approved = review["state"].text() == "approved" && act_in(payload) != "dismissed";
    return {std::string(approved ? "approved" : "reviewed") + " a pull request in " + repository,
            page_of(review, page_of_ticket(payload, repository, payload["pull_request"], "pull"))};
}

Told told_of_discussion(Json payload, const std::string& repository) {
    const Json discussion = payload["discussion"];
    const std::string page = page_of_ticket(payload, repository, discussion, "discussions");
    if (payload["comment"])
        return {"commented on a discussion in " + repository, page_of(payload["comment"], page)};
    const std::string act = act_in(payload) == "created" ? "started" : act_in(payload);
    const std::string topic(discussion["title"].text());
    const std::string what =
        topic.empty() ? " a discussion in " : " the discussion " + topic + " in ";
    return {act + what + repository, page};
}

Told told_of(Json event, std::string_view type, const std::string& repository) {
    const Json payload = event["payload"];
    const std::string home = site + repository;
    const std::string ref(payload["ref"].text());
    if (type == "PushEvent") return told_of_push(payload, repository);
    if (type == "CreateEvent" && !ref.empty() && payload["ref_type"].text() != "repository")
        return {"created a " + std::string(payload["ref_type"].text()) + " " + ref + " in " +
                    repository,
                home + "/tree/" + ref};
    if (type == "CreateEvent") return {"created a repository " + repository, home};
    if (type == "DeleteEvent")
        return {
            "deleted " + std::string(payload["ref_type"].text()) + " " + ref + " at " + repository,
            home};
    if (type == "WatchEvent") return {"starred " + repository, home};
    if (type == "ForkEvent") {
        const std::string fork(payload["forkee"]["full_name"].text());
        return {fork.empty() ? "forked " + repository : "forked " + fork + " from " + repository,
                page_of(payload["forkee"], home)};
    }
    if (type == "PublicEvent") return {"made " + repository + " public", home};
    if (type == "FollowEvent") {
        const std::string person = login_of(payload["target"]);
        return {"started following " + person, site + person};
    }
    if (type == "MemberEvent") {
        const std::string member = login_of(payload["member"]);
        return {act_in(payload) + " " + member + " to " + repository, home};
    }
    if (type == "IssuesEvent")
        return told_of_ticket(payload, repository, payload["issue"], "an issue", "issues");
    if (type == "PullRequestEvent")
        return told_of_ticket(payload, repository, payload["pull_request"], "a pull request",
                              "pull");
    if (type == "DiscussionEvent" || type == "DiscussionCommentEvent")
        return told_of_discussion(payload, repository);
    if (type == "PullRequestReviewEvent") return told_of_review(payload, repository);
    if (type.find("Comment") != type.npos) return told_of_comment(payload, repository);
    if (type == "ReleaseEvent") {
        const std::string tag(payload["release"]["tag_name"].text());
        return {"released " + tag + " at " + repository,
                page_of(payload["release"], home + "/releases/tag/" + tag)};
    }
    if (type == "GollumEvent") return {"edited a wiki page in " + repository, home + "/wiki"};
    if (type == "GistEvent") {
        const Json gist = payload["gist"];
        return {act_in(payload) + "d gist: " + std::string(gist["id"].text()), page_of(gist, site)};
    }
    return {"did something in " + repository, home};
}

Entry entry_of(Json event) {
    const std::string_view type = event["type"].text();
    const std::string repository = repository_of(event);
    Told told = told_of(event, type, repository);
    Entry entry;
    entry.author = login_of(event["actor"]);
    if (!entry.author.empty()) entry.author_uri = site + entry.author;
    entry.id = "tag:github.com,2008:" + std::string(type) + "/" + std::string(event["id"].text());
    if (!event["id"]) entry.id.clear();
    entry.title = collapse(entry.author + " " + told.words);
    entry.link = std::move(told.link);
    entry.published = time_of(event, {"created_at"});
    const Json payload = event["payload"];
    for (const std::string_view part :
         {"comment", "review", "issue", "pull_request", "release", "discussion"})
        if (entry.content.empty()) entry.content = as_markup(payload[part]["body"].text());
    return entry;
}

}  // namespace

std::optional<Feed> read_github_events(Json root) {
    const std::vector<Json> events = root.is_list() ? root.objects() : std::vector<Json>();
    if (!std::any_of(events.begin(), events.end(), is_event)) return std::nullopt;
    Feed feed;
    feed.format = FeedFormat::github_events;
    feed.title = "GitHub";
    feed.link = site;
    for (const Json event : events) {
        if (feed.entries.size() == feed_limits::entries) break;
        feed.entries.push_back(entry_of(event));
    }
    return feed;
}

}  // namespace earshot
