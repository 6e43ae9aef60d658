#!/usr/bin/env python3
"""`earshot read` and dialect files: the output that scripts rely on, and how it refuses."""
import json
import os
import subprocess
import sys
import tempfile

EARSHOT = os.path.join(os.environ["EARSHOT_BIN_DIR"], "earshot")
FEED = """<rss version="2.0"><channel><title>Garden</title><link>https://garden.example/</link>
<item><title>Ann Quill is now connected to Bo Reed and Cy Dart</title><guid>urn:1</guid>
<pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate></item>
<item><title>Ann Quill waters Moss</title><guid>urn:2</guid></item></channel></rss>"""
OWN = """name = "garden"
[match]
hosts = ["garden.example"]
[[phrase]]
verb = "like"
says = "{actor} waters {object}"
[[phrase]]
verb = "connect"
says = "{actor} is now connected to {objects}"
"""


def run(*arguments, **environment):
    return subprocess.run([EARSHOT, *arguments], capture_output=True, text=True,
                          env={**os.environ, **environment})


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def check_json_lines(feed):
    done = run("read", "--json-lines", feed)
    assert done.returncode == 0 and done.stderr == "", done
    first, second = map(json.loads, done.stdout.splitlines())
    ann = {"key": None, "name": "Ann Quill"}
    assert first == {"file": feed, "entry_id": "urn:1", "index": 0, "activities": [
        {"actor": ann, "verb": "connect", "objects": [{"name": name, "uri": None}],
         "at": "2024-03-05T09:00:00Z"} for name in ("Bo Reed", "Cy Dart")]}, first
    assert second["index"] == 1 and [a["verb"] for a in second["activities"]] != ["like"], second


def check_own_dialects(folder, feed):
    own = os.path.join(folder, "dialects")
    os.mkdir(own)
    file = write(own, "garden.toml", OWN)
    for done in (run("read", "--explain", "--dialects", own, feed),
                 run("read", "--explain", feed, EARSHOT_DIALECTS=own)):
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        assert rows[2] == ["", "Ann Quill", "like", "Moss", 'garden: "{actor} waters {object}"',
                           "Ann Quill waters Moss"], rows
    good = run("check-config", file)
    assert good.returncode == 0 and "good, 2 phrases" in good.stderr, good

    write(own, "garden.toml", OWN.replace("like", "adore") + "mood = 1\n")
    for done in (run("check-config", file), run("read", "--dialects", own, feed)):
        assert done.returncode == 6, done
        assert f'{file}:5: unknown verb "adore"' in done.stderr, done
        assert f'{file}:10: unknown key "mood" in [[phrase]]' in done.stderr, done


def check_refusals(folder, feed):
    page = write(folder, "page.html", "<!doctype html><title>x</title>")
    done = run("read", "--json-lines", page, feed)
    assert done.returncode == 6 and "HTML page" in done.stderr, done
    assert len(done.stdout.splitlines()) == 2, "what can be read is read"
    assert run("read", feed + ".none").returncode == 4
    assert run("read", "--dialects", folder, feed).returncode == 4, "no dialects there"
    assert run("read").returncode == 2


def main():
    with tempfile.TemporaryDirectory() as folder:
        feed = write(folder, "feed.xml", FEED)
        check_json_lines(feed)
        check_own_dialects(folder, feed)
        check_refusals(folder, feed)


if __name__ == "__main__":
    sys.exit(main())
