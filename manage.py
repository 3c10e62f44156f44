#!/usr/bin/env python
"""Runs a command of the project, on embedded servers where none are configured."""

import os
import sys
from contextlib import ExitStack

from secrel.servers.lease import lease, wanted

WITHOUT_SERVERS = {"help", "version", "--help", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    alone = len(sys.argv) < 2 or sys.argv[1] in WITHOUT_SERVERS
    with ExitStack() as held:
        if wanted() and not alone:
            try:
                held.enter_context(lease())
            except (RuntimeError, PermissionError, FileNotFoundError) as error:
                sys.exit(str(error))
        try:
            execute_from_command_line(sys.argv)
        except OperationalError as error:
            reason = (str(error).strip().splitlines() or ["no reason given"])[0]
            sys.exit(
                f"The database does not answer, or gave up ({reason}). Start it, or correct DATABASE_URL; "
                "without one the embedded server is used."
            )


if __name__ == "__main__":
    main()
