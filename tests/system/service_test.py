#!/usr/bin/env python3
"""earshotd as a service: it starts, reloads, keeps secrets, changes nothing on a GET, and stops."""
import datetime as dt
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from world import Daemon, Feeds, binary, rss, wait_for

DAY = dt.timedelta(days=1)
TOKEN = "tOkEn4242sesame"


class ServiceTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        self.feeds = Feeds()
        body = rss("Notes", [(f"k{d}", f"Letter {d}", now - d * DAY) for d in range(1, 90, 3)])
        self.feeds.bodies["/a.xml"] = body
        self.feeds.bodies[f"/feed.xml?token={TOKEN}"] = body
        self.feeds.bodies[f"/secret:{TOKEN}/feed.xml"] = 503
        self.config = f'[[person]]\nname = "Ann Amsel"\nsources = ["{self.feeds.url("/a.xml")}"]\n'
        self.daemon = Daemon(self.config)

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def test_no_secret_gets_out(self):
        self.daemon.start()
        for address in (self.feeds.url(f"/feed.xml?token={TOKEN}"), self.feeds.url(f"/secret:{TOKEN}/feed.xml"),
                        f"http://ann:{TOKEN}@127.0.0.1:{self.feeds.port}/nothing.xml"):
            self.daemon.post("/v1/sources", {"url": address})
        wait_for("three more polls", lambda: all(
            s["poll"]["last_attempt"] for s in self.daemon.get("/v1/sources")["items"]))
        said = [self.daemon.log()]
        for path in ("/v1", "/v1/status", "/v1/health", "/v1/sources", "/v1/sources/2", "/v1/sources/3", "/v1/people",
                     "/v1/activities", "/v1/findings", "/v1/digests/preview?format=json", "/v1/outbox", "/metrics",
                     "/v1/sources/2/history", "/v1/sources/3/history", "/v1/sources/4/history"):
            said.append(self.daemon.request("GET", path)[1])
        for arguments in (["sources"], ["sources", "--json"], ["status"], ["who"], ["open", "--json"]):
            said.append(self.daemon.client(*arguments).stdout)
        said.append(self.daemon.client("add", self.feeds.url(f"/feed.xml?token={TOKEN}"), check=False).stderr)
        for text in said:
            self.assertNotIn(TOKEN, text)
        # It is on the wire, where it belongs, and nowhere else.
        self.assertIn(f"/feed.xml?token={TOKEN}", [path for path, _ in self.feeds.requests])

    def test_a_page_is_followed_by_its_feed(self):
        self.daemon.start()
        link = '<link rel="alternate" type="application/rss+xml" href="%s" title="%s">'
        page = "<!doctype html><html><head>%s</head><body>Hello</body></html>"
        self.feeds.bodies["/feed.xml"] = self.feeds.bodies["/a.xml"]
        self.feeds.bodies["/one"] = (page % (link % ("/feed.xml", ""))).encode()
        self.feeds.bodies["/two"] = (page % (link % ("/x.xml", "Notes") + link % ("/y.xml", "Replies"))).encode()
        self.feeds.bodies["/none"] = (page % "").encode()

        added = self.daemon.client("add", self.feeds.url("/one"), "--person", "Bo Birke")
        self.assertIn("Added as source 2: " + self.feeds.url("/feed.xml"), added.stderr)
        self.assertIn(self.feeds.url("/one") + " is no feed, and offers one", added.stderr)
        several = self.daemon.client("add", self.feeds.url("/two"), check=False)
        self.assertEqual(several.returncode, 6)
        self.assertIn(f"earshot add '{self.feeds.url('/x.xml')}'   Notes", several.stderr)
        self.assertIn(f"earshot add '{self.feeds.url('/y.xml')}'   Replies", several.stderr)
        none = self.daemon.client("add", self.feeds.url("/none"), check=False)
        self.assertEqual(none.returncode, 6)
        self.assertIn("the document is an HTML page, not a feed", none.stderr)
        missing = self.daemon.client("add", self.feeds.url("/missing"), check=False)
        self.assertEqual(missing.returncode, 1)
        self.assertIn("answered 404", missing.stderr)
        self.assertEqual(len(self.daemon.get("/v1/sources")["items"]), 2)
        self.assertIn("source 3", self.daemon.client("add", "--anyway", self.feeds.url("/missing")).stderr)

    def test_a_get_changes_nothing(self):
        self.daemon.start()
        wait_for("a first look", lambda: self.daemon.get("/v1/sources")["items"][0]["health"] == "ok")
        before = self.dump()
        for path in self.daemon.get("/v1/openapi.json")["paths"]:
            self.daemon.request("GET", path.replace("{id}", "1").replace("{n}", "1"))
        self.assertEqual(self.dump(), before)

    def dump(self):
        import sqlite3
        with sqlite3.connect(f"file:{self.daemon.directory}/earshot.db?mode=ro", uri=True) as store:
            return list(store.iterdump())

    def test_a_bad_configuration_changes_nothing(self):
        self.daemon.start()
        self.daemon.configure(self.config + "[poll]\nintervall = \"1h\"\nconcurrency = -3\n[digets]\n")
        refused = self.daemon.client("reload", check=False)
        self.assertEqual(refused.returncode, 6, refused.stderr)
        said = refused.stdout + refused.stderr
        for line in (":5:", ":6:", ":7:"):
            self.assertIn(line, said)
        status, text = self.daemon.request("POST", "/v1/reload")
        self.assertEqual(status, 422)
        self.assertEqual(len(json.loads(text)["problems"]), 3)
        self.daemon.process.send_signal(signal.SIGHUP)
        self.assertEqual(len(self.daemon.get("/v1/people")["items"]), 1)
        self.daemon.configure(self.config + '[[person]]\nname = "Bo Birke"\n')
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_for("the reload", lambda: len(self.daemon.get("/v1/people")["items"]) == 2)

    def test_a_broken_dialect_refuses_a_reload(self):
        own = os.path.join(self.daemon.directory, "dialects")
        os.mkdir(own)
        self.daemon.dialects.append(own)
        self.daemon.start()
        with open(os.path.join(own, "own.toml"), "w") as file:
            file.write('name = "own"\n[[phrase]]\nverb = "lick"\nsays = ["{actor} licked {object}"]\n')
        refused = self.daemon.client("reload", check=False)
        self.assertEqual(refused.returncode, 6, refused.stderr)
        self.assertIn("own.toml:3:", refused.stderr)
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_for("the refusal in the log", lambda: self.daemon.log().count("the old settings stay in force") == 2)
        with open(os.path.join(own, "own.toml"), "w") as file:
            file.write('name = "own"\n[[phrase]]\nverb = "like"\nsays = ["{actor} licked {object}"]\n')
        self.assertIn("dialects", self.daemon.client("reload").stderr)

    def test_a_reload_that_the_store_refuses_changes_nothing(self):
        import sqlite3
        self.daemon.start()
        with sqlite3.connect(f"{self.daemon.directory}/earshot.db") as store:
            store.execute("CREATE TRIGGER full BEFORE INSERT ON person BEGIN SELECT RAISE(ABORT, 'no room'); END")
        self.daemon.configure(self.config + '[[person]]\nname = "Bo Birke"\n')
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_for("the refusal in the log", lambda: "no room: the old settings stay in force" in self.daemon.log())
        status, text = self.daemon.request("POST", "/v1/reload")
        self.assertEqual(status, 500, text)
        self.assertEqual(len(self.daemon.get("/v1/people")["items"]), 1)

    def test_a_large_file_is_one_request(self):
        self.daemon.start()
        path = os.path.join(self.daemon.directory, "cards.vcf")
        with open(path, "w") as file:
            for name in ("Bo Birke", "Cleo Clay"):
                photo = "\r\n ".join(["QUJD" * 18] * 40000)
                file.write(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nPHOTO:{photo}\r\nEND:VCARD\r\n")
        self.assertGreater(os.path.getsize(path), 4 * 1024 * 1024)
        self.assertIn("2 cards: 2 new", self.daemon.client("import", "vcard", path).stderr)
        status, text = self.daemon.request("POST", "/v1/sources", {"title": "x" * 1024 * 1024})
        self.assertEqual(status, 413, text)
        self.assertIn("more than 1 MiB", text)

    def test_starting_with_a_bad_configuration_is_refused_for_good(self):
        self.daemon.configure("[poll]\ninterval = 3600\n")
        done = subprocess.run([binary("earshotd"), "--config", self.daemon.directory + "/earshot.toml"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 78)
        self.assertIn("earshot.toml:2:", done.stderr)

    def test_two_daemons_do_not_share_a_store(self):
        self.daemon.start()
        second = Daemon(self.config, self.daemon.directory)
        with self.assertRaises(AssertionError) as refused:
            second.socket = self.daemon.socket + ".2"
            second.start()
        self.assertIn("in use", str(refused.exception))
        self.assertEqual(self.daemon.get("/v1")["name"], "earshot")

    def test_stops_in_time_while_a_feed_hangs(self):
        asked, release = threading.Event(), threading.Event()

        def hang(_):
            asked.set()
            release.wait(30)
            return 500
        self.feeds.bodies["/a.xml"] = hang
        self.daemon.start()
        self.assertTrue(asked.wait(30))
        self.assertLess(self.daemon.stop(), 5)
        release.set()
        self.feeds.bodies["/a.xml"] = rss("Notes", [])
        self.daemon.start()
        wait_for("a poll", lambda: self.daemon.get("/v1/sources")["items"][0]["poll"]["last_attempt"])
        history = self.daemon.get("/v1/sources/1/history")["items"]
        self.assertEqual(len(history), 1, "a poll that was cut short has not happened")

    def test_exit_codes_of_the_client(self):
        self.daemon.start()
        for arguments, code in ((["status"], 0), (["nonsense"], 2), (["why", "99"], 4), (["show", "nobody at all"], 4),
                                (["rm", "1"], 6), (["add", "gopher://old.example/"], 6)):
            self.assertEqual(self.daemon.client(*arguments, check=False).returncode, code, arguments)
        self.daemon.stop()
        gone = self.daemon.client("status", check=False)
        self.assertEqual(gone.returncode, 3)
        self.assertIn(self.daemon.socket, gone.stderr)

    def test_tells_systemd(self):
        import socket
        with tempfile.TemporaryDirectory() as directory, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(directory + "/notify")
            notify.settimeout(30)
            environment = dict(os.environ, NOTIFY_SOCKET=directory + "/notify", STATE_DIRECTORY=directory,
                               WATCHDOG_USEC="2000000")
            environment.pop("WATCHDOG_PID", None)
            process = subprocess.Popen(
                [binary("earshotd"), "--config", self.daemon.directory + "/earshot.toml", "--dialects",
                 os.environ["EARSHOT_SOURCE_DIR"] + "/config/dialects", "--socket", directory + "/c.sock"],
                env=environment, stderr=subprocess.DEVNULL)
            heard = ""
            end = time.monotonic() + 30
            while not all(word in heard for word in ("READY=1", "STATUS=", "WATCHDOG=1")) and time.monotonic() < end:
                heard += notify.recv(4096).decode() + "\n"
            self.assertIn("READY=1", heard)
            self.assertIn("WATCHDOG=1", heard)
            process.send_signal(signal.SIGTERM)
            while "STOPPING=1" not in heard:
                heard += notify.recv(4096).decode() + "\n"
            self.assertEqual(process.wait(30), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
