"""Runs a command: on embedded servers where none are configured, on a database that is set up, and without tracebacks
where a sentence will do."""

import gc
import os
import signal
import sys
from contextlib import ExitStack
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line, get_commands
from django.db import InterfaceError, OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from secrel.core.changes.errors import RuleBroken
from secrel.servers.lease import lease, servers_needed

WITHOUT_SERVERS = {"help", "version", "--help", "--version"}
FULL = "The disk{where} is full. Free some space, then run the command again."


def run(arguments: list[str]) -> None:
    """Run a management command; on failure end the process with a sentence."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup leaves it
            signal.signal(number, _end)
    try:
        with ExitStack() as stack:
            _run(arguments, stack)
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has gone
        sys.exit(141)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise
        sys.exit(f"The database does not match this version ({_first_line(error)}). Run manage.py migrate.")
    except (OperationalError, InterfaceError) as error:
        sys.exit(_sentence(error))
    except OSError as error:
        if not _is_full(error):
            raise
        _give_up_stdout()
        sys.exit(FULL.format(where=f" ({error.filename})" if error.filename else ""))
    except RuleBroken as error:
        sys.exit(error.sentence)


def _run(arguments: list[str], stack: ExitStack) -> None:
    collect_rarely()
    alone = len(arguments) < 2 or arguments[1] in WITHOUT_SERVERS or {"-h", "--help"} & set(arguments[2:])
    if not alone:
        if servers_needed():
            try:
                stack.enter_context(lease())
            except (RuntimeError, PermissionError, FileNotFoundError) as error:
                sys.exit(str(error))
        django.setup()
        if arguments[1] in get_commands():
            _ready(arguments[1])
    execute_from_command_line(arguments)


def collect_rarely() -> None:
    """Look for garbage less often: that saves a sixth of the processor time of migrations and loading the examples."""
    gc.set_threshold(100_000, 50, 100)


def _ready(command: str) -> None:
    from governance.management.database_setup import ready_database

    try:
        ready_database(command, lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
    except CommandError as error:
        sys.exit(str(error))


def _end(number: int, _frame: FrameType | None) -> None:
    """End the command on a signal as on Ctrl-C, so that it cleans up."""
    signal.signal(number, signal.SIG_IGN)
    print("Ended by a signal. Unfinished work was not saved.", file=sys.stderr, flush=True)  # noqa: T201
    sys.exit(128 + number)


def _sentence(error: Exception) -> str:
    if _is_full(error):
        return FULL.format(where=" of the database")
    return (
        f"The database is not responding, or stopped the command ({_first_line(error)}). Start it, or correct "
        "DATABASE_URL. Without DATABASE_URL, the embedded server is used."
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0]


def _is_full(error: Exception) -> bool:
    from secrel.core.processes.no_room import is_full

    return is_full(error)


def _give_up_stdout() -> None:
    """Drop buffered output where standard output itself is on the full disk."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
