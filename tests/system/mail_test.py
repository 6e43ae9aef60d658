#!/usr/bin/env python3
"""Promise P4 through the real binary: a mail server that takes the message and ends before its answer
is given the same bytes again, once; one that answers is given them once."""
import datetime as dt
import email
import email.policy
import pathlib
import unittest
from zoneinfo import ZoneInfo

from world import Daemon, Feeds, Mail, rss, wait_for

DAY = dt.timedelta(days=1)


def noon_away():
    """A time of day twelve hours from now: no scheduled digest comes between those asked for."""
    return (dt.datetime.now(ZoneInfo("Europe/Berlin")) + dt.timedelta(hours=12)).strftime("%H:%M")


class MailTest(unittest.TestCase):
    name = "Ines Duarte"

    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        posts = [(f"k{d}", f"Letter {d}", now - d * DAY) for d in range(43, 200, 4)]
        self.feeds = Feeds()
        self.feeds.bodies["/ines.xml"] = rss("Notes by Ines", posts, "ines.example")

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()
        self.mail.stop()

    def begin(self, mail):
        self.mail = mail
        self.daemon = Daemon(f"""
[digest]
timezone = "Europe/Berlin"
empty = "never"
at = "{noon_away()}"
[[person]]
name = "{self.name}"
accounts = ["mailto:ines@mail.example"]
sources = ["{self.feeds.url('/ines.xml')}"]
[[deliver]]
name = "mail"
host = "127.0.0.1"
port = {mail.port}
tls = "none"
from = "earshot <earshot@home.example>"
to = ["Reader <me@home.example>"]
""")
        # Learned forty days ago, when she still wrote; silent by today.
        self.daemon.start("-40d")
        wait_for("a first look", lambda: self.daemon.get("/v1/sources")["items"][0]["health"] == "ok")
        self.daemon.stop()

    def look_again(self, offset="0s"):
        self.daemon.start(offset)
        self.daemon.request("POST", "/v1/sources/1/poll", {"force": True})
        wait_for("the finding", lambda: self.daemon.get("/v1/findings?kind=quiet")["items"])

    def outbox(self):
        return self.daemon.get("/v1/outbox")["items"]

    def test_taken_once(self):
        self.begin(Mail())
        self.look_again()
        self.daemon.post("/v1/digests/send")
        wait_for("the delivery", lambda: [d for d in self.outbox() if d["state"] == "sent"])
        self.daemon.stop()
        self.daemon.start("30m")
        self.assertEqual([d["state"] for d in self.outbox()], ["sent"])
        self.assertEqual(len(self.mail.messages), 1)
        message = email.message_from_bytes(self.mail.messages[0], policy=email.policy.default)
        for part in message.walk():
            self.assertEqual(part.defects, [])
            for name, value in part.items():
                self.assertFalse(value.defects, name)
        self.assertEqual(sorted(set(message.keys())), [
            "Auto-Submitted", "Content-Type", "Date", "From", "List-Id", "List-Post", "MIME-Version", "Message-Id",
            "Subject", "To", "X-Auto-Response-Suppress"])
        self.assertEqual(message["List-Id"], "earshot digest <digest.earshot.home.example>")
        digest = self.daemon.get("/v1/digests")["items"][0]["id"]
        self.assertTrue(message["Message-Id"].startswith(f"<digest.{digest}."))
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertIn("Ines", message["Subject"])
        text = message.get_body(("plain",)).get_content()
        self.assertIn("Ines Duarte", text)
        self.assertIn("ONE PERSON TODAY", text)
        html = message.get_body(("html",)).get_content()
        self.assertIn('href="mailto:ines@mail.example"', html)
        self.assertEqual(html.count("<td title="), 26)
        feed = self.daemon.request("GET", "/v1/digests.atom")[1]
        self.assertIn("Ines has not been seen for", feed)

    def test_no_name_becomes_a_header(self):
        for name in ("=?utf-8?q?Eve=0D=0ABcc:_eve@x.example?=", "=?utf-8?b?DQpCY2M6IGV2ZUB4LmV4YW1wbGU=?= Eve"):
            self.name = name
            self.begin(Mail())
            self.look_again()
            self.daemon.post("/v1/digests/send")
            wait_for("the delivery", lambda: [d for d in self.outbox() if d["state"] == "sent"])
            message = email.message_from_bytes(self.mail.messages[0], policy=email.policy.default)
            for part in message.walk():
                self.assertEqual(part.defects, [])
                for key, value in part.items():
                    self.assertFalse(value.defects, key)
            self.assertIsNone(message["Bcc"])
            self.assertNotIn("\r", message["Subject"])
            self.assertNotIn("\n", message["Subject"])
            self.assertIn("Eve", message["Subject"] + message.get_body(("plain",)).get_content())
            self.daemon.remove()
            self.mail.stop()

    def test_a_broken_template_is_named_and_not_used(self):
        self.begin(Mail())
        templates = pathlib.Path(self.daemon.directory) / "templates"
        templates.mkdir()
        (templates / "digest.txt").write_text("one\n{{#items}}\n")
        (templates / "digest.html").write_text("<p>{{headline}}</p>")
        self.look_again()
        reasons = self.daemon.get("/v1/health")["reasons"]
        fault = f"{templates}/digest.txt:2: the section items has no end: {{{{/items}}}} is missing"
        self.assertIn(fault, reasons)
        self.assertIn("ONE PERSON TODAY", self.daemon.request("GET", "/v1/digests/preview?format=text")[1])
        self.assertTrue(self.daemon.request("GET", "/v1/digests/preview?format=html")[1].startswith("<p>Ines"))
        (templates / "digest.txt").write_text("{{headline}}\n")
        self.daemon.post("/v1/reload")
        self.assertNotIn(fault, self.daemon.get("/v1/health")["reasons"])
        self.assertTrue(self.daemon.request("GET", "/v1/digests/preview?format=text")[1].startswith("Ines is quiet"))

    def test_server_dies_before_its_answer(self):
        self.begin(Mail(die_after_data=1))
        self.look_again()
        self.daemon.post("/v1/digests/send")
        wait_for("the first attempt", lambda: [d for d in self.outbox() if d["attempts"] == 1 and d["state"] == "waiting"])
        self.assertEqual(len(self.mail.messages), 1)
        self.daemon.stop()
        self.daemon.start("2m")                       # past the first wait
        wait_for("the second attempt", lambda: [d for d in self.outbox() if d["state"] == "sent"])
        self.assertEqual(len(self.mail.messages), 2)
        self.assertEqual(self.mail.messages[0], self.mail.messages[1])
        self.daemon.stop()
        self.daemon.start("3d")
        self.assertEqual([d["state"] for d in self.outbox()], ["sent"])
        self.assertEqual(len(self.mail.messages), 2, "and only then")

    def test_daemon_killed_while_sending(self):
        self.begin(Mail(die_after_data=1))
        self.look_again()
        self.daemon.post("/v1/digests/send")
        wait_for("the message", lambda: self.mail.messages)
        self.daemon.kill()
        self.daemon.start("2m")
        wait_for("the second attempt", lambda: [d for d in self.outbox() if d["state"] == "sent"])
        self.assertEqual(self.mail.messages[0], self.mail.messages[1])
        self.assertEqual(len(self.mail.messages), 2)

    def test_server_away_for_three_days_gets_one_mail(self):
        self.begin(Mail())
        self.mail.stop()
        for offset in ("0s", "24h", "48h"):
            self.look_again(offset)
            self.daemon.post("/v1/digests/send")
            wait_for("an attempt", lambda: [d for d in self.outbox() if d["attempts"] > 0 and d["state"] == "waiting"])
            self.daemon.stop()
        self.mail = Mail(port=self.mail.port)
        self.daemon.start("72h")
        wait_for("the mail", lambda: [d for d in self.outbox() if d["state"] == "sent"])
        self.assertEqual(len(self.outbox()), 1)
        self.assertEqual(len(self.mail.messages), 1)
        self.assertIn(b"Ines Duarte", self.mail.messages[0])


if __name__ == "__main__":
    unittest.main(verbosity=2)
