"""Creates and starts the embedded PostgreSQL, and checks whether it answers."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress

import psycopg

from secrel.servers.places import Places
from secrel.servers.process import dies_with_parent

STOP = signal.SIGINT  # "fast": ends sessions, writes a checkpoint
IN_MEMORY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def create(places: Places) -> None:
    """Create the cluster, unless there is one. It gets its final name only once it is complete."""
    if (places.cluster / "PG_VERSION").exists():
        return
    new = places.cluster.with_name("postgres.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    if places.runs_as is not None:
        os.chown(new, places.runs_as, places.runs_as)
    done = subprocess.run(
        [
            places.postgres_home() / "bin" / "initdb",
            *("--pgdata", new, "--username", "secrel", "--auth", "trust", "--encoding", "UTF8"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
            *(["--no-sync"] if in_memory() else []),
        ],
        **_identity(places),
        cwd="/",
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"PostgreSQL's initdb failed: {done.stderr.strip()}")
    new.rename(places.cluster)


def start(places: Places) -> subprocess.Popen:
    """Start the server as our child; it listens on a Unix socket only its own user can reach."""
    options = [
        "listen_addresses=",
        f"unix_socket_directories={places.sockets}",
        "max_connections=200",
        "shared_buffers=64MB",
        "log_timezone=UTC",
        *(IN_MEMORY if in_memory() else ()),
    ]
    with (places.log / "postgres.log").open("ab") as log:
        return subprocess.Popen(
            [
                places.postgres_home() / "bin" / "postgres",
                *("-D", places.cluster),
                *(part for option in options for part in ("-c", option)),
            ],
            **_identity(places),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            process_group=0,
            preexec_fn=dies_with_parent(STOP),
        )


def answers(places: Places) -> bool:
    try:
        with psycopg.connect(host=str(places.sockets), user="secrel", dbname="postgres", connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def create_database(places: Places, name: str = "secrel") -> None:
    with (
        psycopg.connect(
            host=str(places.sockets), user="secrel", dbname="postgres", autocommit=True
        ) as connection,
        suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation),
    ):
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if exists is None:
            connection.execute(f'CREATE DATABASE "{name}"')


def in_memory() -> bool:
    """Whether data may be lost with the machine, as in tests (SECREL_DURABLE=0)."""
    return os.environ.get("SECREL_DURABLE") == "0"


def _identity(places: Places) -> dict:
    if places.runs_as is None:
        return {}
    return {"user": places.runs_as, "group": places.runs_as, "extra_groups": []}
