"""A process's lease on the embedded servers: the first one starts them, the end of the last stops them."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from secrel.servers import postgres, valkey
from secrel.servers.places import CHECKOUT, Places
from secrel.servers.process import try_lock, wait_until

KEEPERS = 2
"""How many keepers are tried, one after the other."""


def servers_needed() -> bool:
    """Whether an embedded server is used, as DATABASE_URL or REDIS_URL is not set."""
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@contextmanager
def lease() -> Iterator[Places]:
    """Keep the servers running for the block; they are ready when it begins."""
    places = Places.here()
    places.prepare()
    users = os.open(places.var / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        ensure(places)
        yield places
        if try_lock(users, fcntl.LOCK_EX):
            _stop_keeper(places)
    finally:
        os.close(users)


def ensure(places: Places) -> None:
    """Ensure that a keeper runs and both servers answer; raises RuntimeError with the reason.

    If the keeper ends meanwhile, because its last user has ended or it was killed, another is started.
    """
    for _ in range(KEEPERS):
        if _servers_answer(places):
            postgres.create_database(places)
            return
        if keeper_lives(places):
            break
    raise RuntimeError(
        f"The embedded servers did not start. {places.log} says why (keeper.log, postgres.log, valkey.log)."
    )


def _servers_answer(places: Places) -> bool:
    """Start a keeper if none runs; return whether its servers answer."""
    if not keeper_lives(places):
        with (places.log / "keeper.log").open("ab") as log:
            subprocess.Popen(
                [sys.executable, "-m", "secrel.servers.keeper"],
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | {"SECREL_VAR": str(places.var), "SECREL_DATA": str(places.data)},
            )
        wait_until(lambda: keeper_lives(places), 10)
    up = wait_until(
        lambda: (postgres.answers(places) and valkey.answers(places)) or not keeper_lives(places), 60, 0.03
    )
    return up and keeper_lives(places)


def keeper_lives(places: Places) -> bool:
    descriptor = os.open(places.var / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return not try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def _stop_keeper(places: Places) -> None:
    with suppress(OSError, ValueError):
        if not keeper_lives(places):
            return
        os.kill(int((places.var / "keeper.lock").read_text()), signal.SIGTERM)
        wait_until(lambda: not keeper_lives(places), 25)
