#!/usr/bin/env python3
"""Promise P3: killed 50 times at random instants while polling, earshotd loses no entry, takes none
twice, and finds what an uninterrupted run finds."""
import datetime as dt
import random
import threading
import unittest

from world import Daemon, Feeds, rss, wait_for

DAY = dt.timedelta(days=1)
KILLS = 50
PEOPLE = 6


def story(base):
    """What each of the people posts, by day: one falls silent, one comes back, one has a busy night."""
    posts = {}
    for person in range(PEOPLE):
        days = [d for d in range(-160, 0) if d % (3 + person) == 0]
        if person == 1:
            days = [d for d in days if d < -75]                 # fell silent
        if person == 2:
            days = [d for d in days if d < -90] + [-1]          # came back yesterday
        posts[person] = [(f"p{person}d{d}", f"Post {d} of {person}", base + d * DAY) for d in days]
        if person == 3:
            night = base - 2 * DAY
            posts[person] += [(f"p3n{i}", f"Night note {i}", night + i * dt.timedelta(minutes=9)) for i in range(30)]
    return posts


class KillTest(unittest.TestCase):
    def run_story(self, kills):
        base = dt.datetime.now(dt.timezone.utc).replace(microsecond=0) - dt.timedelta(hours=12)
        base = base.replace(minute=0, second=0)
        posts = story(base)
        feeds = Feeds()
        shown = {"until": base - 40 * DAY}
        for person in range(PEOPLE):
            def body(_, person=person):
                items = [i for i in posts[person] if i[2] <= shown["until"]]
                return rss(f"Blog {person}", items[::-1], f"b{person}.example")
            feeds.bodies[f"/{person}.xml"] = body
        config = "[poll]\nhost_spacing = \"0s\"\n" + "".join(
            f'[[person]]\nname = "Person {p}"\nsources = ["{feeds.url(f"/{p}.xml")}"]\n' for p in range(PEOPLE))
        daemon = Daemon(config)
        chance = random.Random(7)
        try:
            # Forty days ago the histories are learned; then every few days are looked at again.
            ago, killed = 40, 0
            while True:
                shown["until"] = base - ago * DAY
                while True:
                    daemon.start(f"-{ago}d" if ago else "0s")
                    if killed >= kills:
                        break
                    killed += 1
                    timer = threading.Timer(chance.uniform(0, 0.15), daemon.process.kill)
                    timer.start()
                    self.poll_all(daemon, certain=False)
                    timer.join()
                    daemon.process.wait()
                    if ago > 0 and chance.random() < 0.25:
                        break
                if daemon.process.poll() is not None:
                    daemon.start(f"-{ago}d" if ago else "0s")
                self.poll_all(daemon, certain=True)
                if ago == 0:
                    break
                daemon.stop()
                ago = max(0, ago - 4)
            self.assertEqual(killed, kills)
            activities = sorted((a["at"], a["sentence"]) for a in daemon.all("/v1/activities?limit=100"))
            findings = sorted(self.told(f) for f in daemon.all("/v1/findings"))
            self.assertLess(daemon.stop(), 5)
            expected = sum(len(p) for p in posts.values())
            self.assertEqual(len(activities), expected, "every entry once")
            self.assertEqual(len(set(activities)), expected, "no entry twice")
            return findings
        finally:
            daemon.remove()
            feeds.stop()

    def poll_all(self, daemon, certain):
        """Asks for every source; when `certain`, until each was polled well in this run."""
        try:
            for source in daemon.get("/v1/sources")["items"]:
                daemon.request("POST", f"/v1/sources/{source['id']}/poll", {"force": True})
        except (OSError, AssertionError, ValueError):
            if certain:
                raise
            return
        if certain:
            wait_for("idle sources", lambda: all(
                s["health"] == "ok" for s in daemon.get("/v1/sources")["items"]))

    def told(self, finding):
        """What a finding says, without its number, the second at which it was found, and whether a
        digest was made meanwhile."""
        evidence = finding["evidence"]
        kept = {k: v for k, v in evidence.items() if k not in ("due", "watched_until")}
        return finding["kind"], finding["person"]["name"] if finding.get("person") else "", finding["state"] == "closed", str(sorted(kept.items()))

    def test_killed_fifty_times(self):
        calm = self.run_story(kills=0)
        self.assertEqual({k for k, *_ in calm} & {"quiet", "back", "burst"}, {"quiet", "back", "burst"})
        self.assertEqual(self.run_story(kills=KILLS), calm)


if __name__ == "__main__":
    unittest.main(verbosity=2)
