#!/usr/bin/env python3
"""`earshot etiquette`: the report card of the real programs, the letter about a server, and how it
says that there is nothing to judge."""
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

import world

ITEM = ("<item><guid>1</guid><title>Tomatoes</title>"
        "<pubDate>Mon, 13 Apr 2026 08:00:00 GMT</pubDate></item>")
PLAIN = (f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Garden</title>{ITEM}'
         f"<!-- {'x' * 4000} --></channel></rss>").encode()


def etiquette(*arguments, program=None, **options):
    return subprocess.run([program or world.binary("earshot"), "etiquette", *arguments],
                          capture_output=True, text=True, timeout=world.PATIENCE, **options)


class Garden(http.server.BaseHTTPRequestHandler):
    """A server as it should be, one that could do better, and some that have no feed."""
    protocol_version = "HTTP/1.1"
    requests = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        Garden.requests.append(dict(self.headers))
        path = self.path.partition("?")[0]
        if path == "/good":
            known = self.headers.get("If-None-Match") == '"v1"'
            self.answer(304 if known else 200, None if known else gzip.compress(PLAIN), {
                "ETag": '"v1"', "Cache-Control": "max-age=3600", "Content-Encoding": "gzip",
                "Content-Type": "application/rss+xml; charset=utf-8"})
        elif path == "/plain":
            self.answer(200, PLAIN, {})
        elif path == "/page":
            self.answer(200, b"<!doctype html><title>Garden</title>", {})
        else:
            self.answer(429 if path == "/refuses" else 404, b"", {})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body or b"")


class EtiquetteTest(unittest.TestCase):
    def setUp(self):
        Garden.requests.clear()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Garden)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = lambda path: f"http://127.0.0.1:{server.server_address[1]}{path}"

    def test_all_rules_are_kept(self):
        done = etiquette()
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        last = done.stdout.splitlines()[-1]
        kept, rules = map(int, re.fullmatch(r"(\d+) of (\d+) pass", last).groups())
        self.assertEqual(kept, rules)
        self.assertGreater(rules, 30)
        card = json.loads(etiquette("--json").stdout)
        self.assertEqual((card["passed"], card["of"], len(card["rules"])), (rules, rules, rules))

    def test_a_letter_to_who_could_do_better(self):
        done = etiquette(self.url("/plain?token=5d41402abc4b2a76b9719d911017c592"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for words in ("Hello,", "1. Your server gives no ETag", "gzip on;", "max-age=3600", "Kind regards"):
            self.assertIn(words, done.stdout)
        self.assertNotIn("5d41402abc4b2a76b9719d911017c592", done.stdout)
        self.assertEqual(len(Garden.requests), 1, "there was nothing to ask a second time with")

    def test_a_letter_of_thanks(self):
        done = etiquette("--json", self.url("/good"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        advice = json.loads(done.stdout)
        self.assertEqual(advice["better"], [])
        self.assertIn("It answers 304 Not Modified to a reader that has the newest version.", advice["good"])
        first, second = Garden.requests
        self.assertNotIn("If-None-Match", first)
        self.assertEqual(second["If-None-Match"], '"v1"')

    def test_what_is_no_feed_is_said(self):
        advice = json.loads(etiquette("--json", self.url("/page")).stdout)
        self.assertEqual([point["point"] for point in advice["better"]], ["feed"])

    def test_who_refuses_is_named_in_one_line(self):
        for path, words in (("/refuses", "answered 429 Too Many Requests"), ("/none", "answered 404 Not Found")):
            done = etiquette(self.url(path))
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)
        done = etiquette("http://127.0.0.1:1/feed")
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot connect", done.stderr)
        self.assertEqual(json.loads(etiquette("--json", self.url("/refuses")).stdout)["problem"],
                         "answered 429 Too Many Requests")

    def test_what_is_no_address_is_refused(self):
        for address in ("ines", "file:///etc/passwd", "ftp://ines.example/"):
            self.assertEqual(etiquette(address).returncode, 2, address)
        done = subprocess.run([world.binary("earshotd"), "--json"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 64)

    def test_the_daemon_s_program_is_found_where_it_is_installed(self):
        with tempfile.TemporaryDirectory() as prefix:
            for folder, name in (("bin", "earshot"), ("sbin", "earshotd")):
                os.mkdir(os.path.join(prefix, folder))
                shutil.copy(world.binary(name), os.path.join(prefix, folder, name))
            client = os.path.join(prefix, "bin", "earshot")
            self.assertEqual(etiquette(program=client, env={"PATH": "/nowhere"}).returncode, 0)
            os.remove(os.path.join(prefix, "sbin", "earshotd"))
            done = etiquette(program=client, env={"PATH": "/nowhere"})
            self.assertEqual(done.returncode, 4)
            self.assertIn(os.path.join(prefix, "sbin", "earshotd"), done.stderr)
            path = os.path.dirname(world.binary("earshotd"))
            self.assertEqual(etiquette(program=client, env={"PATH": path}).returncode, 0)


if __name__ == "__main__":
    unittest.main()
