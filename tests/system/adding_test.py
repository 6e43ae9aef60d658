#!/usr/bin/env python3
"""Adding through the real programs: pages of known sites, home pages, rules of one's own. The people are invented."""
import datetime as dt
import json
import os
import unittest

from world import Daemon, Feeds, rss

DAY = dt.timedelta(days=1)
HOME = b"""<!doctype html><html><head>
<link rel="alternate" type="application/rss+xml" href="/notes.xml" title="Notes"></head><body>
<div class="h-card"><h1 class="p-name">Ann O'Quill</h1><p class="p-note">writes about gardens</p>
<a class="u-url" rel="me" href="/@ann">social</a></div>
<a rel="me" href="https://www.linkedin.com/in/annquill">work</a></body></html>"""


class AddingTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        self.feeds = Feeds()
        posts = rss("Ann", [(f"k{d}", f"Letter {d}", now - d * DAY) for d in (1, 3, 6)])
        self.feeds.bodies.update({"/@ann.rss": posts, "/feeds/ann.atom": posts, "/notes.xml": posts, "/": HOME})
        self.daemon = Daemon("")

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def asked(self):
        return [path for path, _ in self.feeds.requests]

    def test_a_profile_is_followed_by_one_request(self):
        self.daemon.start()
        done = self.daemon.client("add", self.feeds.url("/@ann"), "--person", "Ann O'Quill")
        self.assertIn(self.feeds.url("/@ann.rss") + ", Ann O'Quill. It was read.", done.stderr)
        self.assertEqual(self.asked(), ["/@ann.rss"])

    def test_what_has_no_feed_is_not_asked(self):
        self.daemon.start()
        refused = self.daemon.client("add", "linkedin:annquill", check=False)
        self.assertEqual(refused.returncode, 6)
        self.assertIn("LinkedIn gives no feeds; its data export says", refused.stderr)
        refused = self.daemon.client("add", "ann", check=False)
        self.assertEqual(refused.returncode, 6)
        self.assertIn("an account such as github:ann or @ann@social.example", refused.stderr)
        self.assertEqual(self.daemon.get("/v1/sources")["items"], [])

    def test_a_home_page_proposes_and_adds_nothing(self):
        self.daemon.start()
        found = self.daemon.client("discover", self.feeds.url("/"))
        self.assertIn("Ann O'Quill: writes about gardens", found.stderr)
        self.assertIn("Nothing was added", found.stderr)
        rows = [line.split("\t") for line in found.stdout.splitlines()]
        self.assertEqual(rows, [
            ["1", "Notes (feed)", "the page offers it",
             f"earshot add '{self.feeds.url('/notes.xml')}' --person 'Ann O'\\''Quill'"],
            ["2", "Mastodon (feed)", "rel=me",
             f"earshot add '{self.feeds.url('/@ann.rss')}' --person 'Ann O'\\''Quill'"],
            ["3", "LinkedIn (no feed)", "rel=me",
             "earshot link 'Ann O'\\''Quill' 'https://www.linkedin.com/in/annquill'"]])
        self.assertEqual(self.asked(), ["/"])
        self.assertEqual(self.daemon.get("/v1/sources")["items"], [])
        self.daemon.client("add", self.feeds.url("/notes.xml"), "--person", "Ann O'Quill")
        self.daemon.client("link", "ann", "linkedin:annquill")
        self.assertIn("https://www.linkedin.com/in/annquill", self.daemon.client("show", "ann").stdout)
        again = self.daemon.client("discover", self.feeds.url("/"), "--json", check=False)
        self.assertEqual(again.returncode, 6, "twice within half an hour")

    def test_rules_of_ones_own(self):
        own = os.path.join(self.daemon.directory, "sites")
        os.makedirs(own)
        path = os.path.join(own, "garden.toml")
        with open(path, "w") as file:
            file.write('name = "Garden"\n[[shorthand]]\nsays = "garden:{name}"\n'
                       'account = "https://garden.example/{name}"\n')
        self.daemon.sites.append(own)
        self.daemon.start()
        self.daemon.client("add", "--person", "Ann")
        linked = self.daemon.client("link", "ann", "garden:ann")
        self.assertIn("https://garden.example/ann was linked", linked.stderr)
        good = self.daemon.client("check-config", path)
        self.assertIn("good, site Garden", good.stderr)
        with open(path, "a") as file:
            file.write('[[feed]]\npage = "garden.example/{name}"\n')
        for command in (("check-config", path), ("reload",)):
            bad = self.daemon.client(*command, check=False)
            self.assertEqual(bad.returncode, 6)
            self.assertIn("garden.toml:5: says one of: feed", bad.stderr)
        self.daemon.client("link", "ann", "garden:ann2")


if __name__ == "__main__":
    unittest.main()
