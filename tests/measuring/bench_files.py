"""The part of `make bench` about large files (8,000 rows of one list, 250 modifications): CPU time to check and to
import them, against commit be3958b.

Both trees run the same commands on the same files in this run, each on servers of its own. Counted is the CPU time of
the command and of its database process, so that other work on the machine changes little.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.support.large import large_document, long_document

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "be3958b"
ROWS = 8_000
LISTS = ("steps", "points", "history")
"""The lists of LONG_LISTS that took be3958b longest. All of them would take the bench several minutes."""
MODIFICATIONS = 250
TARGET = 0.2
"""The most that the repeated event may take of be3958b, which took time in the square of its rows."""
LONGEST = 240
"""Seconds for all files of one tree; what is not measured by then is left out."""
MEASURED = """
import io, json, signal, sys, time
sys.path.insert(0, ".")
from tests import plugin
plugin.start_servers()
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from governance.management.commands.bootstrap import load_reference_data

def taken():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = open(f"/proc/{cursor.fetchone()[0]}/stat").read().rsplit(")", 1)[1].split()
    return time.process_time() + (int(stat[11]) + int(stat[12])) / 100

signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers are stopped then too
try:
    call_command("migrate", verbosity=0, interactive=False)
    load_reference_data()
    for file in sys.argv[2:]:
        for command in ("check_rid", "import_rid"):
            options = ["--keep-as-published"] if command == "import_rid" and sys.argv[1] == "now" else []
            began = taken()
            try:
                call_command(command, file, *options, stdout=io.StringIO(), stderr=io.StringIO())
            except SystemExit as ended:  # check_rid has findings
                if command == "import_rid":
                    raise RuntimeError(f"{file} was not imported") from ended
            print(json.dumps([file, command, taken() - began]), flush=True)
finally:
    connection.close()
    plugin.stop_servers()
"""


def bench_files() -> None:
    """Seconds for each file and command, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        if not _checked_out(before):
            print(
                f"Files of {ROWS:,} rows: not measured, as commit {BEFORE} is not in this clone.", flush=True
            )
            return
        files = []
        for name, document in _documents().items():
            files.append(Path(folder) / f"{name.replace(' ', '-')}.json")
            files[-1].write_text(json.dumps(document))
        ours = _seconds(ROOT, Path(sys.executable), "now", files)
        theirs = _seconds(before, before / ".venv/bin/python", "before", files)
    for (name, command), seconds in ours.items():
        if (name, command) in theirs:
            _report(f"{command}, {name}", seconds, theirs[name, command])
        else:
            print(f"{command}, {name}: {seconds:.2f} s CPU; {BEFORE} was not measured.", flush=True)


def _documents() -> dict[str, dict]:
    """The files by what is long in them."""
    whole = large_document(MODIFICATIONS, first=1000)
    return {f"{ROWS} {name}": long_document(name, ROWS) for name in LISTS} | {
        f"{MODIFICATIONS} modifications": whole
    }


def _checked_out(folder: Path) -> bool:
    """Put the tree of the earlier commit into the folder, with the packages of its own lock file; False if this
    clone does not have it."""
    archive = folder.with_suffix(".tar")
    with archive.open("wb") as out:
        made = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL)
    if made.returncode:
        return False
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r"]
    subprocess.run(
        [folder / ".venv/bin/python", *install, folder / "requirements-dev.lock"], check=True, timeout=600
    )
    return True


def _seconds(tree: Path, python: Path, which: str, files: list[Path]) -> dict[tuple[str, str], float]:
    command = [python, "-c", MEASURED, which, *map(str, files)]
    with subprocess.Popen(
        command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        try:
            printed, errors = run.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            run.terminate()
            printed, errors = run.communicate()
        else:
            if run.returncode:
                raise RuntimeError(f"The files could not be measured in {tree}:\n{errors[-2000:]}")
    rows = [json.loads(line) for line in printed.splitlines() if line.startswith("[")]
    return {(Path(file).stem.replace("-", " "), command): took for file, command, took in rows}


def _report(what: str, ours: float, theirs: float) -> None:
    target = f" (target: at most {TARGET})" if what.endswith("steps") else ""
    print(
        f"{what:<44} {ours:8.2f} s CPU   {BEFORE:<12} {theirs:8.2f} s CPU   × {ours / theirs:.2f}{target}",
        flush=True,
    )
