"""Print a RID as data."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.documents.live import live_snapshot
from governance.documents.plain import plain
from governance.management.named import ready_database, release_named, split_name, version_named


class Command(BaseCommand):
    help = (
        "Prints a RID as data, in the plain form (secrel.rid/1): june-2021 as it stands now, as its next draft "
        "would say it; june-2021/8.0 as that version said it. --full prints the whole snapshot, as the PDF has it "
        "attached."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="RELEASE|VERSION", help="june-2021, or june-2021/8.0")
        parser.add_argument("--full", action="store_true")

    def handle(self, *, name: str, full: bool, **_: object) -> None:
        ready_database()
        slug, number = split_name(name)
        release = release_named(slug)
        data: dict[str, Any] = (
            version_named(release, number).snapshot.as_data() if number else live_snapshot(release)
        )
        said = data if full else plain(data["content"], data["issue"])
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
