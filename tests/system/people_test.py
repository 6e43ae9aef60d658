#!/usr/bin/env python3
"""People through the real programs: import, export, who is who, and undo. The people are invented."""
import datetime as dt
import json
import os
import unittest

from world import Daemon, Feeds, rss, wait_for

DAY = dt.timedelta(days=1)
TOKEN = "tOkEn4242sesame"
CARDS = ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Amsel\r\nURL:https://ann.example/\r\nEND:VCARD\r\n"
         "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n")
CONNECTIONS = ("Notes:\n\"Some addresses are missing.\"\n\n"
               "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")


class PeopleTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        self.feeds = Feeds()
        self.ann = f"/ann.xml?token={TOKEN}"
        for path in (self.ann, "/bo.xml"):
            self.feeds.bodies[path] = rss("Notes", [(f"k{d}", f"Letter {d}", now - d * DAY) for d in (1, 3, 6)])
        self.daemon = Daemon("")
        self.daemon.start()

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def write(self, name, text):
        path = os.path.join(self.daemon.directory, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def opml(self):
        url = self.feeds.url
        return self.write("feeds.opml", f"""<opml version="2.0"><head/><body>
<outline text="friends">
<outline text="Ann Amsel" xmlUrl="{url(self.ann)}" htmlUrl="https://ann.example/"/>
<outline text="Bo Birke" xmlUrl="{url("/bo.xml")}"/>
</outline>
<outline text="Old" xmlUrl="gopher://old.example/"/>
</body></opml>""")

    def people(self, standing="any"):
        return sorted(p["name"] for p in self.daemon.all(f"/v1/people?standing={standing}"))

    def dump(self):
        import sqlite3
        with sqlite3.connect(f"file:{self.daemon.directory}/earshot.db?mode=ro", uri=True) as store:
            return [line for line in store.iterdump() if "INTO \"person\"" in line or "INTO \"source\"" in line
                    or "INTO \"activity\"" in line or "INTO \"identity\"" in line]

    def test_feeds_in_and_out_again(self):
        path = self.opml()
        dry = self.daemon.client("import", "opml", path, "--dry-run")
        self.assertEqual(self.people(), [])
        self.assertIn("Nothing was changed", dry.stderr)
        real = self.daemon.client("import", "opml", path)
        self.assertEqual(real.stdout, dry.stdout)
        rows = [line.split("\t") for line in real.stdout.splitlines()]
        self.assertEqual([row[:3] for row in rows], [["3", "new", "Ann Amsel"], ["4", "new", "Bo Birke"],
                                                     ["6", "refused", ""]])
        self.assertIn("3 feeds: 2 new, 1 refused.", real.stderr)
        self.assertNotIn(TOKEN, real.stdout + real.stderr)
        self.assertEqual(self.people("followed"), ["Ann Amsel", "Bo Birke"])
        wait_for("two first polls", lambda: all(
            s["health"] == "ok" for s in self.daemon.get("/v1/sources")["items"]))
        before = self.dump()
        again = self.daemon.client("import", "opml", path)
        self.assertIn("2 known, 1 refused", again.stderr)
        self.assertEqual(self.dump(), before)

        hidden = self.daemon.client("export", "opml")
        self.assertNotIn(TOKEN, hidden.stdout)
        self.assertIn("--secrets", hidden.stderr)
        refused = self.daemon.client("import", "opml", self.write("hidden.opml", hidden.stdout), "--json")
        self.assertEqual(json.loads(refused.stdout)["refused"], 1)
        full = self.daemon.client("export", "opml", "--secrets")
        self.assertIn(TOKEN, full.stdout)
        other = Daemon("").start()
        try:
            other.client("import", "opml", self.write("full.opml", full.stdout))
            self.assertEqual(sorted(p["name"] for p in other.all("/v1/people")), ["Ann Amsel", "Bo Birke"])
            book = json.loads(other.client("export", "json").stdout)
            self.assertEqual([p["circle"] for p in book["people"]], ["friends", "friends"])
        finally:
            other.remove()
        self.assertNotIn(TOKEN, self.daemon.log())

    def test_cards_and_connections(self):
        self.daemon.client("import", "opml", self.opml())
        done = self.daemon.client("import", "vcard", self.write("cards.vcf", CARDS))
        self.assertIn("FN: has no name", done.stdout)
        self.assertIn("1 refused", done.stderr)
        self.assertEqual(self.people(), ["Ann Amsel", "Bo Birke"], "the card's address is Ann's")
        folder = os.path.join(self.daemon.directory, "contacts")
        os.mkdir(folder)
        for name in ("a.vcf", "b.vcf"):
            self.write(f"contacts/{name}", CARDS.replace("Ann Amsel", name).replace("ann.", name[0] + "."))
        rows = self.daemon.client("import", "vcard", folder).stdout.splitlines()
        self.assertIn("b.vcf:6\trefused\t\tFN: has no name", rows)

        lena = "Lena,Ortiz,https://network.example/in/lena,,,,01 Jan 2024\n"
        first = self.write("c.csv", CONNECTIONS + lena)
        done = self.daemon.client("import", "linkedin", first)
        self.assertIn("These are the first", done.stderr)
        self.assertEqual(self.daemon.get("/v1/activities?verb=connect")["items"], [])
        today = dt.date.today() - DAY
        more = self.write("d.csv", CONNECTIONS + lena +
                          f"Marek,Sobol,https://network.example/in/marek,,,,{today:%d %b %Y}\n")
        done = self.daemon.client("import", "linkedin", more)
        self.assertIn("1 new connection of yours", done.stderr)
        connect, = self.daemon.get("/v1/activities?verb=connect")["items"]
        self.assertTrue(connect["own"])
        self.assertEqual(connect["objects"][0]["name"], "Marek Sobol")
        self.assertIn("Lena Ortiz", self.people("light"))

    def test_a_large_file_comes_in_parts_and_whole(self):
        rows = "".join(f"P{n},Q{n},https://network.example/in/p{n},,{'x' * 60},,01 Jan 2024\n" for n in range(12000))
        path = self.write("large.csv", CONNECTIONS + rows)
        self.assertGreater(os.path.getsize(path), 1024 * 1024)
        done = self.daemon.client("import", "linkedin", path, "--json")
        answer = json.loads(done.stdout)
        self.assertEqual((answer["new"], answer["people_new"]), (12000, 12000))
        self.assertEqual(len(answer["items"]) + answer["left_out"], 12000)

    def test_who_is_who(self):
        self.daemon.client("import", "opml", self.opml())
        wait_for("two first polls", lambda: all(
            s["health"] == "ok" for s in self.daemon.get("/v1/sources")["items"]))
        linked = self.daemon.client("link", "ann", "@ann@social.example")
        self.assertIn("was linked to Ann Amsel", linked.stderr)
        self.assertIn("acct:ann@social.example", self.daemon.client("show", "ann").stdout)
        self.daemon.client("merge", "bo", "ann")
        self.assertEqual(self.people(), ["Ann Amsel"])
        listed = self.daemon.client("undo", "--list").stdout.splitlines()
        self.assertEqual([line.split("\t")[0] for line in listed], ["3", "2", "1"], "merge, link, import")
        undone = self.daemon.client("undo")
        self.assertIn("Undone: Bo Birke was merged into Ann Amsel", undone.stderr)
        self.assertEqual(self.people(), ["Ann Amsel", "Bo Birke"])

        self.daemon.client("link", "ann", self.feeds.url("/bo.xml"))
        self.assertEqual(self.people(), ["Ann Amsel"])
        self.daemon.client("undo")
        self.daemon.client("unlink", "bo", self.feeds.url("/bo.xml"))
        self.assertEqual(len(self.people()), 3)
        self.daemon.client("undo")
        self.assertEqual(self.people(), ["Ann Amsel", "Bo Birke"])
        same = self.write("same.vcf", "BEGIN:VCARD\nFN:Bo Birke\nURL:https://elsewhere.example/bo\nEND:VCARD\n")
        self.daemon.client("import", "vcard", same)
        row, = self.daemon.client("suggest").stdout.splitlines()
        self.assertEqual(row.split("\t")[1:], ["Bo Birke", "2", "Bo Birke", "yes", "both are called bo birke"])

    def test_what_goes_wrong_has_its_code(self):
        self.daemon.client("import", "opml", self.opml())
        missing = os.path.join(self.daemon.directory, "missing.opml")
        for arguments, code in ((["import", "opml", missing], 1), (["import", "xls", missing], 2),
                                (["import", "vcard", self.opml()], 6), (["export", "csv"], 2),
                                (["merge", "nobody", "ann"], 4), (["merge", "ann", "ann"], 6),
                                (["link", "ann", "just words"], 6), (["unlink", "ann", "https://x.example/"], 6),
                                (["undo", "99"], 4), (["undo"], 0), (["undo"], 4)):
            done = self.daemon.client(*arguments, check=False)
            self.assertEqual(done.returncode, code, f"{arguments}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
