#!/usr/bin/env python3
"""The feed reader against the reference corpus: golden answers, hostile inputs, their limits.

The corpus lies outside of the project; without it there is nothing to test. The bars are those of the best of all
parsers that were measured on it. Memory is not judged under sanitizers, which keep what is freed.
"""
import json
import os
import subprocess
import sys
import tempfile

SHARED = os.environ["EARSHOT_SHARED_DIR"]
EARSHOT = os.path.join(os.environ["EARSHOT_BIN_DIR"], "earshot")
SANITIZED = os.environ.get("EARSHOT_SANITIZED") == "ON"

REAL_XML = {"entries": 99.97, "id": 99.96, "title": 99.99, "link": 99.86, "author": 99.84, "published": 99.87}
EVERY_JSON = {field: 99.9 for field in REAL_XML}
EVERY_XML = {"mean": 97.5}
HOSTILE = {"must": 125, "should": 80, "may": 38}
SINGLE_DATES = 110


def grade(corpus, bars, *chosen):
    wanted = [word for field, bar in bars.items() for word in ("--min", f"{field}={bar}")]
    command = ["--batch", f"{EARSHOT} parse --json-lines {{files}}", "--min", "crashes=0", *wanted, *chosen]
    done = subprocess.run([sys.executable, "-B", "grade.py", "--list", "open.txt", *command],
                          cwd=corpus, capture_output=True, text=True)
    print(" ".join(chosen) + "\n" + done.stdout.split("\nreal:")[0].split("\nworst files")[0])
    if done.returncode != 0:
        sys.exit(done.stdout[-3000:] + done.stderr)


def stand_hostile_inputs(corpus):
    report = os.path.join(corpus, "hostile.json")
    subprocess.run([sys.executable, "-B", "hostile/hostile.py", "--cmd", f"{EARSHOT} parse --json {{file}}",
                    "--json", report, "--time-factor", "20" if SANITIZED else "3"],
                   cwd=corpus, stdout=subprocess.DEVNULL)
    with open(report, encoding="utf-8") as file:
        found = json.load(file)
    failed = {name: row["bad"] for name, row in found["files"].items() if not row["ok"]}
    if SANITIZED:
        memory = [name for name, bad in failed.items() if all(word.startswith("memory") for word in bad)]
        print("memory not judged:", *memory)
    else:
        for level, bar in HOSTILE.items():
            passed = found["totals"][level][0]
            print(f"hostile {level}: {passed} of {found['totals'][level][1]}")
            if passed < bar:
                sys.exit(f"fewer than {bar}: {failed}")
    print(f"single dates: {found['dates'][0]} of {found['dates'][1]}")
    if found["dates"][0] < SINGLE_DATES or found["crashes"] > 0:
        sys.exit(f"dates {found['dates']}, crashes and time-outs {found['crashes']}: {failed}")


def main():
    unpack = os.path.join(SHARED, "corpus", "unpack")
    if not os.path.exists(unpack):
        print("no reference corpus here: nothing to test")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as corpus:
        subprocess.run([unpack, corpus], check=True, stdout=subprocess.DEVNULL)
        grade(corpus, EVERY_XML, "--xml-only")
        if not SANITIZED:  # the same answers, ten times slower
            grade(corpus, REAL_XML, "--class", "real", "--xml-only")
        grade(corpus, EVERY_JSON, "--match", r"\.json$")
        stand_hostile_inputs(corpus)


main()
