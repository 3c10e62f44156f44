"""Render a RID to PDF or HTML."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from governance.documents.live import live_snapshot
from governance.documents.plain import PLAIN, lift
from governance.documents.render import render_html, render_pdf
from governance.importer.reading import Refused, read_document
from governance.management.named import RidCommand, ready_database, version_named, wanted_version


class Command(RidCommand):
    help = (
        "Renders a RID: a file of data (secrel.rid/1 or a snapshot), a release as it stands now, or a version of "
        "it. To OUT, or to standard output where OUT is -."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="FILE.json|RELEASE")
        self.add_version(parser)
        parser.add_argument("-o", "--output", required=True, metavar="OUT")
        parser.add_argument("--html", action="store_true", help="the HTML twin")

    def handle(self, *, name: str, number: str | None, output: str, html: bool, **_: object) -> None:
        data = _data(name, number)
        made = render_html(data).encode() if html else render_pdf(data)
        if output == "-":
            sys.stdout.buffer.write(made)
            return
        try:
            Path(output).write_bytes(made)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _data(name: str, number: str | None) -> dict[str, Any]:
    if name.endswith(".json") or Path(name).is_file():
        if number:
            raise CommandError("--version goes with a release; a file is one version already.")
        try:
            document = read_document(Path(name))
        except Refused as error:
            raise CommandError(error.text) from error
        if document.get("schema") != PLAIN:
            return document
        content, issue = lift(document, site=settings.SITE_URL, marks=settings.DOCUMENT_MARKS)
        return {"content": content, "issue": issue}
    ready_database()
    release, wanted = wanted_version(name, number)
    return version_named(release, wanted).snapshot.as_data() if wanted else live_snapshot(release)
