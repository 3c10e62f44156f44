"""Print a RID as data."""

from django.core.management.base import CommandParser

from governance.documents.rid.plain import plain
from governance.management.named import RidCommand, requested_version, version_named
from governance.versions.queries.current import current_rid


class Command(RidCommand):
    help = (
        "Prints a RID as data, in the plain form (secrel.rid/1): june-2021 is the content of its next "
        "draft; june-2021/8.0 is that version. --full prints the whole snapshot, as the PDF has it "
        "attached."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="RELEASE|VERSION", help="june-2021, or june-2021/8.0")
        self.add_version(parser)
        parser.add_argument("--full", action="store_true")

    def handle(self, *, name: str, number: str | None, full: bool, **_: object) -> None:
        release, requested = requested_version(name, number)
        rid = version_named(release, requested).snapshot.rid if requested else current_rid(release).rid
        self.print_data(rid.as_data() if full else plain(rid))
