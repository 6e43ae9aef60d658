#!/usr/bin/env python3
"""`earshot read` against the research kit's labelled entries and sentences. The program that grades
is the kit's own; without the kit this test is skipped."""
import os
import subprocess
import sys
import tempfile

EARSHOT = os.path.join(os.environ["EARSHOT_BIN_DIR"], "earshot")
KIT = os.path.join(os.environ["EARSHOT_SHARED_DIR"], "activity")
WANTED = {
    ("golden.jsonl", "feeds"): ["verb_f1=0.98", "actor=0.98", "objects=0.95", "time=0.98"],
    ("phrases_golden.jsonl", "phrases_feeds"): ["verb_f1=0.97", "actor=0.95", "objects=0.93"],
}


def main():
    if not os.path.exists(os.path.join(KIT, "unpack")):
        print(f"skipped: {KIT} is not there")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.path.join(KIT, "unpack"), folder], check=True, stdout=subprocess.DEVNULL)
        failed = 0
        for (golden, feeds), gates in WANTED.items():
            done = subprocess.run(
                [sys.executable, "-B", "grade_activities.py", "--golden", golden, "--feeds", feeds,
                 "--cmd", f"{EARSHOT} read --json-lines {{files}}", "--min", *gates],
                cwd=folder, capture_output=True, text=True)
            print(done.stdout[-600:], done.stderr[-300:])
            failed |= done.returncode
        return failed


if __name__ == "__main__":
    sys.exit(main())
