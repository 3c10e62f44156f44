"""Data that test runs begin with: made once for this state of the code, stored in memory, copied quickly.

Two clusters: `reference` holds the database of the tests (migrated, with reference data) and beside it the one with
the examples, and the collected static files; `examples` holds the examples as the database of an installation, with
their PDFs made. With each the files that it keeps. What decides how the data comes out is part of the key, so a change
of an operation makes them anew (about three quarters of a minute).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from secrel.servers.places import Places

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(os.environ.get("TMPDIR", "/tmp"))
CACHE = MEMORY / f"secrel-prepared-{os.geteuid()}"
APPS = ("secrel", "modifications", "releases", "costs", "governance")
ONLY_SHOWN = {
    "views",
    "templatetags",
    "sheets",
    "pages",
    "forms",
    "api",
    "api.py",
    "urls.py",
    "admin.py",
    "views.py",
}
CLUSTERS = ("reference", "examples")
MAKERS = (Path(__file__), Path(__file__).with_name("prepare.py"))
KEPT = 8  # states of the code whose data is kept, the latest used


def key() -> str:
    """A digest of all that the data depends on: code but for pages, static files, printed templates, dependencies."""
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py") if not ONLY_SHOWN & set(path.parts)]
    static = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    printed = (ROOT / "templates" / "documents").glob("*.*")
    seen = hashlib.sha256()
    for path in sorted([*code, *static, *printed, ROOT / "requirements.lock", *MAKERS]):
        seen.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def lay_out(places: Places, cluster: str) -> None:
    """Put a copy of the data where servers that are not started yet will find it."""
    with made(cluster) as folder:
        places.prepare()
        _copy(folder / cluster / "postgres", places.cluster)
        _copy(folder / cluster / "files", places.var / "files")
        _copy(folder / "reference" / "static", places.var / "static")
        if places.runs_as is not None:
            for path in (places.cluster, *places.cluster.rglob("*")):
                os.chown(path, places.runs_as, places.runs_as)


@contextmanager
def made(cluster: str) -> Iterator[Path]:
    """The folder with a cluster's data; one process at a time makes it or copies from it. PREPARED_DATA names another.

    `examples` is made only when somebody asks for it: other processes run tests meanwhile.
    """
    if named := os.environ.get("PREPARED_DATA"):
        yield Path(named)
        return
    CACHE.mkdir(mode=0o755, exist_ok=True)
    folder = CACHE / key()
    with _locked(folder, cluster, fcntl.LOCK_EX):
        if not (folder / cluster).exists():
            _make(folder, cluster)
            _clear_away()
        os.utime(folder)
        yield folder


@contextmanager
def _locked(folder: Path, cluster: str, kind: int) -> Iterator[None]:
    with folder.with_name(f"{folder.name}-{cluster}.lock").open("w") as lock:
        fcntl.flock(lock, kind)
        yield


def _clear_away() -> None:
    """Remove the least recently used data, unless somebody makes it or copies from it now."""
    folders = [path for path in CACHE.glob("[0-9a-f]*") if path.is_dir()]
    for old in sorted(folders, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        with suppress(BlockingIOError), ExitStack() as locks:
            for cluster in CLUSTERS:
                locks.enter_context(_locked(old, cluster, fcntl.LOCK_EX | fcntl.LOCK_NB))
            shutil.rmtree(old, ignore_errors=True)


def _make(folder: Path, cluster: str) -> None:
    work = CACHE / f".{folder.name}-{cluster}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o755)
    made_here = Places(var=work / "var", data=work / "data")
    if cluster != "reference":
        lay_out(made_here, "reference")
    _run(work, "tests.prepare", cluster)
    (work / cluster).mkdir()
    made_here.cluster.rename(work / cluster / "postgres")
    (made_here.var / "files").mkdir(exist_ok=True)
    (made_here.var / "files").rename(work / cluster / "files")
    if cluster == "reference":
        (made_here.var / "static").rename(work / cluster / "static")
    folder.mkdir(mode=0o755, exist_ok=True)
    (work / cluster).rename(folder / cluster)
    shutil.rmtree(work)


def _run(home: Path, module: str, step: str) -> None:
    """In a process of its own, whose servers have ended when it ends."""
    done = subprocess.run(
        [sys.executable, "-m", module, step],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "secrel.settings",
            "SECREL_DURABLE": "0",
            "SECREL_VAR": str(home / "var"),
            "SECREL_DATA": str(home / "data"),
        },
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The data that tests begin with could not be made:\n{done.stdout}{done.stderr}")


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
