"""format.py ROOT: every C++ file is as clang-format writes it. Skipped where there is none."""

import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from source import Tree  # noqa: E402

SKIPPED = 77


def badly_formatted(files):
    result = subprocess.run(["clang-format", "--dry-run", "--Werror", *files],
                            capture_output=True, text=True)
    return result.stderr if result.returncode else ""


def main():
    root = sys.argv[1]
    if not shutil.which("clang-format"):
        print("clang-format is not installed: nothing was checked")
        return SKIPPED
    os.chdir(root)
    # The check itself: a badly formatted text is found.
    probe = subprocess.run(["clang-format", "--dry-run", "--Werror", "--assume-filename=x.cpp"],
                           input="int  x ;\n", capture_output=True, text=True)
    if probe.returncode == 0:
        print("clang-format finds nothing wrong with \"int  x ;\"")
        return 1
    folders = ("include", "daemon", "client", "tests", "bench")
    files = [path for path, _ in Tree.read(root).below(*folders)]
    complaints = badly_formatted(files)
    if complaints:
        print(complaints)
        print("clang-format -i puts it right.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
