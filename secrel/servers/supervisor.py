"""Runs the application's processes under one parent: starts, restarts and ends them, and their orphans.

Each process leads a group of its own: Ctrl-C reaches us alone, and what a killed process leaves behind (a web
worker on the port, a job's process) is ended by its group.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from secrel.servers.places import CHECKOUT
from secrel.servers.process import dies_with_parent

PAUSE = 0.25
PATIENCE = 8.0  # seconds to end politely


@dataclass
class Process:
    """One process to keep running; `quick_ends` counts starts that did not last."""

    name: str
    command: list[str]
    running: subprocess.Popen | None = None
    started_at: float = 0.0
    quick_ends: int = 0
    env: dict[str, str] = field(default_factory=dict)
    log: Path | None = None
    inherits: tuple[int, ...] = ()  # descriptors that it gets from us


class Supervisor:
    """Keeps processes running until a signal ends it; `every_second` is called once a second."""

    def __init__(self, processes: list[Process], every_second: Callable[[], None] = lambda: None) -> None:
        self.processes = processes
        self.every_second = every_second
        self.stopped = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopped.set())
        ticks = 0
        while not self.stopped.is_set():
            for process in self.processes:
                self._restart_if_ended(process)
            ticks += 1
            if ticks % round(1 / PAUSE) == 0:
                self.every_second()
            self.stopped.wait(PAUSE)
        self._end_all()

    def _restart_if_ended(self, process: Process) -> None:
        """Start a process that does not run, with growing pauses if it ends again at once."""
        running = process.running
        if running is not None and running.poll() is None:
            return
        now = time.monotonic()
        if running is not None:
            _end_group(running)
            process.quick_ends = process.quick_ends + 1 if now - process.started_at < 5 else 0
            if now - process.started_at < min(30, 2 ** min(process.quick_ends, 5) / 2):
                return
            print(
                f"{process.name} ended ({running.returncode}); starting it again.",
                file=sys.stderr,
                flush=True,
            )
        process.started_at = now
        with process.log.open("ab") if process.log else nullcontext() as log:
            process.running = subprocess.Popen(
                process.command,
                cwd=CHECKOUT,
                env=os.environ | process.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                pass_fds=process.inherits,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )

    def _end_all(self) -> None:
        alive = [process.running for process in self.processes if process.running]
        for child in alive:
            if child.poll() is None:
                child.terminate()
        end_at = time.monotonic() + PATIENCE
        for child in alive:
            try:
                child.wait(max(0.1, end_at - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            _end_group(child)


def _end_group(leader: subprocess.Popen) -> None:
    """End what is left of a process's group after it has ended itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader.pid, signal.SIGKILL)
