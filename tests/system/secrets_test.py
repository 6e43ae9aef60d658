#!/usr/bin/env python3
"""T18: a token in an address is nowhere in what the programs print, answer or log. It stands in the query, in the
path and in the user information; the server redirects with it, repeats it in errors and in what the feed says of
itself. The store may hold it, and nothing else."""
import datetime as dt
import http.client
import json
import os
import socket
import threading
import unittest

from world import Daemon, Feeds, rss, wait_for

DAY = dt.timedelta(days=1)
# One for each place, so that a leak says where it came from.
QUERY, PATH, USER, PASSWORD, MOVED = (
    "qU3rySesame4242abcdef", "pAthSesame4242abcdef0123456789abcd", "uSerSesame4242", "pAssSesame4242",
    "mOvedSesame4242abcdef")
SECRETS = [QUERY, PATH, USER, PASSWORD, MOVED]
LISTS = ["/v1", "/v1/status", "/v1/health", "/v1/sources", "/v1/people?standing=any", "/v1/activities", "/v1/findings",
         "/v1/digests", "/v1/digests/preview?format=json", "/v1/digests/preview?format=text",
         "/v1/digests/preview?format=html", "/v1/outbox", "/v1/suggestions", "/v1/undo", "/v1/openapi.json", "/metrics",
         "/v1/export/opml", "/v1/export/json"]
COMMANDS = [("status",), ("who",), ("who", "quiet"), ("open",), ("sources",), ("sources", "--failing"), ("doctor",),
            ("suggest",), ("undo", "--list"), ("digest", "preview"), ("digest", "list"), ("export", "opml"),
            ("export", "json")]


