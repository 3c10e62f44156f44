"""The whole application as `make demo` runs it, for tests that need real processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import redis

from secrel.servers.places import Places
from secrel.servers.process import wait_until
from tests.prepare import EXAMPLES, on_server
from tests.prepared import lay_out

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "secrel-example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stack:
    """`manage.py demo` on a port and in folders of its own, below this run's in-memory home."""

    def __init__(self, name: str, *options: str, data: str = "", **environment: str) -> None:
        """`data`: what it finds at its start, one of `tests/prepared.py`; without, it makes all itself."""
        self.home = Path(os.environ["SECREL_VAR"]).parent / name
        self.home.mkdir(mode=0o755)
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.options = options
        self.environment = os.environ | {
            "SECREL_VAR": str(self.home / "var"),
            "SECREL_DATA": str(self.home / "data"),
            **environment,
        }
        self.places = Places(self.home / "var", self.home / "data")
        self.process: subprocess.Popen | None = None
        if data:
            lay_out(self.places, data)

    def start(self) -> "Stack":
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(self.port), *self.options],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.answers(120), self.logs()
        return self

    def begin_again(self) -> None:
        """The examples as they were at the start, under the running processes."""
        on_server('DROP DATABASE "secrel" WITH (FORCE)', self.places)
        on_server(f'CREATE DATABASE "secrel" TEMPLATE "{EXAMPLES}"', self.places)
        with redis.Redis(unix_socket_path=str(self.places.valkey_socket)) as broker:
            broker.flushall()
        for mail in (self.places.var / "mail").glob("*"):
            mail.unlink()

    def logs(self) -> str:
        self.process.kill()
        logs = "\n".join(path.read_text()[-800:] for path in (self.home / "var" / "log").glob("*.log"))
        return self.process.communicate()[0] + logs

    def answers(self, seconds: float) -> bool:
        return wait_until(lambda: self.status("/") == 200, seconds, 0.1)

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def fetch(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=20) as response:
            return response.read()

    def manage(self, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            input=stdin,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        """The output of code that runs in the application."""
        return self.manage("shell", "--no-imports", stdin=code).strip()

    def pids(self, *words: str) -> list[int]:
        """Processes of this stack whose command line contains all words."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(self.home) in command + environment and all(word in command for word in words):
                found.append(int(entry.name))
        return sorted(found)

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit status."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=40)
        return self.process.returncode

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.interrupt()
        end_at = time.monotonic() + 20
        while self.pids() and time.monotonic() < end_at:
            time.sleep(0.1)
        left = self.pids()
        shutil.rmtree(self.home, ignore_errors=True)
        assert not left, f"left behind: {left}"
