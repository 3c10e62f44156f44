"""The earlier commit that `make bench` compares with, run on servers of its own with the packages of its own lock file.

Counted is CPU time of the process and of its database process, so that other work on the machine changes little.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "be3958b"
STARTED = """
import io, json, signal, sys, time
sys.path.insert(0, ".")
from tests import plugin
plugin.start_servers()
import django
django.setup()
from django.core.management import call_command
from django.db import connection

def taken():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = open(f"/proc/{cursor.fetchone()[0]}/stat").read().rsplit(")", 1)[1].split()
    return time.process_time() + (int(stat[11]) + int(stat[12])) / 100

signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers are stopped then too
try:
    call_command("migrate", verbosity=0, interactive=False)
    MEASURE
finally:
    connection.close()
    plugin.stop_servers()
"""
"""MEASURE is replaced by what prints a JSON list for each measure."""


@contextmanager
def earlier_tree() -> Iterator[Path | None]:
    """The folder with the earlier commit and its packages; None if this clone does not have it."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "before"
        yield tree if _checked_out(tree) else None


def measured(tree: Path, code: str, arguments: list[str], seconds: int) -> list[list[Any]]:
    """The lists that the code prints when it is run in a tree; what is not measured within the seconds is left out."""
    python = sys.executable if tree == ROOT else tree / ".venv/bin/python"
    script = STARTED.replace("    MEASURE\n", "".join(f"    {line}\n" for line in code.strip().splitlines()))
    command = [python, "-c", script, *arguments]
    with subprocess.Popen(
        command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        try:
            printed, errors = run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            run.terminate()
            printed, errors = run.communicate()
        else:
            if run.returncode:
                raise RuntimeError(f"Nothing could be measured in {tree}:\n{errors[-2000:]}")
    return [json.loads(line) for line in printed.splitlines() if line.startswith("[")]


def _checked_out(folder: Path) -> bool:
    archive = folder.with_suffix(".tar")
    with archive.open("wb") as out:
        made = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL)
    if made.returncode:
        return False
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r"]
    lock = folder / "requirements-dev.lock"
    subprocess.run([folder / ".venv/bin/python", *install, lock], check=True, timeout=600)
    return True