class SecretsTest(unittest.TestCase):
    def setUp(self):
        self.feeds = Feeds()
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        posts = [(f"k{d}", f"Letter {d}", now - d * DAY) for d in (1, 3, 6)]
        self.feeds.bodies[f"/good.xml?token={QUERY}"] = rss("Notes", posts)
        self.feeds.bodies[f"/private/{PATH}/feed.xml"] = rss("Notes", posts, "other.example")
        self.feeds.bodies["/user.xml"] = 401
        self.feeds.bodies[f"/error.xml?access_token={QUERY}"] = self.complaint
        self.feeds.bodies[f"/moves.xml?key={QUERY}"] = self.redirect
        self.feeds.bodies[f"/moved.xml?token={MOVED}"] = rss("Moved", posts, "moved.example")
        self.feeds.bodies[f"/broken.xml?api_key={QUERY}"] = b"<rss><channel><item>"
        self.daemon = Daemon("[log]\nlevel = \"debug\"\n")
        self.daemon.start()
        self.said = {}

    def tearDown(self):
        self.daemon.remove()
        self.feeds.stop()

    def redirect(self, handler):
        handler.send_response(301)
        handler.send_header("Location", self.feeds.url(f"/moved.xml?token={MOVED}"))
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        raise BrokenPipeError  # all was said

    def complaint(self, handler):
        """An error page whose status line and body repeat the address."""
        handler.send_response(500, f"no token={QUERY} here")
        body = f"<html>bad address {handler.path}</html>".encode()
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        raise BrokenPipeError

    def addresses(self):
        url = self.feeds.url
        secret_user = url("/user.xml").replace("://", f"://{USER}:{PASSWORD}@")
        return [url(f"/good.xml?token={QUERY}"), url(f"/private/{PATH}/feed.xml"), secret_user,
                url(f"/error.xml?access_token={QUERY}"), url(f"/moves.xml?key={QUERY}"),
                url(f"/broken.xml?api_key={QUERY}"), f"http://127.0.0.1:1/?token={QUERY}"]

    def listen(self):
        """Everything that the event stream says from now on."""
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(self.daemon.socket)
        connection.request("GET", "/v1/stream")
        reply = connection.getresponse()
        heard = []

        def read():
            try:
                for line in reply:
                    heard.append(line.decode())
            except (OSError, ValueError, http.client.HTTPException):
                pass
        threading.Thread(target=read, daemon=True).start()
        self.addCleanup(connection.close)
        return heard

    def note(self, what, text):
        self.said[what] = text

    def ask_everything(self):
        sources = [source["id"] for source in self.daemon.all("/v1/sources")]
        people = [person["id"] for person in self.daemon.all("/v1/people?standing=any")]
        findings = [finding["number"] for finding in self.daemon.all("/v1/findings")]
        paths = LISTS + [f"/v1/sources/{n}{rest}" for n in sources for rest in ("", "/history")]
        paths += [f"/v1/people/{n}{rest}" for n in people for rest in ("", "/timeline")]
        paths += [f"/v1/findings/{n}" for n in findings]
        for path in paths:
            status, text = self.daemon.request("GET", path)
            self.assertIn(status, (200, 503), path)
            self.note(path, text)
        commands = COMMANDS + [("show", str(n)) for n in people] + [("why", str(n)) for n in findings]
        commands += [("sources", "history", str(n)) for n in sources]
        for command in commands:
            for form in ((), ("--json",)):
                done = self.daemon.client(*command, *form, check=False)
                self.note(" ".join(("earshot", *command, *form)), done.stdout + done.stderr)

    def test_T18_a_token_is_nowhere_but_in_the_store(self):
        heard = self.listen()
        for address in self.addresses():
            for again in range(2):      # the second time it is there already: an error that names it
                done = self.daemon.client("add", "--anyway", address, "--json", check=False)
                self.note(f"add {again} {address[:40]}", done.stdout + done.stderr)
        for wrong in (f"gopher://x.example/?token={QUERY}", f"http://[::1/?token={QUERY}",
                      f"http://{USER}:{PASSWORD}@/x"):
            done = self.daemon.client("add", wrong, check=False)
            self.note(f"add wrong {wrong[:12]}", done.stdout + done.stderr)
            self.note(f"post {wrong[:12]}", self.daemon.request("POST", "/v1/sources", {"url": wrong})[1])
        path = os.path.join(self.daemon.directory, "list.opml")
        with open(path, "w") as file:
            file.write("<opml version='2.0'><body>" + "".join(
                f"<outline text='Ann {n}' xmlUrl='{self.feeds.url('/good.xml')}?token={QUERY}&amp;n={n}' "
                f"htmlUrl='http://ann.example/?token={QUERY}'/>" for n in range(2)) + "</body></opml>")
        for form in (("--dry-run",), (), ("--json",)):
            done = self.daemon.client("import", "opml", path, *form, check=False)
            self.note(f"import {form}", done.stdout + done.stderr)
        wait_for("every source to be polled", lambda: all(
            self.daemon.get(f"/v1/sources/{source['id']}/history")["items"]
            for source in self.daemon.all("/v1/sources")))
        for source in self.daemon.all("/v1/sources"):
            self.note(f"poll {source['id']}", self.daemon.request("POST", f"/v1/sources/{source['id']}/poll")[1])
        self.daemon.post("/v1/digests/send")
        self.ask_everything()
        wait_for("the stream to tell of polls", lambda: any("poll" in line for line in heard))
        self.daemon.stop()
        self.note("the event stream", "".join(heard))
        self.note("the log", self.daemon.log())
        self.assertGreater(len(self.said), 60)
        self.assertIn("127.0.0.1", self.said["/v1/export/opml"])    # it does say where
        leaks = [(what, secret, text[max(0, text.find(secret) - 80):][:200])
                 for what, text in self.said.items() for secret in SECRETS if secret in text]
        self.assertEqual(leaks, [], json.dumps(leaks, indent=1))
        with open(os.path.join(self.daemon.directory, "earshot.db"), "rb") as store:
            self.assertIn(QUERY.encode(), store.read())             # so the test did put it in


if __name__ == "__main__":
    unittest.main()
