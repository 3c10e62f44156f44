"""Loaded by pytest before Django: embedded servers of this run's own, in memory, gone when it ends."""

import gc
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
HOME = Path(tempfile.mkdtemp(prefix="secrel-test-", dir=MEMORY))
LONG = Path(__file__).parent / "long"
BROWSER = "tests/browser/"
NOT_LONG = "not long"  # what `make test` asks for
HOME.chmod(0o755)  # PostgreSQL's own user passes through

for name in list(os.environ):
    if name.startswith("SECREL_") or name.removesuffix("_FILE") in (
        "DATABASE_URL",
        "DATABASE_PASSWORD",
        "REDIS_URL",
        "REDIS_PASSWORD",
        "SECRET_KEY",
        "OLD_SECRET_KEY",
        "ALLOWED_HOSTS",
        "PORT",
    ):
        del os.environ[name]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "secrel.settings",
    "SECREL_VAR": str(HOME / "var"),
    "SECREL_DATA": str(HOME / "data"),
    "SECREL_DURABLE": "0",
    "LOG_LEVEL": "ERROR",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser driver's loop runs in the main thread
}
_servers = ExitStack()
gc.disable()  # until all tests are collected, as nothing becomes garbage before


def start_servers() -> None:
    from secrel.servers.lease import lease
    from secrel.servers.places import Places
    from tests.prepared import lay_out

    lay_out(Places.here(), "reference")
    _servers.enter_context(lease())


def stop_servers() -> None:
    _servers.close()
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_configure(config) -> None:
    """Each process that runs tests has its own servers; the one that distributes them needs none."""
    from tests.support.properties import set_up

    set_up(is_quick=config.option.markexpr == NOT_LONG)
    if not config.option.collectonly and not config.getoption("numprocesses", None):
        start_servers()


def pytest_ignore_collect(collection_path: Path, config) -> bool | None:
    """Long tests are not imported unless they are selected."""
    return True if collection_path == LONG and config.option.markexpr == NOT_LONG else None


def pytest_collection_finish() -> None:
    """Exclude everything loaded so far from garbage collection: it lives until the end."""
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Browser tests go to one process, so that one application and one browser serve them all."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)

    return ByFile(config, log) if config.option.dist == "loadfile" else None


def pytest_unconfigure(config) -> None:
    stop_servers()
