"""The part of `make bench` about large files (8,000 rows of one list, up to 500 modifications): CPU time to check and
to import them, against the earlier commit."""

import json
import tempfile
from pathlib import Path

from tests.measuring.earlier import BEFORE, ROOT, measured
from tests.support.large import large_document, long_document

ROWS = 8_000
LISTS = ("steps", "points", "history")
"""The lists of LONG_LISTS that took be3958b longest. All of them would take the bench several minutes."""
MODIFICATIONS = 250
CHECKED = (50, 500)
"""Modifications of documents that are checked only, as they are of the same release."""
CHECK_TARGET = 1.1
"""The most that checking a whole document may take of be3958b, which had fewer rules."""
TARGET = 0.2
"""The most that the repeated event may take of be3958b, which took time in the square of its rows."""
LONGEST = 240
"""Seconds for all files of one tree."""
EACH = """
from governance.management.commands.bootstrap import load_reference_data
load_reference_data()
for file in sys.argv[2:]:
    for command in ("check_rid",) if file.endswith("checked.json") else ("check_rid", "import_rid"):
        options = ["--keep-as-published"] if command == "import_rid" and sys.argv[1] == "now" else []
        began = taken()
        try:
            call_command(command, file, *options, stdout=io.StringIO(), stderr=io.StringIO())
        except SystemExit as ended:  # check_rid has findings
            if command == "import_rid":
                raise RuntimeError(f"{file} was not imported") from ended
        print(json.dumps([file, command, taken() - began]), flush=True)
"""
Seconds = dict[tuple[str, str], float]


def bench_files(before: Path) -> None:
    """Seconds for each file and command, and the ratio. `before`: the earlier tree."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, document in _documents().items():
            files.append(str(Path(folder) / f"{name.replace(' ', '-')}.json"))
            Path(files[-1]).write_text(json.dumps(document))
        ours, theirs = _seconds(ROOT, "now", files), _seconds(before, "before", files)
    for (name, command), seconds in ours.items():
        if (name, command) in theirs:
            _report(f"{command}, {name}", seconds, theirs[name, command])
        else:
            print(f"{command}, {name}: {seconds:.2f} s CPU; {BEFORE} was not measured.", flush=True)


def _documents() -> dict[str, dict]:
    """The files by what is long in them."""
    return {
        **{f"{ROWS} {name}": long_document(name, ROWS) for name in LISTS},
        f"{MODIFICATIONS} modifications": large_document(MODIFICATIONS, first=1000),
        **{f"{size} modifications checked": large_document(size, first=1000) for size in CHECKED},
    }


def _seconds(tree: Path, which: str, files: list[str]) -> Seconds:
    rows = measured(tree, EACH, [which, *files], LONGEST)
    return {(Path(file).stem.replace("-", " "), command): took for file, command, took in rows}


def _report(what: str, ours: float, theirs: float) -> None:
    is_check = what.startswith("check_rid") and "modifications" in what
    target = TARGET if what.endswith("steps") else CHECK_TARGET if is_check else None
    print(
        f"{what:<44} {ours:8.2f} s CPU   {BEFORE:<12} {theirs:8.2f} s CPU   × {ours / theirs:.2f}"
        f"{f' (target: at most {target})' if target else ''}",
        flush=True,
    )
