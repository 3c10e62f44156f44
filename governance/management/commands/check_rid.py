"""Check a RID against itself, the standard and the calendar."""

from dataclasses import asdict

from django.core.management.base import CommandParser

from governance.documents.checks.findings import Severity
from governance.documents.checks.known import known_for
from governance.documents.checks.run import check
from governance.management.named import RidCommand, ready_database, snapshot_named


class Command(RidCommand):
    help = (
        "Checks a RID: a file of data (secrel.rid/1 or a snapshot), a release as it stands now, or a version of it. "
        "Prints what is wrong, with its figures, and how to mend it; --json prints a list of findings. Exit 1 where "
        "there are errors."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="FILE.json|RELEASE")
        self.add_version(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, name: str, number: str | None, json: bool, **_: object) -> None:
        ready_database()
        data = snapshot_named(name, number)
        findings = check(data["content"], data["issue"], known_for(data["content"]))
        if json:
            self.print_data([asdict(finding) for finding in findings])
        else:
            for finding in findings:
                self.stdout.write(f"{finding.severity}: {finding.said} {finding.mend} [{finding.rule}]")
            counts = [f"{sum(f.severity == one for f in findings)} {one}s" for one in Severity]
            self.stdout.write(", ".join(counts))
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise SystemExit(1)
