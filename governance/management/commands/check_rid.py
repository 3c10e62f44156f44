"""Check a RID against itself, the standard and the calendar."""

from dataclasses import asdict

from django.core.management.base import CommandParser

from governance.management.named import RidCommand, check_named
from governance.versions.queries.checking import CheckedFinding, counted


class Command(RidCommand):
    help = (
        "Checks a RID: a file of data (secrel.rid/1 or a snapshot), the content of a release, or a version of it. "
        "Prints what is wrong, with its figures, how to correct it and how sure it is; --json prints a list of "
        "findings. Exits with 1 if there are errors without a waiver."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="FILE.json|RELEASE")
        self.add_version(parser)
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--before",
            metavar="EARLIER.json",
            help="the version before a file, to find amounts that jump and numbers and dates out of order",
        )
        parser.add_argument(
            "--beside",
            metavar="OTHER",
            action="append",
            default=[],
            help="a file, release or version of another release, to find modifications that are in both; repeat it "
            "for several",
        )

    def handle(
        self,
        *,
        name: str,
        number: str | None,
        json: bool,
        before: str | None,
        beside: list[str],
        **_: object,
    ) -> None:
        rows = check_named(name, number, before, beside)
        if json:
            self.print_data([_as_data(row) for row in rows])
        else:
            for row in rows:
                self.stdout.write(_line(row))
            counts = (
                f"{count} {one}{'' if count == 1 else 's'}"
                for one, count in counted(row.finding for row in rows if not row.waiver)
            )
            self.stdout.write(", ".join(counts))
        if any(row.blocks for row in rows):
            raise SystemExit(1)


def _as_data(row: CheckedFinding) -> dict[str, str]:
    """A finding under the keys of the API, where the message is called `said`."""
    told = {name: value for name, value in asdict(row.finding).items() if name != "about"}
    data = {"said" if name == "message" else name: value for name, value in told.items()}
    return data | ({"waived": row.waiver.reason} if row.waiver else {})


def _line(row: CheckedFinding) -> str:
    finding, severity = row.finding, f"waived ({row.waiver.reason})" if row.waiver else row.finding.severity
    return f"{severity}: {finding.message} {finding.mend} [{finding.rule}, {finding.certainty}]"
