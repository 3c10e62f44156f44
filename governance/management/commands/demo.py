"""Run the whole application on this machine, with example data."""

import fcntl
import os
import socket
import sys
from argparse import ArgumentTypeError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from governance.examples.accounts import ACCOUNTS, PASSWORD
from governance.management.commands.load_examples import EXAMPLE_DAY, load_examples
from governance.management.static_files import collect_static
from secrel.servers.lease import ensure, keeper_lives, servers_needed
from secrel.servers.process import try_lock
from secrel.servers.supervisor import Process, Supervisor

LAST_PORT = 65535
WORKER_OPTIONS = ["worker", "--loglevel", "info", "--without-mingle", "--without-gossip", "--concurrency"]
QUICK_OPTIONS = ["1", "--queues", "celery", "--hostname", "quick@%h"]
BEAT_OPTIONS = ["beat", "--scheduler", "celery.beat:Scheduler", "--pidfile=", "--loglevel", "info"]


class Command(BaseCommand):
    help = (
        "Runs web, workers and beat with example data and accounts. Ctrl-C ends all of it. No data is lost."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--empty", action="store_true", help="without example releases and accounts")

    def handle(self, *, port: int, empty: bool, **_: object) -> None:
        # Before the examples are loaded: their documents contain links.
        settings.SITE_URL = os.environ.get("SITE_URL") or f"http://localhost:{port}"
        lock = self._only_one(port)
        self._refuse_busy(port)
        self._prepare(empty)
        self._write_welcome(port, empty)
        Supervisor(self._processes(port, empty), every_second=self._check_servers).run()
        os.close(lock)
        self.stdout.write("\nEnded. The data is saved for the next start.")

    def _only_one(self, port: int) -> int:
        lock = os.open(settings.VAR / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not try_lock(lock, fcntl.LOCK_EX):
            address = os.read(lock, 100).decode() or "another port"
            raise CommandError(
                f"The demo is already running at {address}. Use it, or end it with Ctrl-C where it was started."
            )
        os.ftruncate(lock, 0)
        os.write(lock, f"http://localhost:{port}".encode())
        return lock

    def _refuse_busy(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError as error:
                raise CommandError(
                    f"Port {port} is for root only. Choose another: PORT=8000 make demo"
                ) from error
            except OSError as error:
                other = port + 1 if port < LAST_PORT else 8000
                raise CommandError(
                    f"Port {port} is taken by another program. Choose another: PORT={other} make demo"
                ) from error

    def _prepare(self, empty: bool) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._write("Setting up the database (about 20 seconds, once) …")
            call_command("migrate", verbosity=0, interactive=False)
        collect_static(self._write)
        if not empty:
            load_examples(self._write)

    def _write(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _write_welcome(self, port: int, empty: bool) -> None:
        self.stdout.write(f"\n  SEC releases at  http://localhost:{port}\n\n")
        if not empty:
            for email, name, _, _, does in ACCOUNTS:
                self.stdout.write(f"  {email:<30} {name}: {does}")
            self.stdout.write(f"\n  Password of each: {PASSWORD}    Without an account: what is published.")
            day = os.environ.get("SECREL_TODAY") or EXAMPLE_DAY.isoformat()
            self.stdout.write(
                f"  Pages take today to be {day}; so does a command with SECREL_TODAY={day} before it."
            )
        self.stdout.write(f"  Mails go to {settings.EMAIL_FILE_PATH}, logs to {settings.PLACES.log}.")
        self.stdout.write("  Ctrl-C ends everything.\n")
        self.stdout.flush()

    def _processes(self, port: int, empty: bool) -> list[Process]:
        env = {"SITE_URL": settings.SITE_URL}
        if not empty and not os.environ.get("SECREL_TODAY"):
            env["SECREL_TODAY"] = EXAMPLE_DAY.isoformat()
        celery = [sys.executable, "-m", "celery", "-A", "secrel.celery"]
        commands = {
            "web": [sys.executable, "-m", "secrel.servers.web", *web_options(port)],
            "worker": [*celery, *WORKER_OPTIONS, "2"],
            "quick-worker": [*celery, *WORKER_OPTIONS, *QUICK_OPTIONS],
            "beat": [*celery, *BEAT_OPTIONS],
        }
        logs = settings.PLACES.log
        return [
            Process(name, command, env=env, log=logs / f"{name}.log") for name, command in commands.items()
        ]

    def _check_servers(self) -> None:
        """Replace a keeper that was killed, which restarts database and broker. A live keeper does that itself, so this
        never waits for a broker that hangs."""
        if servers_needed() and not keeper_lives(settings.PLACES):
            try:
                ensure(settings.PLACES)
            except RuntimeError as error:
                self.stderr.write(str(error))


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise ArgumentTypeError(
            f"“{text}” is not a port number: choose one from 1 to {LAST_PORT}, like PORT=8001"
        )
    return int(text)


def web_options(port: int) -> list[str]:
    """Options of `secrel.servers.web`; docker-compose.yml has the same for the container."""
    return ["--host", "127.0.0.1", "--port", str(port), "--processes", "2", "secrel.wsgi:application"]
