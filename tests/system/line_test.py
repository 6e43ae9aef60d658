"""The command line as it is typed: names and numbers, times, several at once, slips, completion by real shells, a
pager, and an end to everything."""
import datetime
import json
import os
import pty
import re
import select
import shutil
import subprocess
import termios
import time
import unittest
from fcntl import ioctl
from struct import pack

from world import BIN, PATIENCE, Daemon, Feeds, binary, rss, wait_for

CONFIG = """
[digest]
timezone = "Europe/Berlin"
[poll]
host_spacing = "0s"
"""


def silent_since(days):
    """A feed that was written daily until so many days ago."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return [(f"p{i}", f"Day {i}", now - datetime.timedelta(days=days + i, hours=1)) for i in range(40)]


class Terminal:
    """A program on a terminal of 80 columns and 24 lines."""

    def __init__(self, arguments, environment):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execve(arguments[0], arguments, environment)
        ioctl(self.descriptor, termios.TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
        self.seen = ""

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def wait_for(self, pattern):
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.seen):
            if time.monotonic() > end:
                raise AssertionError(f"no {pattern!r} in {self.seen!r}")
            if select.select([self.descriptor], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.descriptor, 65536).decode(errors="replace")
                except OSError:
                    break
        return re.search(pattern, self.seen)

    def end(self):
        """All that it wrote until it ended."""
        while True:
            try:
                part = os.read(self.descriptor, 65536)
            except OSError:
                break
            if not part:
                break
            self.seen += part.decode(errors="replace")
        os.close(self.descriptor)
        os.waitpid(self.pid, 0)
        return self.seen


class LineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.feeds = Feeds()
        cls.daemon = Daemon(CONFIG).start()
        for name, days in (("Marek Sobol", 60), ("Tom Hale", 70), ("Ann Lee", 80)):
            path = "/" + name.split()[0].lower() + ".xml?key=sesame"
            cls.feeds.bodies[path] = rss(name, silent_since(days))
            cls.daemon.client("add", cls.feeds.url(path), "--person", name)
        for name in ("Jürgen Groß", "Ólafur Þórsson", "Hannah Roth", "Ines Duarte"):
            cls.daemon.client("add", "--person", name)
        wait_for("three findings", lambda: len(cls.daemon.get("/v1/people?state=open")["items"]) == 3)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.daemon.remove()
        cls.feeds.stop()

    def client(self, *arguments, **more):
        return self.daemon.client(*arguments, **more)

    def refused(self, *arguments, code):
        done = self.client(*arguments, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertTrue(done.stderr.startswith("earshot: "), done.stderr)
        self.assertLess(max(map(len, done.stderr.splitlines())), 200, done.stderr)
        return done.stderr

    def person(self, name):
        return json.loads(self.client("show", name, "--json").stdout)

    def numbers(self):
        """The open findings by the name of whom they are about."""
        return {item["name"]: item["finding"]["number"] for item in self.daemon.get("/v1/people?state=open")["items"]}

    def test_a_plain_keyboard_names_everybody(self):
        for typed, name in (("jurgen", "Jürgen Groß"), ("juergen gross", "Jürgen Groß"), ("GROSS", "Jürgen Groß"),
                            ("jürgne", "Jürgen Groß"), ("olafur", "Ólafur Þórsson"), ("thorsson", "Ólafur Þórsson"),
                            ("ann", "Ann Lee")):
            self.assertEqual(self.person(typed)["name"], name, typed)

    def test_equal_names_are_told_apart(self):
        self.client("add", "--person", "Marek Nowak")
        self.client("edit", "marek nowak", "--circle", "choir")
        said = self.refused("show", "marek", code=4)
        self.assertRegex(said, r"earshot show person:\d+ +Marek Nowak +choir, never seen")
        self.assertRegex(said, r"earshot show person:\d+ +Marek Sobol +seen 60 d ago")
        self.client("rm", "--person", "marek nowak")

    def test_a_number_never_means_another_unnoticed(self):
        number, other = self.numbers()["Tom Hale"], None
        person = self.daemon.get(f"/v1/people/{number}")["name"]
        if person != "Tom Hale":
            said = self.refused("show", str(number), code=4)
            self.assertIn(f"person:{number}   {person}", said)
            self.assertIn(f"'#{number}'   Tom Hale", said)
        self.assertEqual(self.person(f"#{number}")["name"], "Tom Hale")
        self.assertEqual(self.person(f"person:{number}")["name"], person)
        far = max(item["id"] for item in self.daemon.all("/v1/people?standing=known"))
        self.assertIn(f"earshot touch person:{far}", self.refused("touch", str(far), code=4))
        self.assertIsNone(other)

    def test_words_behind_a_name(self):
        done = self.client("touch", "ines", "duarte", "called", "yesterday")
        self.assertIn("In touch with Ines Duarte on", done.stderr)
        touch = self.person("ines")["you"]["touches"][0]
        self.assertEqual(touch["how"], "called")
        yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
        self.assertLess(abs(datetime.datetime.fromisoformat(touch["at"].replace("Z", "+00:00")) - yesterday),
                        datetime.timedelta(days=1))
        self.assertIn("everything else is for --note", self.refused("touch", "ines", "lunch", code=4))
        self.client("undo")
        self.assertEqual(self.person("ines")["you"]["touches"], [])

    def test_a_leave_does_not_end_in_the_past(self):
        said = self.refused("away", "ines", "--until", "2020-01-01", code=6)
        self.assertIn("--until: must not lie in the past, as 1 Jan 2020 does; \"now\" ends a leave", said)
        self.client("away", "ines", "--until", "2weeks")
        self.assertIn("not away any more", self.client("away", "ines", "--until", "now").stderr)

    def test_several_are_answered_at_once(self):
        numbers = list(map(str, self.numbers().values()))
        self.assertIn("is not there", self.refused("ok", *numbers, "999", code=4))
        self.assertEqual(len(self.numbers()), 3)
        self.assertIn("until: must be a day", self.refused("snooze", *numbers, "soon", code=6))
        done = self.client("snooze", *numbers, "2", "weeks")
        self.assertEqual(done.stderr.count("not before"), 3)
        self.assertEqual(self.numbers(), {})
        self.client("undo")
        self.assertEqual(len(self.numbers()), 3)
        self.client("ok", "#" + numbers[0], *numbers[1:])
        self.assertEqual(self.numbers(), {})
        self.client("undo")
        self.assertEqual(len(self.numbers()), 3)

    def test_slips_are_answered_in_a_sentence(self):
        self.assertIn("Did you mean \"status\"?", self.refused("stauts", code=2))
        self.assertIn("Did you mean \"poll\"?", self.refused("sources", "pol", "3", code=2))
        self.assertIn("nobody is called \"abc\"", self.refused("why", "abc", code=4))
        self.assertIn("nobody is called \"-1\"", self.refused("why", "-1", code=4))
        self.assertIn("--interval: must be from 15m to 31d", self.refused("sources", "set", "1", "--interval", "5s", code=6))
        self.assertIn("--on: must be a day", self.refused("touch", "ines", "--on", "whenever", code=6))
        number = self.numbers()["Ann Lee"]
        self.assertIn("Ann Lee", self.client("why", f"#{number}").stdout)

    def test_help_and_version(self):
        for arguments in (("help",), ("--help",)):
            self.assertIn("earshot help COMMAND", self.client(*arguments).stdout)
        for arguments in (("help", "sources", "set"), ("sources", "set", "--help")):
            self.assertIn("earshot sources set SOURCE", self.client(*arguments).stdout)
        self.assertEqual(self.client("version").stdout, self.client("-V").stdout)

    def test_sources_have_addresses_without_secrets(self):
        listed = self.client("sources").stdout
        self.assertIn("/marek.xml", listed)
        self.assertNotIn("sesame", listed)

    def test_status_in_one_line_and_by_its_exit_code(self):
        self.assertEqual(self.client("status", "--short").stdout, "quiet 3\n")
        self.assertEqual(self.client("status", "--exit-code", check=False).returncode, 10)

    def terminal(self, *arguments, **environment):
        settings = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8", **environment}
        terminal = Terminal([binary("earshot"), "--socket", self.daemon.socket, *arguments], settings)
        return terminal.end()

    def test_a_pager_for_what_is_long_and_colours_where_they_are_wanted(self):
        through = "sed s/^/paged:/"
        self.assertIn("paged:", self.terminal("help", EARSHOT_PAGER=through))
        self.assertIn("paged:", self.terminal("help", PAGER=through))
        for settings in ({"EARSHOT_PAGER": "", "PAGER": through}, {"PAGER": through, "TERM": "dumb"}, {"PAGER": "cat"}):
            self.assertNotIn("paged:", self.terminal("help", **settings))
        self.assertIn("Answer", self.terminal("help", PAGER="no-such-pager"))
        self.assertNotIn("paged:", self.terminal("version", PAGER=through))
        self.assertNotIn("paged:", self.terminal("who", "all", "--json", PAGER=through))
        self.assertIn("\x1b[32m", self.terminal("sources", PAGER="cat"))
        for settings in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b[", self.terminal("sources", PAGER="cat", **settings))

    # Completion.

    def script(self, shell):
        path = os.path.join(self.daemon.directory, "completion." + shell)
        with open(path, "w") as file:
            file.write(self.client("completion", shell).stdout)
        return path

    def environment(self):
        return {"PATH": BIN + os.pathsep + os.environ["PATH"], "EARSHOT_SOCKET": self.daemon.socket, "TERM": "dumb",
                "LANG": "C.UTF-8", "HOME": self.daemon.directory}

    def test_bash_completes(self):
        bash = Terminal([shutil.which("bash"), "--norc", "--noprofile", "-i"], self.environment())
        bash.type(f"PS1='ready> '; source {self.script('bash')}\n")
        bash.wait_for(r"\nready> |\rready> ")
        for typed, completed in (("earshot stat\t", "earshot status "), ("earshot show jur\t", "Jürgen\\ Groß "),
                                 ("earshot show \"olaf\t", "Ólafur Þórsson\" "),
                                 ("earshot touch ines wr\t", "wrote "), ("earshot who all --so\t\t", "--socket")):
            bash.seen = ""
            bash.type("\x15" + typed)  # the line before it goes
            bash.wait_for(re.escape(completed))
        bash.type("\x15exit\n")
        bash.end()

    def test_zsh_completes(self):
        if shutil.which("zsh") is None:
            self.skipTest("zsh is not installed")
        zsh = Terminal([shutil.which("zsh"), "-f", "-i"], self.environment())
        zsh.type(f"PS1='ready> '; autoload -Uz compinit; compinit -D -u; source {self.script('zsh')}; echo be''gun\n")
        zsh.wait_for("begun")
        for typed, completed in (("earshot stat\t", "earshot status "), ("earshot show jur\t", "Groß")):
            zsh.seen = ""
            zsh.type("\x15" + typed)
            zsh.wait_for(re.escape(completed))
        zsh.type("\x15exit\n")
        zsh.end()

    def test_zsh_and_fish_take_their_scripts(self):
        tried = 0
        for shell in ("zsh", "fish"):
            if shutil.which(shell) is None:
                continue
            tried += 1
            done = subprocess.run([shell, "-n", self.script(shell)], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        if tried < 2:
            self.skipTest("zsh or fish is not installed")

    def test_fish_completes(self):
        if shutil.which("fish") is None:
            self.skipTest("fish is not installed")
        for line, offered in (("earshot stat", "status\tOne look"), ("earshot show ine", "Ines Duarte")):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {self.script('fish')}; complete -C '{line}'"],
                                  capture_output=True, text=True, env=self.environment())
            self.assertIn(offered, done.stdout, done.stderr)

    def test_completion_is_silent_without_a_daemon(self):
        done = subprocess.run([binary("earshot"), "__complete", "bash", "earshot --socket /nowhere show in"],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


class BrokenTest(unittest.TestCase):
    def test_much_that_is_broken_has_an_end(self):
        feeds, daemon = Feeds(), Daemon(CONFIG).start()
        try:
            for i in range(60):
                daemon.post("/v1/sources", {"url": feeds.url(f"/{i}.xml"), "person": f"Person {i}"})
            wait_for("60 failures", lambda: daemon.get("/v1/status")["sources"]["failing"] == 60)
            self.assertLess(len(daemon.client("status").stdout.splitlines()), 25)
            doctor = daemon.client("doctor").stdout
            self.assertLess(len(doctor.splitlines()), 40)
            self.assertRegex(doctor, r"and 50 more\tearshot sources --failing")
            self.assertEqual(daemon.client("status", "--exit-code", check=False).returncode, 20)
        finally:
            daemon.stop()
            daemon.remove()
            feeds.stop()


if __name__ == "__main__":
    unittest.main(verbosity=2)
