"""Child processes that do not outlive their parent (Linux; elsewhere they are ended politely only)."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(sig: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """For Popen(preexec_fn=…): the kernel sends `sig` when the parent ends, however it ends."""
    parent = os.getpid()

    def set_signal() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, sig)
            if os.getppid() != parent:  # it ended before the call
                os._exit(1)

    return set_signal


def become_subreaper() -> None:
    """Inherit the orphans of our children, so that we can end them."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def end(process: subprocess.Popen, sig: signal.Signals, patience: float) -> None:
    """Send `sig`, and kill the process after `patience` seconds."""
    if process.poll() is None:
        process.send_signal(sig)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def try_lock(descriptor: int, kind: int) -> bool:
    """Take a file lock without waiting; it is freed when every copy of the descriptor is closed."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_until(done: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    end_at = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end_at:
            return False
        time.sleep(pause)
    return True
