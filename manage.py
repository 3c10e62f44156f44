#!/usr/bin/env python
"""Runs a command of the project, on embedded servers where none are configured."""

import os
import sys
from contextlib import nullcontext

from secrel.servers.lease import lease, wanted

WITHOUT_SERVERS = {"help", "version", "--help", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")
    from django.core.management import execute_from_command_line

    alone = len(sys.argv) < 2 or sys.argv[1] in WITHOUT_SERVERS
    try:
        with lease() if wanted() and not alone else nullcontext():
            execute_from_command_line(sys.argv)
    except (RuntimeError, PermissionError, FileNotFoundError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
