#!/usr/bin/env python3
"""Whatever ends earshotd ends it in order: a store that fails while polls are under way ends it with
code 1 and one line that says why, and nothing is used after it is gone. A reader that goes away ends
the client, quietly, and not the daemon."""
import datetime as dt
import os
import signal
import sqlite3
import subprocess
import threading
import unittest

from world import PATIENCE, Daemon, Feeds, binary, rss, wait_for

HANGING = ("/a", "/b", "/c", "/d")


class EndTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        self.body = rss("Notes", [("k1", "Letter", now)])
        self.feeds = Feeds()
        self.release = threading.Event()
        config = '[poll]\nhost_spacing = "0s"\nper_host = 8\n'
        for path in (*HANGING, "/last"):
            self.feeds.bodies[path] = self.body
            config += f'[[source]]\nurl = "{self.feeds.url(path)}"\n'
        self.daemon = Daemon(config)
        self.daemon.start()
        wait_for("a first look", lambda: all(
            source["poll"]["last_attempt"] for source in self.daemon.get("/v1/sources")["items"]))
        self.daemon.stop()

    def tearDown(self):
        self.release.set()
        self.daemon.remove()
        self.feeds.stop()

    def damage(self, *sentences):
        with sqlite3.connect(os.path.join(self.daemon.directory, "earshot.db")) as store:
            for sentence in sentences:
                store.execute(sentence)

    def ends_in_order(self, why):
        """All feeds but the last hang, and the last answers when the others have been asked."""
        asked = [threading.Event() for _ in HANGING]

        def hang(event):
            def answer(_):
                event.set()
                self.release.wait(PATIENCE)
                return 500
            return answer

        def last(_):
            for event in asked:
                event.wait(PATIENCE)
            return self.body
        self.feeds.bodies.update(zip(HANGING, map(hang, asked)))
        self.feeds.bodies["/last"] = last
        os.remove(os.path.join(self.daemon.directory, "log"))
        self.daemon.launch(offset="2d")
        code = self.daemon.process.wait(PATIENCE)
        said = self.daemon.log()
        self.assertEqual(code, 1, said)
        self.assertEqual(said.count(": stopping"), 1, said)
        self.assertRegex(said.splitlines()[-1], f"error: .*{why}.*: stopping$")
        for word in ("Assertion", "Sanitizer", "runtime error"):
            self.assertNotIn(word, said)

    def test_a_poll_that_cannot_be_kept(self):
        self.damage("CREATE TRIGGER broken BEFORE UPDATE ON source WHEN NEW.url LIKE '%/last' "
                    "BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END")
        self.ends_in_order("broken on purpose")

    def test_several_polls_that_cannot_be_kept(self):
        self.damage("CREATE TRIGGER broken BEFORE UPDATE ON source "
                    "BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END")
        self.release.set()  # all answer at once
        self.ends_in_order("broken on purpose")

    def test_a_digest_that_cannot_be_made(self):
        self.damage("DROP TABLE mark")
        self.ends_in_order("no such table: mark")

    def test_an_outbox_that_cannot_be_read(self):
        self.damage("DROP TABLE delivery")
        self.ends_in_order("no such table: delivery")

    def test_a_log_that_nobody_reads_any_more(self):
        reader, writer = os.pipe()
        os.close(reader)
        self.daemon.launch(stderr=writer)
        os.close(writer)
        wait_for("the control socket", self.daemon._answers)
        self.assertEqual(self.daemon.post("/v1/reload"), {"reloaded": True})
        self.daemon.stop()

    def test_a_client_that_nobody_reads_any_more(self):
        self.daemon.start()
        for ignored, code in ((False, -signal.SIGPIPE), (True, 1)):
            reader, writer = os.pipe()
            os.close(reader)
            client = subprocess.Popen([binary("earshot"), "--socket", self.daemon.socket, "watch"], stdout=writer,
                                      stderr=subprocess.PIPE, text=True, restore_signals=not ignored)
            os.close(writer)
            wait_for("its end", lambda: self.daemon.post("/v1/reload") and client.poll() is not None)
            self.assertEqual((client.returncode, client.stderr.read()), (code, ""))
            client.stderr.close()


if __name__ == "__main__":
    unittest.main()
