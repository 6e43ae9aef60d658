"""What the system tests are made of: the real earshotd, a feed server and a mail server on loopback.

Standard library only. Nothing sleeps for a fixed time: everything waits for what it needs, up to
PATIENCE seconds.
"""
import http.client
import http.server
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

BIN = os.environ.get("EARSHOT_BIN_DIR", "")
SOURCE = os.environ.get("EARSHOT_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
PATIENCE = 60


def binary(name):
    path = os.path.join(BIN, name)
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f"{name} in {BIN or 'EARSHOT_BIN_DIR'}")
    return path


def wait_for(what, condition, patience=PATIENCE):
    """The condition's first true value; fails after `patience` seconds."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience} s for {what}")
        select.select([], [], [], 0.02)


class Feeds:
    """Feeds by path: `bodies[path]` is bytes, or a status number, or a function of the request."""

    def __init__(self):
        self.bodies, self.requests = {}, []
        feeds = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                feeds.requests.append((self.path, dict(self.headers)))
                body = feeds.bodies.get(self.path, 404)
                if callable(body):
                    body = body(self)
                status = body if isinstance(body, int) else 200
                data = b"" if isinstance(body, int) else body
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/xml; charset=utf-8")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except (BrokenPipeError, ConnectionResetError):
                    pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None      # a killed daemon resets its connections
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Mail:
    """A mail server that takes messages, or dies after the message but before its answer."""

    def __init__(self, die_after_data=0, port=0):
        self.messages, self.die_after_data = [], die_after_data
        self.socket = socket.create_server(("127.0.0.1", port))
        self.port = self.socket.getsockname()[1]
        self.stopping = False
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while not self.stopping:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                try:
                    self._session(connection)
                except OSError:
                    pass

    def _session(self, connection):
        lines = connection.makefile("rb")
        say = lambda text: connection.sendall(text.encode() + b"\r\n")
        say("220 mx.test ready")
        for line in lines:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                say("354 go on")
                body = b""
                for part in lines:
                    if part == b".\r\n":
                        break
                    body += part[1:] if part.startswith(b"..") else part
                self.messages.append(body)
                if self.die_after_data > 0:
                    self.die_after_data -= 1
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                say("250 taken")
            elif word == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 mx.test" if word in (b"EHLO", b"HELO") else "250 ok")

    def stop(self):
        self.stopping = True
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()


class Daemon:
    """earshotd with a directory of its own; may be killed and started again on the same store."""

    def __init__(self, config, directory=None):
        self.directory = directory or tempfile.mkdtemp(prefix="earshot-test-")
        self.socket = os.path.join(self.directory, "control.sock")
        self.dialects = [os.path.join(SOURCE, "config", "dialects")]
        self.sites = [os.path.join(SOURCE, "config", "sites")]
        self.process = None
        self.configure(config)

    def configure(self, config):
        with open(os.path.join(self.directory, "earshot.toml"), "w") as file:
            file.write(config)

    def start(self, offset="0s"):
        self.launch(offset)
        wait_for("the control socket", self._answers)
        return self

    def launch(self, offset="0s", stderr=None):
        """Starts it and waits for nothing. It logs to `log`, or to the given descriptor."""
        environment = dict(os.environ, STATE_DIRECTORY=self.directory)
        environment.pop("NOTIFY_SOCKET", None)
        data = [word for directory in self.dialects for word in ("--dialects", directory)]
        data += [word for directory in self.sites for word in ("--sites", directory)]
        with open(os.path.join(self.directory, "log"), "a") as log:
            self.process = subprocess.Popen(
                [binary("earshotd"), "--config", os.path.join(self.directory, "earshot.toml"), *data,
                 "--socket", self.socket, f"--clock-offset={offset}"],
                stdout=log, stderr=log if stderr is None else stderr, env=environment)

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"earshotd ended with {self.process.returncode}:\n{self.log()}")
        try:
            return self.get("/v1")
        except OSError:
            return None

    def log(self):
        with open(os.path.join(self.directory, "log")) as file:
            return file.read()

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("localhost", timeout=PATIENCE)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(PATIENCE)
        try:
            connection.sock.connect(self.socket)
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def get(self, path):
        status, text = self.request("GET", path)
        assert status == 200, f"GET {path}: {status} {text}"
        return json.loads(text)

    def post(self, path, body=None, expect=(200, 201, 202, 204)):
        status, text = self.request("POST", path, body)
        assert status in expect, f"POST {path}: {status} {text}"
        return json.loads(text) if text else None

    def all(self, path):
        """Every item of a list, page by page."""
        items, after = [], None
        while True:
            page = self.get(path + (("&" if "?" in path else "?") + f"after={after}" if after else ""))
            items += page["items"]
            after = page.get("next")
            if after is None:
                return items

    def client(self, *arguments, check=True):
        done = subprocess.run([binary("earshot"), "--socket", self.socket, *arguments],
                              capture_output=True, text=True, timeout=PATIENCE)
        if check:
            assert done.returncode == 0, f"earshot {arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM; gives the seconds it took."""
        if self.process is None or self.process.poll() is not None:
            return 0
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        assert code == 0, f"earshotd ended with {code}:\n{self.log()}"
        return time.monotonic() - began

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)


def rss(title, items, host="blog.example"):
    """A blog's feed; items are (key, title, datetime), newest first."""
    from email.utils import format_datetime
    body = "".join(f"<item><title>{t}</title><link>https://{host}/{key}</link><guid>https://{host}/{key}</guid>"
                   f"<pubDate>{format_datetime(at)}</pubDate></item>" for key, t, at in items)
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
            f"<link>https://{host}/</link><description/>{body}</channel></rss>").encode()


if __name__ == "__main__":
    unittest.main()
