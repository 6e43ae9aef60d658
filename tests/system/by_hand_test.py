#!/usr/bin/env python3
"""People by hand, through the real programs: edit, note, suggest, lists and the card. The people are invented."""
import datetime as dt
import json
import os
import unittest

from world import Daemon, Feeds, rss

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


class ByHandTest(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon("")
        self.daemon.start()

    def tearDown(self):
        os.environ.pop("EDITOR", None)
        os.environ.pop("VISUAL", None)
        self.daemon.remove()

    def client(self, *arguments, **more):
        return self.daemon.client(*arguments, **more)

    def shown(self, name):
        return json.loads(self.client("show", name, "--json").stdout)

    def toml(self):
        return os.path.join(self.daemon.directory, "earshot.toml")

    def write(self, name, text):
        path = os.path.join(self.daemon.directory, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def test_what_is_said_of_somebody_by_option_and_by_editor(self):
        self.client("add", "--person", "Notes by Ines")
        done = self.client("edit", "notes", "--name", "Ines Duarte", "--circle", "friends", "--mail", "ines@mail.example")
        self.assertIn("Notes by Ines: name Ines Duarte, circle friends, mail address.   earshot undo 2", done.stderr)
        self.client("note", "ines", "met", "at", "FOSDEM")
        self.assertEqual(self.client("note", "ines").stdout, "met at FOSDEM\n")
        os.environ["EDITOR"] = "sed -i s/friends/work/"
        self.client("edit", "ines")
        self.assertEqual(self.shown("ines")["circle"], "work")
        os.environ["EDITOR"] = "sed -i s/circle:/circel:/"
        wrong = self.client("edit", "ines", check=False)
        self.assertEqual(wrong.returncode, 6)
        self.assertIn("line 4", wrong.stderr)
        os.environ["EDITOR"] = "false"
        self.assertEqual(self.client("edit", "ines", check=False).returncode, 1)
        os.environ.pop("EDITOR")
        self.assertEqual(self.client("edit", "ines", check=False).returncode, 2)
        for _ in range(3):
            self.client("undo")
        self.assertEqual(self.shown("notes")["note"], None)
        self.assertEqual(self.shown("notes")["accounts"], [])

    def test_without_a_feed_nothing_is_vouched_for(self):
        self.assertIn("There is no feed yet", self.client("doctor").stderr)

    def test_a_feed_of_many_says_whom_it_carries(self):
        feeds = Feeds()
        try:
            now = dt.datetime.now(dt.timezone.utc)
            entries = [(name[:2], f"{name} is now connected to Tom Hale", now) for name in ("Ann Amsel", "Bo Birke")]
            feeds.bodies["/network.xml"] = rss("Network", entries)
            done = self.client("add", feeds.url("/network.xml"), "--many")
            self.assertRegex(done.stderr, r"It carries 2 people: (Ann|Bo) \w+, (Ann|Bo) \w+\.   earshot follow \"")
            names = {line.split("\t")[1] for line in self.client("who", "light").stdout.splitlines()}
            self.assertEqual(names, {"Ann Amsel", "Bo Birke"})
        finally:
            feeds.stop()

    def test_who_is_taken_out_comes_back(self):
        self.client("add", "--person", "Ines Duarte")
        self.client("rm", "--person", "ines")
        self.assertEqual(self.client("who", "all").stdout, "")
        self.client("undo")
        self.assertIn("Ines Duarte", self.client("who", "all").stdout)
        self.assertEqual(self.client("add", check=False).returncode, 2)
        self.assertEqual(self.client("rm", check=False).returncode, 2)

    def test_suggestions_are_accepted_and_taken_back(self):
        for name in ("Ann Amsel", "Bo Birke"):
            self.client("add", "--person", name)
        rows = "Ann,Amsel,https://network.example/in/ann,,,,01 Jan 2024\nBo,Birke,https://network.example/in/bo,,,,01 Jan 2024\n"
        self.client("import", "linkedin", self.write("c.csv", CONNECTIONS + rows))
        listed = [line.split("\t") for line in self.client("suggest").stdout.splitlines()]
        self.assertEqual([row[4] for row in listed], ["yes", "yes"])
        self.client("suggest", "--never", listed[0][0])
        self.client("suggest", "--accept")
        self.assertEqual(self.client("suggest").stdout, "")
        for _ in range(2):
            self.client("undo")
        self.assertEqual(len(self.client("suggest").stdout.splitlines()), 2)
        self.client("suggest", "--accept-certain")
        self.assertEqual(self.client("who", "light").stdout, "")
        self.client("undo")
        self.client("suggest", "--accept", listed[1][0], "--never", listed[0][0])
        self.assertEqual(len(self.client("who", "light").stdout.splitlines()), 1)

    def test_json_of_a_list_has_all_its_pages(self):
        rows = "".join(f"P{n},Q{n},https://network.example/in/p{n},,,,01 Jan 2024\n" for n in range(1203))
        self.client("import", "linkedin", self.write("c.csv", CONNECTIONS + rows))
        everybody = json.loads(self.client("who", "light", "--json").stdout)
        self.assertEqual(len({person["id"] for person in everybody["items"]}), 1203)
        self.assertIsNone(everybody["next"])
        self.assertEqual(len(self.client("who", "connected", "--no-word").stdout.splitlines()), 1203)

    def test_the_card_of_somebody_known_by_hand(self):
        self.client("add", "--person", "Ines Duarte")
        self.client("touch", "ines", "called", "--note", "new job in May")
        card = self.client("show", "ines").stdout
        self.assertIn("earshot note person:1", card, "what is not known says how it gets known")
        self.assertIn("new job in May", card)
        shown = self.shown("ines")
        self.assertEqual(len(shown["year"]["they"]), 52)
        self.assertEqual([word["how"] for word in shown["year"]["you"]], ["called"])

    def test_a_declared_sensitivity_leaves_what_is_known(self):
        self.client("add", "--person", "Ines Duarte")
        self.client("edit", "ines", "--circle", "friends", "--phone", "+351 1", "--mail", "ines@mail.example")
        known = ("circle", "phone", "accounts")
        before = [self.shown("ines")[key] for key in known]
        with open(self.toml()) as file:
            text = file.read()
        with open(self.toml(), "w") as file:
            file.write(text + '\n[[person]]\nname = "Ines Duarte"\nsensitivity = "high"\n')
        self.client("reload")
        self.assertEqual([self.shown("ines")[key] for key in known], before)
        self.assertEqual(self.shown("ines")["sensitivity"], "high")
        with open(self.toml(), "w") as file:
            file.write(text)
        self.client("reload")
        self.assertEqual([self.shown("ines")[key] for key in known], before)
        self.assertIsNone(self.shown("ines")["sensitivity"])


if __name__ == "__main__":
    unittest.main()
