"""Which faults the suite detects: seeded mutants of product code, each tried by the tests that run the changed line.

    python -m tests.measuring.mutants governance/*/operations secrel/core/changes --count 300 --seed 1 --work /tmp/x

It works in two copies of the checkout below --work. The first call runs the suite once under coverage and stores which
test runs which line. Results are stored too: repeating the call continues where it was stopped. A mutant is first
tried on the data of the unchanged code (`tests/prepared.py`); if it survives, on data that its own code makes. Browser
tests and long ones are left out, as their lines run in other processes.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from queue import Queue

import pytest

from tests.measuring.mutating import Mutant, chosen

ROOT = Path(__file__).resolve().parent.parent.parent
SUITE = [
    "-m",
    "not long",
    "--ignore=tests/browser",
    "-n",
    "2",
    "--dist",
    "loadfile",
    "-p",
    "tests.measuring.mutants",
]
STOPPED = 124
Lines = dict[str, dict[int, list[str]]]
"""The tests that run each line, by file."""


# --- the run under coverage, in which this module is a plugin ---


def pytest_configure(config) -> None:
    import coverage

    if not config.getoption("numprocesses", None):
        config.lines = coverage.Coverage(
            data_file=os.environ["MUTANTS_LINES"], data_suffix=True, source=["."]
        )
        config.lines.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    item.config.lines.switch_context(item.nodeid)
    return (yield)


def pytest_unconfigure(config) -> None:
    if hasattr(config, "lines"):
        config.lines.stop()
        config.lines.save()


def lines_by_test(place: Path, work: Path, tests: list[str]) -> Lines:
    """From `lines.json`, which the first call writes."""
    import coverage

    stored = work / "lines.json"
    if not stored.exists():
        (work / "lines").mkdir(exist_ok=True)
        environment = os.environ | {"MUTANTS_LINES": str(work / "lines" / "coverage")}
        run_tests(place, [*SUITE, *tests], 7200, environment)
        runs = coverage.Coverage(data_file=str(work / "coverage"))
        runs.combine([str(work / "lines")])
        data, found = runs.get_data(), {}
        for path in sorted(data.measured_files()):
            lines = data.contexts_by_lineno(path)
            found[str(Path(path).relative_to(place))] = {
                n: sorted(filter(None, of)) for n, of in lines.items()
            }
        stored.write_text(json.dumps(found))
    found = json.loads(stored.read_text())
    return {file: {int(number): tests for number, tests in lines.items()} for file, lines in found.items()}


def tests_of(mutant: Mutant, lines_by_file: Lines) -> list[str]:
    """The tests that run one of its lines; if it runs at import only, those that run any line of the file."""
    lines = lines_by_file.get(mutant.file, {})
    tests = {test for number in range(mutant.first, mutant.last + 1) for test in lines.get(number, [])}
    return sorted(tests or {test for names in lines.values() for test in names})


# --- trying the mutants ---


def run_tests(place: Path, options: list[str], seconds: float, environment: dict[str, str]) -> int:
    """The exit status of pytest in a copy; STOPPED if it takes too long. It ends its servers itself."""
    with place.with_suffix(".log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    for patience, sign in ((seconds, signal.SIGINT), (60, signal.SIGKILL)):
        try:
            status = running.wait(patience)
            return status if sign == signal.SIGINT else STOPPED
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, sign)
    return STOPPED


def outcome(mutant: Mutant, tests: list[str], place: Path, data: Path, seconds: float) -> str:
    """killed, survived, timed out, or not run by any test."""
    if not tests:
        return "not run"
    path, test_list = place / mutant.file, place.with_suffix(".tests")
    original = path.read_bytes()
    test_list.write_text("\n".join(tests))
    try:
        path.write_bytes(mutant.put_into(original))
        for environment in (os.environ | {"PREPARED_DATA": str(data)}, dict(os.environ)):
            if status := run_tests(place, ["-x", f"@{test_list}"], seconds, environment):
                return "timed out" if status == STOPPED else "killed"
        return "survived"
    finally:
        path.write_bytes(original)


def copied(place: Path) -> Path:
    """A copy of the files that git tracks. Bytecode is bound to the source's digest, so no mutant runs another's."""
    if not place.exists():
        listed = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
        for file in subprocess.check_output(listed, cwd=ROOT, text=True).split("\0"):
            if (ROOT / file).is_file():
                (place / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / file, place / file)
        bound = ["--invalidation-mode", "checked-hash"]
        subprocess.run([sys.executable, "-m", "compileall", "-q", *bound, place], check=True)
    return place


def prepared_data(place: Path, work: Path) -> Path:
    """The data of the unchanged code, in a folder where nothing deletes it."""
    if not (data := work / "data").exists():
        code = "from tests.prepared import made\nwith made('examples') as folder: print(folder)"
        folder = subprocess.check_output([sys.executable, "-c", code], cwd=place, text=True).strip()
        shutil.copytree(folder, data, symlinks=True)
    return data


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", help="folders or files of the product")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="files or folders; all by default")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600, help="for the tests of one mutant")
    parser.add_argument("--work", type=Path, required=True, help="folder for the copies and the results")
    options = parser.parse_args()
    work, places = options.work.resolve(), Queue()
    copies = [copied(work / name) for name in ("one", "two")]
    lines, data, results = (
        lines_by_test(copies[0], work, options.tests),
        prepared_data(copies[0], work),
        work / "results.jsonl",
    )
    results.touch()
    rows = [json.loads(line) for line in results.read_text().splitlines()]
    done = {Mutant(**row["mutant"]): row["outcome"] for row in rows}
    for place in copies:
        places.put(place)

    def try_out(mutant: Mutant) -> str:
        if mutant not in done:
            place, began = places.get(), time.monotonic()
            done[mutant] = outcome(mutant, tests_of(mutant, lines), place, data, options.seconds)
            places.put(place)
            with results.open("a") as file:
                file.write(json.dumps({"mutant": asdict(mutant), "outcome": done[mutant]}) + "\n")
            print(
                f"{done[mutant]}: {mutant.file}:{mutant.first} ({time.monotonic() - began:.0f} s)", flush=True
            )
        return done[mutant]

    drawn = chosen(ROOT, options.folders, options.count, options.seed)
    with ThreadPoolExecutor(len(copies)) as pool:
        outcomes = list(pool.map(try_out, drawn))
    for word in ("killed", "timed out", "survived", "not run"):
        print(f"{word}: {outcomes.count(word)}")
    for mutant, word in zip(drawn, outcomes, strict=True):
        if word in ("survived", "not run"):
            print(f"{mutant.file}:{mutant.first} {mutant.kind}: {mutant.old!r} -> {mutant.new!r}")


if __name__ == "__main__":
    main()
