#!/usr/bin/env python3
"""`earshot parse`: the output that scripts rely on, and how it refuses."""
import json
import os
import subprocess
import tempfile

EARSHOT = os.path.join(os.environ["EARSHOT_BIN_DIR"], "earshot")
FEEDS = os.path.join(os.environ["EARSHOT_SOURCE_DIR"], "tests/golden/feeds")
KIOSK = os.path.join(FEEDS, "kiosk.rdf")


def parse(*arguments):
    return subprocess.run([EARSHOT, "parse", *arguments], capture_output=True, text=True)


def check_json():
    expected = {
        "file": KIOSK, "format": "rss-1.0", "title": "Kiosk by the canal", "link": "https://kiosk.example/",
        "entries": [
            {"id": "https://kiosk.example/1", "title": "Papers & magazines", "link": "https://kiosk.example/1",
             "author": "Runa Kettleby", "published": "2004-05-25T08:00:00Z", "updated": None},
            {"id": "https://kiosk.example/2#about", "title": "String", "link": "https://kiosk.example/2",
             "author": None, "published": None, "updated": None}]}
    for option in ("--json", "--json-lines"):
        done = parse(option, KIOSK)
        assert done.returncode == 0 and done.stderr == "", done
        assert json.loads(done.stdout) == expected, done.stdout


def check_lists_and_refusals(folder):
    page, cut, names = (os.path.join(folder, name) for name in ("page.html", "cut.xml", "names"))
    with open(page, "w", encoding="utf-8") as file:
        file.write("<!doctype html><title>x</title>")
    with open(cut, "w", encoding="utf-8") as file:
        file.write("<rss><channel>\n<item><link>/1</link></item><item><li")
    with open(names, "w", encoding="utf-8") as file:
        file.write(f"{page}\n\n{cut}\n{folder}/none\n")
    done = parse("--json-lines", "--base", "https://site.example/a/b", "--from", names, KIOSK)
    assert done.returncode == 6, done
    kiosk, refused, damaged, missing = map(json.loads, done.stdout.splitlines())
    assert len(kiosk["entries"]) == 2
    assert refused["error"].startswith("the document is an HTML page"), refused
    assert refused["entries"] == missing["entries"] == []
    assert damaged["damage"].startswith("line 2: broken XML"), damaged
    assert [entry["link"] for entry in damaged["entries"]] == ["https://site.example/1"]
    assert "No such file" in missing["error"], missing


def check_pipe_and_usage():
    done = parse(KIOSK)
    assert done.stdout == "2004-05-25T08:00:00Z\tRuna Kettleby\tPapers & magazines\n\t\tString\n", done.stdout
    done = parse()
    assert done.returncode == 2 and "--from" in done.stderr, done
    done = parse("--from", "/nowhere/list")
    assert done.returncode == 4 and "/nowhere/list" in done.stderr, done


with tempfile.TemporaryDirectory() as temporary:
    check_json()
    check_lists_and_refusals(temporary)
    check_pipe_and_usage()
