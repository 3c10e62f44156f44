"""Check a RID against itself, the standard and the calendar."""

from dataclasses import asdict

from django.core.management.base import CommandParser

from governance.management.named import RidCommand, judged_named
from governance.versions.queries.judged import Judged, counted


class Command(RidCommand):
    help = (
        "Checks a RID: a file of data (secrel.rid/1 or a snapshot), the content of a release, or a version of it. "
        "Prints what is wrong, with its figures, and how to correct it; --json prints a list of findings. Exits with "
        "1 if there are errors without a waiver."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="FILE.json|RELEASE")
        self.add_version(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, name: str, number: str | None, json: bool, **_: object) -> None:
        rows = judged_named(name, number)
        if json:
            self.print_data([_as_data(row) for row in rows])
        else:
            for row in rows:
                self.stdout.write(_line(row))
            counts = (f"{count} {one}{'' if count == 1 else 's'}" for one, count in counted(rows))
            self.stdout.write(", ".join(counts))
        if any(row.blocks for row in rows):
            raise SystemExit(1)


def _as_data(row: Judged) -> dict[str, str]:
    return asdict(row.finding) | ({"waived": row.waiver.reason} if row.waiver else {})


def _line(row: Judged) -> str:
    finding, severity = row.finding, f"waived ({row.waiver.reason})" if row.waiver else row.finding.severity
    return f"{severity}: {finding.said} {finding.mend} [{finding.rule}]"
