"""The part of `make bench` about files of 8,000 rows: CPU time to check and to import them, against commit be3958b.

Both trees run the same commands on the same files in this run, each on servers of its own. Counted is the CPU time of
the command and of its database process, so that other work on the machine changes little.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.support.large import LONG_LISTS, long_document

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "be3958b"
ROWS = 8_000
TARGET = 0.2
MEASURED = """
import io, json, sys, time
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

try:
    call_command("migrate", verbosity=0, interactive=False)
    load_reference_data()
    for file in sys.argv[2:]:
        for command in ("check_rid", "import_rid"):
            options = ["--keep-as-published"] if command == "import_rid" and sys.argv[1] == "now" else []
            began = taken()
            try:
                call_command(command, file, *options, stdout=io.StringIO(), stderr=io.StringIO())
            except SystemExit:
                pass
            print(json.dumps([file, command, taken() - began]), flush=True)
finally:
    connection.close()
    plugin.stop_servers()
"""


def bench_files() -> None:
    """Seconds for each file and command, the ratio, and that of all files together."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        if not _checked_out(before):
            print(
                f"Files of {ROWS:,} rows: not measured, as commit {BEFORE} is not in this clone.", flush=True
            )
            return
        files = []
        for name in LONG_LISTS:
            files.append(Path(folder) / f"{name.replace(' ', '-')}.json")
            files[-1].write_text(json.dumps(long_document(name, ROWS)))
        ours, theirs = _seconds(ROOT, "now", files), _seconds(before, "before", files)
    for (name, command), seconds in ours.items():
        _report(f"{command}, {ROWS:,} {name}", seconds, theirs[name, command])
    for command in ("check_rid", "import_rid"):
        sums = [sum(took for (_, one), took in side.items() if one == command) for side in (ours, theirs)]
        _report(f"{command}, all files of {ROWS:,} rows", *sums)


def _checked_out(folder: Path) -> bool:
    """Put the tree of the earlier commit into the folder; False if this clone does not have it."""
    archive = folder.with_suffix(".tar")
    with archive.open("wb") as out:
        made = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL)
    if made.returncode:
        return False
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return True


def _seconds(tree: Path, which: str, files: list[Path]) -> dict[tuple[str, str], float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, which, *map(str, files)],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return {(Path(file).stem.replace("-", " "), command): took for file, command, took in rows}


def _report(what: str, ours: float, theirs: float) -> None:
    print(
        f"{what:<44} {ours:8.2f} s CPU   {BEFORE:<12} {theirs:8.2f} s CPU   × {ours / theirs:.2f} "
        f"(target: at most {TARGET})",
        flush=True,
    )
