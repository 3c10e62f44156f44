#!/usr/bin/env python
"""Runs a command of the project; `secrel/command_line.py` says how."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")
    try:
        from secrel.command_line import run

        run(sys.argv)
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. Unfinished work was not saved. Run the command again.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
