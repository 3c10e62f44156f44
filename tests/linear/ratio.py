"""How CPU time grows with the size of an input, measured so that noise does not decide."""

import gc
import signal
import time
from collections.abc import Callable
from types import FrameType

MOST = 2.5
"""The highest ratio of the CPU time at twice the size to that at the size."""
SIZE = 5_000
LARGEST = 20_000
FLOOR = 0.001
"""Seconds below which a time is noise: the size is doubled until this time, or the largest size, is reached."""
CLEAR = 2.3
"""The ratio up to which one measurement is enough."""
LIMIT = 2.0
"""Seconds after which a measurement is aborted; no linear pattern comes near."""


class TooSlow(Exception):
    """The measurement was aborted."""


def growth(act: Callable[[object], object], make: Callable[[int], object], size: int = SIZE) -> float:
    """CPU time of `act` on an input of twice the size, by that on one of the size; infinite where it takes seconds.

    Below the floor at the largest size it counts as 1: what is quadratic takes many times as long there. A time
    over the floor that does not come again was the machine's.
    """
    largest = size * LARGEST // SIZE
    try:
        before, took = _seconds(act, make(size)), _seconds(act, make(2 * size))
        while took >= FLOOR or 2 * size < largest:
            if took >= FLOOR:
                ratio = took / before
                if ratio <= CLEAR:
                    return ratio
                took = _best(act, make(2 * size), 3)
                if took >= FLOOR:
                    return min(ratio, _measured_again(act, make, size))
            else:
                size *= 2
                before, took = took, _seconds(act, make(2 * size))
        return 1.0
    except TooSlow:
        return float("inf")


def _measured_again(act: Callable[[object], object], make: Callable[[int], object], size: int) -> float:
    """The same ratio with more care, so that a machine's bad moment does not decide.

    First the best of several turns of both sizes. Where that does not clear it, over three doublings, as the ratio of
    one: what is quadratic grows 64 times over them and what is linear 8 times, which no noise bridges.
    """
    for rounds in (3, 5):
        ratio = _best(act, make(2 * size), rounds) / _best(act, make(size), rounds)
        if ratio <= MOST:
            return ratio
    return min(ratio, (_best(act, make(2 * size), 3) / _best(act, make(size // 4), 9)) ** (1 / 3))


def _best(act: Callable[[object], object], value: object, rounds: int) -> float:
    return min(_seconds(act, value) for _ in range(rounds))


def _seconds(act: Callable[[object], object], value: object) -> float:
    """CPU seconds; raises TooSlow after the limit. The matcher of `re` looks for signals while it works.

    It is the thread's clock: while a timer of CPU time runs, Linux gives that of the process in ticks.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        began = time.thread_time()
        act(value)
        return time.thread_time() - began
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        gc.enable()
