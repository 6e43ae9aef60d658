"""check.py RULE ROOT: complaints of one rule about the tree, exit 1 if there are any.
check.py RULE --self-test: the rule complains of each bad sample, as the sample says, and of no
good one."""

import importlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from source import Tree  # noqa: E402


def self_test(rule):
    failures = []
    for number, (files, fragment) in enumerate(rule.BAD, 1):
        complaints = [what for _, _, what in rule.check(Tree(files))]
        if not any(fragment in what for what in complaints):
            failures.append(f"bad sample {number}: wanted {fragment!r}, got {complaints}")
    for number, files in enumerate(rule.GOOD, 1):
        complaints = list(rule.check(Tree(files)))
        if complaints:
            failures.append(f"good sample {number}: {complaints}")
    if not rule.BAD or not rule.GOOD:
        failures.append("a rule needs samples of both kinds")
    return failures


def main():
    rule = importlib.import_module(f"rules.{sys.argv[1]}_rule")
    if sys.argv[2] == "--self-test":
        failures = self_test(rule)
    else:
        # A rule that knows exceptions of the project does not have them in its samples.
        check = getattr(rule, "check_project", rule.check)
        failures = [f"{path}:{line}: {what}" for path, line, what in check(Tree.read(sys.argv[2]))]
    if failures:
        print(rule.__doc__.strip())
        print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
