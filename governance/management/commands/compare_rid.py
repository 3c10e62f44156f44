"""What changed from one RID to another."""

from django.core.management.base import CommandError, CommandParser

from governance.documents.rid.kind import RID_KIND
from governance.management.named import RidCommand, rid_named

UNREADABLE = 2


class Command(RidCommand):
    help = (
        "Compares two RIDs, each a file of data (secrel.rid/1 or a snapshot), a release (june-2021: as it stands) or a "
        "version of one (june-2021/8.0). Prints a sentence for each fact that differs; --json prints an object with "
        "the list “changes”. Exits with 0 if nothing differs, 1 if something does, 2 if one of them cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", metavar="A", help="the older: FILE.json or RELEASE[/VERSION]")
        parser.add_argument("new", metavar="B", help="the newer: FILE.json or RELEASE[/VERSION]")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, old: str, new: str, json: bool, **_: object) -> None:
        before, after = self._read(old), self._read(new)
        changes = RID_KIND.compare(before.content, after.content)
        if json:
            self.print_data({"old": old, "new": new, "changes": [change.as_data() for change in changes]})
        else:
            for change in changes:
                self.stdout.write(
                    f"{change.section_name}: {change.sentence} [{change.kind}, {change.address}]"
                )
            count = len(changes)
            self.stdout.write(f"{count} fact{'' if count == 1 else 's'} differ{'s' if count == 1 else ''}.")
        if changes:
            raise SystemExit(1)

    def _read(self, name: str):  # type: ignore[no-untyped-def]
        try:
            return rid_named(name, None)
        except CommandError as error:
            text = str(error)
            raise CommandError(text if name in text else f"{name}: {text}", returncode=UNREADABLE) from error
