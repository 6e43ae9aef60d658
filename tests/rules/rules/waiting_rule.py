"""Tests do not sleep: time is a value (tests/support/manual_clock.hpp) or an event that is awaited.
Nor does the daemon, but through its clock. The client may: it does one thing at a time for one person."""

from source import Cpp

SLEEP = (r"\b(sleep_for|usleep|nanosleep)\b|\bthis_thread\s*::\s*sleep_until\b|"
         r"(?<![\w.>])(::)?sleep\s*\(\s*\d")


def check(tree):
    for path, text in tree.below("include", "daemon", "tests"):
        for line, match in Cpp(text).find(SLEEP):
            yield path, line, f"waits for the clock on the wall: {match.group(0)}"


BAD = [
    ({"tests/io/a_test.cpp": "std::this_thread::sleep_for(1s);\n"}, "sleep_for"),
    ({"tests/io/a_test.cpp": "usleep(10);\n"}, "usleep"),
    ({"tests/io/a_test.cpp": "::sleep(1);\n"}, "sleep"),
    ({"daemon/io/a.cpp": "std::this_thread::sleep_until(t);\n"}, "sleep_until"),
]
GOOD = [
    {"tests/io/a_test.cpp": "co_await clock.sleep_until(t); // sleep_for\n"},
    {"daemon/io/a.cpp": "auto s = \"usleep\"; int asleep(1);\n"},
    {"client/a.cpp": "std::this_thread::sleep_for(between_attempts);\n"},
]
