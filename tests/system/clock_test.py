#!/usr/bin/env python3
"""A clock that is wrong for one run of the program: what it left is mended by the next one. The
people are invented."""
import datetime as dt
import email.utils
import os
import sqlite3
import unittest

from world import Daemon, Feeds, rss, wait_for

DAY = dt.timedelta(days=1)
NAMES = ("Ann Amsel", "Bo Birke", "Cy Distel")


class ClockTest(unittest.TestCase):
    def setUp(self):
        self.now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        self.ahead = dt.timedelta()
        self.feeds = Feeds()
        config = '[poll]\nhost_spacing = "0s"\nper_host = 8\n'
        for n, name in enumerate(NAMES):
            path = f"/{n}"
            posts = [(f"k{d}", f"Letter {d}", self.now - d * DAY - DAY / 4) for d in range(25)]
            self.feeds.bodies[path] = self.serving(rss(name, posts))
            config += f'[[person]]\nname = "{name}"\nsources = ["{self.feeds.url(path)}"]\n'
        self.daemon = Daemon(config)

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def serving(self, body):
        """By a server on the same machine, whose clock is as wrong."""
        def answer(request):
            request.date_time_string = lambda *_: email.utils.format_datetime(self.now + self.ahead, usegmt=True)
            return body
        return answer

    def look(self, days=0):
        """One run of the program whose clock is so many days ahead."""
        self.ahead = days * DAY
        asked = len(self.feeds.requests)
        self.daemon.start(f"{days * 24}h")
        wait_for("a look at each feed", lambda: len(self.feeds.requests) >= asked + len(NAMES)
                 and not self.daemon.get("/v1/status")["polls"]["in_flight"])

    def at(self, text):
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))

    def ahead_of_now(self):
        """Times of the store that have not come: sources, marks, findings."""
        late = int((self.now + DAY).timestamp())
        with sqlite3.connect(f"file:{self.daemon.directory}/earshot.db?mode=ro", uri=True) as store:
            return [name for name, sentence in (
                ("last_good", "SELECT max(last_good) FROM source"), ("proven", "SELECT max(proven_until) FROM source"),
                ("attempt", "SELECT max(last_attempt) FROM source"), ("mark", "SELECT max(at) FROM mark"),
                ("found", "SELECT max(found_at) FROM finding"), ("seen", "SELECT max(last) FROM person_state"),
                ("digest", "SELECT max(made_at) FROM digest"))
                if (store.execute(sentence).fetchone()[0] or 0) > late]

    def quiets(self):
        return [(f["person"]["name"], f["state"], f.get("closed_by")) for state in ("open", "told", "closed")
                for f in self.daemon.get(f"/v1/findings?state={state}&limit=100")["items"] if f["kind"] == "quiet"]

    def test_ten_years_ahead_for_one_run(self):
        self.look()
        self.daemon.stop()
        self.look(3650)
        self.assertEqual(sorted(name for name, state, _ in self.quiets() if state == "open"), list(NAMES))
        self.daemon.stop()
        self.assertIn("proven", self.ahead_of_now())

        self.look()
        self.assertEqual({row[1:] for row in self.quiets()}, {("closed", "the clock was wrong")})
        for source in self.daemon.get("/v1/sources")["items"]:
            self.assertLess(self.at(source["poll"]["next"]["at"]), self.now + 2 * DAY)
            self.assertEqual(source["health"], "ok")
        digest = self.daemon.get("/v1/digests/preview?format=json")
        self.assertEqual([item["name"] for item in digest["items"]], ["this machine"])
        self.daemon.stop()
        self.assertEqual(self.ahead_of_now(), [])
        self.assertEqual(self.daemon.log().count("this machine's clock was wrong"), 1)

        self.daemon.start()  # and that was all
        self.daemon.stop()
        self.assertEqual(self.daemon.log().count("this machine's clock was wrong"), 1)

    def test_forty_days_behind_for_one_run(self):
        self.look()
        self.daemon.stop()
        with sqlite3.connect(f"{self.daemon.directory}/earshot.db") as store:
            before = store.execute("SELECT person, last, weight, quiet_due FROM person_state ORDER BY person").fetchall()
        self.look(-40)
        self.assertIn("is not known yet", self.daemon.log())
        self.daemon.stop()
        with sqlite3.connect(f"{self.daemon.directory}/earshot.db") as store:
            after = store.execute("SELECT person, last, weight, quiet_due FROM person_state ORDER BY person").fetchall()
        self.assertEqual(after, before)
        self.daemon.start()
        self.assertEqual(self.quiets(), [])
        self.daemon.stop()


if __name__ == "__main__":
    unittest.main()
