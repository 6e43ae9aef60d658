#!/usr/bin/env python3
"""T21: a title of a megabyte with terminal sequences and marks that turn text around is shown safe and cut: by the
client, in digests and in the log."""
import datetime as dt
import json
import unittest

from world import Daemon, Feeds, wait_for

DAY = dt.timedelta(days=1)
START = "\x1b]0;owned\x07\x1b[31mRed\x1b[0m \u202egnirts\u2066 \u009b31m"
HOSTILE = START + "A" * (1024 * 1024) + "THE END"
SHOWN = [("status",), ("who",), ("open",), ("sources",), ("show", "1"), ("digest", "preview"), ("doctor",),
         ("sources", "history", "1")]


def unsafe(text):
    """Characters that a terminal takes for more than text."""
    return [c for c in text if (ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160
            or c in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


class HostileTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        items = [{"id": f"k{d}", "url": f"https://blog.example/{d}", "title": HOSTILE + str(d),
                  "date_published": (now - d * DAY).isoformat()} for d in (1, 3, 6)]
        document = {"version": "https://jsonfeed.org/version/1.1", "title": HOSTILE, "items": items,
                    "authors": [{"name": START + "Ann Amsel"}]}
        self.feeds = Feeds()
        self.feeds.bodies["/a.json"] = json.dumps(document).encode()
        self.daemon = Daemon("[log]\nlevel = \"debug\"\n")
        self.daemon.start()

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def test_T21_a_hostile_title_is_shown_safe_and_cut(self):
        self.daemon.post("/v1/sources", {"url": self.feeds.url("/a.json")})
        wait_for("the feed to be read", lambda: self.daemon.all("/v1/activities"))
        for command in SHOWN:
            done = self.daemon.client(*command, check=False)
            for text in (done.stdout, done.stderr):
                self.assertEqual(unsafe(text), [], command)
                self.assertNotIn("THE END", text)
                self.assertLess(len(text), 20_000, command)
        self.assertIn("Ann Amsel", self.daemon.client("show", "1").stdout)
        # Once more with an error, which the log tells of with the title.
        self.feeds.bodies["/a.json"] = 500
        self.daemon.post("/v1/sources/1/poll", {"force": True})
        for form in ("text", "html"):
            status, text = self.daemon.request("GET", f"/v1/digests/preview?format={form}")
            self.assertEqual((status, unsafe(text)), (200, []))
        self.daemon.stop()
        log = self.daemon.log()
        self.assertEqual(unsafe(log), [])
        self.assertNotIn("THE END", log)


if __name__ == "__main__":
    unittest.main()
