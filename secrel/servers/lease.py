"""A process's right to use the embedded servers: starts them for the first, stops them after the last."""

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
"""How many are started, one after the other, before the servers are given up."""


def servers_needed() -> bool:
    """Embedded servers serve what no address is configured for."""
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@contextmanager
def lease() -> Iterator[Places]:
    """Hold the servers for as long as the block runs; they answer when it begins."""
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
    """See to it that a keeper lives and both servers answer; raises RuntimeError with the reason.

    A keeper that ends meanwhile, as its last user has gone or as it was killed, is followed by another.
    """
    for _ in range(KEEPERS):
        if _kept(places):
            postgres.create_database(places)
            return
        if keeper_lives(places):
            break
    raise RuntimeError(
        f"The embedded servers did not start. {places.log} says why (keeper.log, postgres.log, valkey.log)."
    )


def _kept(places: Places) -> bool:
    """Whether the servers of a living keeper answer; starts one where there is none."""
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
