"""The servers' parent process: starts them, restarts one that dies, and ends with its last user.

Run by `lease.py` as `python -m secrel.servers.keeper`. It uses two file locks in `var/`:
`keeper.lock` is held while a keeper runs; `users.lock` is shared by all processes with a lease.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from secrel.servers import postgres, valkey
from secrel.servers.places import Places
from secrel.servers.process import become_subreaper, end, try_lock

PAUSE = 0.2
GRACE = 3.0  # seconds in which the process that started us must have taken its lease


class Keeper:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.running: dict[str, subprocess.Popen] = {}
        self.stopping = False

    def run(self) -> None:
        places = self.places
        lock = os.open(places.var / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not try_lock(lock, fcntl.LOCK_EX):
            return
        os.ftruncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        become_subreaper()
        postgres.create(places)
        users = os.open(places.var / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        unused_since = time.monotonic() + GRACE
        while not self.stopping:
            self._start_missing()
            if not try_lock(users, fcntl.LOCK_EX):
                unused_since = time.monotonic()
            elif time.monotonic() - unused_since > PAUSE:
                break  # with the lock held until we end: a new user waits, then starts another keeper
            else:
                fcntl.flock(users, fcntl.LOCK_UN)
            time.sleep(PAUSE)
        end(self.running["postgres"], postgres.STOP, 20)
        end(self.running["valkey"], valkey.STOP, 5)

    def _start_missing(self) -> None:
        for name, module in (("postgres", postgres), ("valkey", valkey)):
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                if process is not None:
                    print(f"{name} ended with {process.returncode}; starting it again", flush=True)
                    time.sleep(PAUSE)
                self.running[name] = module.start(self.places)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True


if __name__ == "__main__":
    sys.exit(Keeper(Places.here()).run())
