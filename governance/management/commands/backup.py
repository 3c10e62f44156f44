"""Database and files into one archive, at one moment."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.management.backups import BackupRefused, write_backup


class Command(BaseCommand):
    help = "Writes database and files as one set into a new archive. Keep it as you keep the database: it holds all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="a file that is not there yet: secrel-2026-11-26.tar")

    def handle(self, archive: Path, **_: object) -> None:
        try:
            held = write_backup(archive)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        position, digest = held.head
        self.stdout.write(f"{archive}: the record up to entry {position}, files: {len(held.files)}")
        self.stdout.write(f"Head of the record: entry {position}, {digest}")
