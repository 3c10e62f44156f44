"""Render a RID to PDF or HTML."""

import os
import sys
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.rid.kind import RID_KIND
from governance.management.named import RidCommand, rid_named


class Command(RidCommand):
    help = (
        "Renders a RID: a file of data (secrel.rid/1 or a snapshot), the current content of a release, or a version of "
        "it. Writes to OUT, or to standard output if OUT is -."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="FILE.json|RELEASE")
        self.add_version(parser)
        parser.add_argument("-o", "--output", required=True, metavar="OUT")
        parser.add_argument("--html", action="store_true", help="the HTML twin")

    def handle(self, *, name: str, number: str | None, output: str, html: bool, **_: object) -> None:
        rid = rid_named(name, number)
        made = render_html(RID_KIND, rid).encode() if html else render_pdf(RID_KIND, rid)
        if output == "-":
            sys.stdout.buffer.write(made)
            return
        try:
            write_whole(Path(output), made)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the existing one. A device is written directly."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    unfinished = path.with_name(f".{path.name[:200]}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
