#!/usr/bin/env python3
"""How many events `earshot replay` takes in a second of CPU time, its start included.

  bench/replay.py build/release/bin/earshot [--events N] [--runs N] [--instructions]

Events come evenly over a year or five, from people and in verbs taken at random: nobody's state is
near in memory, which is the worst case. The best of several runs counts; memory is the peak of the
whole process. With --instructions the instructions an event are counted by valgrind, for machines
whose time cannot be trusted."""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

VERBS = ["connect", "post", "like", "comment", "share", "follow", "join", "react", "push", "reply"]
START = 1_600_000_000

# people, verbs, years, outages, long names, further arguments
STREAMS = [
    (1, 1, 1, 0, False, []),
    (1, 10, 1, 0, False, []),
    (1_000, 10, 1, 0, False, []),
    (10_000, 1, 1, 0, False, []),
    (10_000, 10, 1, 0, False, []),
    (10_000, 10, 1, 0, False, ["--feed-gate", "0"]),
    (10_000, 10, 1, 1_000, False, []),
    (10_000, 10, 1, 0, True, []),
    (10_000, 10, 5, 0, False, []),
    (100_000, 1, 1, 0, False, []),
    (100_000, 10, 1, 0, False, []),
    (100_000, 10, 5, 0, True, []),
]


def write_stream(out, events, people, verbs, years, outages, long_names):
    dice = random.Random(1)
    span = years * 365 * 86400
    name = "https://social.example/users/ana-duarte-number-%06d" if long_names else "p%d"
    for i in range(outages):
        at = START + span * i // outages
        out.write(f"#down\t{at}\t{at + span // outages // 20}\n")
    for i in range(events):
        who = name % int(dice.random() * people)
        verb = VERBS[int(dice.random() * verbs)]
        out.write(f"{who}\t{START + span * i // events}\t{verb}\n")
    out.write(f"#horizon\t{START + span}\n")


def measure(command, file):
    """Seconds of CPU time, and the peak of memory in MB."""
    with open(file) as stream, open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdin=stream, stdout=nowhere)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def instructions(command, file):
    with open(file) as stream:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
            stdin=stream, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("earshot")
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--instructions", action="store_true")
    given = arguments.parse_args()

    slowest = None
    with tempfile.TemporaryDirectory() as directory:
        file = os.path.join(directory, "stream")
        for people, verbs, years, outages, long_names, options in STREAMS:
            with open(file, "w") as out:
                write_stream(out, given.events, people, verbs, years, outages, long_names)
            command = [given.earshot, "replay", *options]
            runs = [measure(command, file) for _ in range(given.runs)]
            rate = given.events / min(seconds for seconds, _ in runs) / 1e6
            slowest = min(rate, slowest or rate)
            line = (f"{people:7} people {verbs:3} verbs {years} years {outages:5} outages"
                    f" {'long' if long_names else 'short'} names {' '.join(options):15}"
                    f" {rate:6.2f} M events/s {runs[0][1]:6.0f} MB")
            if given.instructions:
                line += f" {instructions(command, file) / given.events:7.0f} instructions an event"
            print(line, flush=True)
    print(f"slowest {slowest:.2f} M events per CPU second")


if __name__ == "__main__":
    main()
