#!/usr/bin/env python3
"""Every way in which a digest leaves, through the real binary (promise P4): the same bytes at every
attempt, a repeat that its receiver can tell, and for each kind of fault its own end."""
import base64
import datetime as dt
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import os
import socket
import stat
import threading
import unittest

from mail_test import DAY, noon_away
from world import Daemon, Feeds, Mail, rss, wait_for

SECRET = base64.b64encode(b"open sesame").decode()


class Hooks:
    """An HTTP server that keeps what is posted. `script[path]` is a list of what comes next: a
    status, or "cut" for an end without an answer; then 200."""

    def __init__(self):
        self.posts, self.script = [], {}
        hooks = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hooks.posts.append((self.path, dict(self.headers), body))
                following = hooks.script.get(self.path) or [200]
                end = following.pop(0)
                if end == "cut":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(end)
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path=""):
        return f"http://127.0.0.1:{self.port}{path}"

    def to(self, path):
        return [(headers, body) for where, headers, body in self.posts if where == path]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class WaysTest(unittest.TestCase):
    def setUp(self):
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        quiet = [(f"k{d}", f"Letter {d}", now - d * DAY) for d in range(43, 200, 4)]
        self.feeds, self.hooks = Feeds(), Hooks()
        self.feeds.bodies["/ines.xml"] = rss("Notes by Ines", quiet, "ines.example")
        self.daemon = Daemon("")

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()
        self.hooks.stop()

    def path(self, name):
        return os.path.join(self.daemon.directory, name)

    def program(self, name, text):
        with open(self.path(name), "w") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(self.path(name), stat.S_IRWXU)
        return self.path(name)

    def secret(self, text):
        with open(self.path("secret"), "w") as file:
            file.write(text)
        os.chmod(self.path("secret"), 0o600)
        return f"file:{self.path('secret')}"

    def begin(self, destinations):
        self.daemon.configure(f"""
[digest]
timezone = "Europe/Berlin"
empty = "never"
at = "{noon_away()}"
[[person]]
name = "Ines Duarte"
sources = ["{self.feeds.url('/ines.xml')}"]
{destinations}""")
        # Learned forty days ago, when she still wrote; silent by today.
        self.daemon.start("-40d")
        wait_for("a first look", lambda: self.daemon.get("/v1/sources")["items"][0]["health"] == "ok")
        self.daemon.stop()
        self.daemon.start()
        self.daemon.request("POST", "/v1/sources/1/poll", {"force": True})
        wait_for("the finding", lambda: self.daemon.get("/v1/findings?kind=quiet")["items"])

    def outbox(self):
        return self.daemon.get("/v1/outbox")["items"]

    def send(self):
        self.daemon.post("/v1/digests/send")

    def wait_for_state(self, state, attempts):
        def there():
            return all(d["state"] == state and d["attempts"] == attempts for d in self.outbox())
        wait_for(f"{state} after {attempts}: {self.outbox()}", there)
        return self.outbox()

    def test_each_way_brings_the_digest(self):
        mail = Mail()
        command = self.program("show", f'cat > {self.path("shown")}; echo "$@" > {self.path("called")}\n')
        sendmail = self.program("sendmail", f'cat > {self.path("sent")}; echo "$@" > {self.path("args")}\n')
        self.begin(f"""
[[deliver]]
host = "127.0.0.1"
port = {mail.port}
tls = "none"
from = "earshot@home.example"
to = ["me@home.example"]
[[deliver]]
kind = "sendmail"
program = "{sendmail}"
from = "earshot@home.example"
to = ["me@home.example"]
[[deliver]]
kind = "maildir"
path = "{self.path('Maildir')}"
from = "earshot@home.example"
to = ["me@home.example"]
[[deliver]]
kind = "command"
command = ["{command}", "-v", "a b"]
[[deliver]]
kind = "webhook"
url = "{self.hooks.url('/hook?room=1')}"
secret = "{self.secret('whsec_' + SECRET)}"
[[deliver]]
kind = "ntfy"
url = "{self.hooks.url()}"
topic = "earshot-f3k9"
[[deliver]]
kind = "gotify"
url = "{self.hooks.url('/push/')}"
token = "{self.secret('whsec_' + SECRET)}"
""")
        self.send()
        self.wait_for_state("sent", 1)
        self.assertEqual(len(self.outbox()), 7)
        mail.stop()

        maildir = os.path.join(self.path("Maildir"), "new")
        with open(os.path.join(maildir, os.listdir(maildir)[0]), "rb") as file:
            in_maildir = file.read()
        with open(self.path("sent"), "rb") as file:
            by_sendmail = file.read()
        for message in (mail.messages[0], in_maildir, by_sendmail):
            read = email.message_from_bytes(message, policy=email.policy.default)
            self.assertEqual(read.defects, [])
            self.assertIn("Ines", read["Subject"])
            self.assertIn("Ines Duarte", read.get_body(("plain",)).get_content())
        self.assertNotIn(b"\r", by_sendmail)
        with open(self.path("args")) as file:
            self.assertEqual(file.read(), "-i -f earshot@home.example -- me@home.example\n")

        with open(self.path("called")) as file:
            self.assertEqual(file.read(), "-v a b\n")
        digest = self.daemon.get("/v1/digests")["items"][0]["id"]
        status, text = self.daemon.request("GET", f"/v1/digests/{digest}?format=text")
        with open(self.path("shown")) as file:
            self.assertEqual(file.read(), text)

        headers, body = self.hooks.to("/hook?room=1")[0]
        self.assertEqual(json.loads(body)["id"], digest)
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        expected = base64.b64encode(hmac.new(b"open sesame", signed, hashlib.sha256).digest()).decode()
        self.assertEqual(headers["webhook-signature"], "v1," + expected)
        _, note = self.hooks.to("/")[0]
        self.assertEqual(json.loads(note)["topic"], "earshot-f3k9")
        self.assertIn("Ines Duarte", json.loads(note)["message"])
        headers, note = self.hooks.to("/push/message")[0]
        self.assertIn("Ines", json.loads(note)["title"])
        self.assertEqual(headers["X-Gotify-Key"], "whsec_" + SECRET)
        for secret in (SECRET, "room=1"):
            self.assertNotIn(secret, self.daemon.log())
            self.assertNotIn(secret, json.dumps(self.outbox() + self.daemon.get("/v1/destinations")["items"]))

    def test_faults_of_a_server(self):
        self.hooks.script = {"/busy": [503, 429], "/cut": ["cut"], "/gone": [404], "/refuses": [422]}
        self.begin("".join(f"""
[[deliver]]
kind = "webhook"
name = "{name}"
url = "{self.hooks.url('/' + name)}"
""" for name in ("busy", "cut", "gone", "refuses")))
        self.send()
        wait_for("an attempt at each", lambda: all(d["attempts"] == 1 and d["state"] != "sending" for d in self.outbox()))
        states = {d["destination"]: d["state"] for d in self.outbox()}
        self.assertEqual(states, {"busy": "waiting", "cut": "waiting", "gone": "waiting", "refuses": "given_up"})
        for wait, name in (("2m", "busy"), ("2m", "cut"), ("20m", "busy"), ("80m", "gone")):
            before = len(self.hooks.to("/" + name))
            self.daemon.stop()
            self.daemon.start(wait)
            wait_for(f"{name} again", lambda: len(self.hooks.to("/" + name)) > before or
                     [d for d in self.outbox() if d["destination"] == name and d["state"] == "sent"])
        wait_for("the end", lambda: {d["state"] for d in self.outbox()} == {"sent", "given_up"})
        for name in ("busy", "cut", "gone"):
            posts = self.hooks.to("/" + name)
            self.assertGreater(len(posts), 1, name)
            self.assertEqual(len({body for _, body in posts}), 1, name)
        self.assertEqual(len(self.hooks.to("/refuses")), 1)

    def test_faults_of_a_program(self):
        program = self.program("take", f'cat >> {self.path("got")}\n'
                                       f'[ -e {self.path("ready")} ] || {{ echo not yet >&2; exit 75; }}\n')
        none = self.path("none")
        self.begin(f"""
[[deliver]]
kind = "command"
name = "take"
command = ["{program}"]
[[deliver]]
kind = "command"
name = "none"
command = ["{none}"]
""")
        self.send()
        self.wait_for_state("waiting", 1)
        answers = {d["destination"]: d["last_answer"] for d in self.outbox()}
        self.assertEqual(answers["take"], "ended with 75: not yet")
        self.assertEqual(answers["none"], "cannot be run: No such file or directory")
        with open(self.path("got")) as file:
            once = file.read()
        open(self.path("ready"), "w").close()
        for delivery in self.outbox():                # by hand, without waiting
            if delivery["destination"] == "take":
                self.daemon.post(f"/v1/outbox/{delivery['id']}/retry")
        wait_for("taken", lambda: [d for d in self.outbox() if d["state"] == "sent"])
        with open(self.path("got")) as file:
            self.assertEqual(file.read(), once * 2)

    def test_killed_while_a_server_thinks(self):
        self.begin(f"""
[[deliver]]
kind = "webhook"
url = "{self.hooks.url('/hook')}"
""")
        thinking, go_on = threading.Event(), threading.Event()

        class Thinking(list):
            def pop(self, _):
                thinking.set()
                go_on.wait(60)
                return 200

        self.hooks.script["/hook"] = Thinking([1])
        self.send()
        thinking.wait(60)
        self.daemon.kill()
        self.hooks.script.clear()
        go_on.set()
        self.daemon.start("2m")
        self.wait_for_state("sent", 2)
        (first, once), (second, again) = self.hooks.to("/hook")
        self.assertEqual(once, again)
        self.assertEqual(first["webhook-id"], second["webhook-id"])

    def test_only_what_it_wants(self):
        self.begin(f"""
[[deliver]]
kind = "webhook"
name = "returns"
only = ["back"]
url = "{self.hooks.url('/back')}"
[[deliver]]
kind = "webhook"
name = "silences"
only = ["quiet"]
url = "{self.hooks.url('/quiet')}"
""")
        self.send()
        self.wait_for_state("sent", 1)
        self.assertEqual(self.hooks.to("/back"), [])
        self.assertEqual(len(self.hooks.to("/quiet")), 1)

    def test_trying_out(self):
        program = self.program("take", f"cat > {self.path('got')}; exit $(cat {self.path('status')})\n")
        self.begin(f"""
[[deliver]]
kind = "command"
name = "my program"
command = ["{program}"]
""")
        for status, end in ((0, "accepted"), (78, "not_set_up")):
            with open(self.path("status"), "w") as file:
                file.write(str(status))
            said = self.daemon.post("/v1/destinations/my%20program/test")
            self.assertEqual(said["taken"], status == 0)
            self.assertEqual([tried["end"] for tried in said["tried"]], [end])
            with open(self.path("got")) as file:
                text = file.read()
            self.assertIn("a test", text)
            self.assertNotIn("Ines", text)
        self.assertEqual(self.outbox(), [])
        self.assertEqual(self.daemon.get("/v1/digests")["items"], [])
        status, _ = self.daemon.request("POST", "/v1/destinations/none/test")
        self.assertEqual(status, 404)


if __name__ == "__main__":
    unittest.main(verbosity=2)
