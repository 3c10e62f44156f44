"""Database and files into one archive, at one moment."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.writing import write_backup


class Command(BaseCommand):
    help = (
        "Writes database and files as one set into a new archive, and checks each file. Keep the archive as you keep "
        "the database: it holds all. Exit 1 where anything is damaged or missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="a file that is not there yet: secrel-2026-11-26.tar")
        parser.add_argument(
            "--with-damage",
            action="store_true",
            help="where files are damaged or missing, save all the rest and name them in the archive",
        )

    def handle(self, archive: Path, *, with_damage: bool, **_: object) -> None:
        try:
            held = write_backup(archive, with_damage=with_damage)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        position, digest = held.head
        self.stdout.write(f"{archive}: the audit trail up to entry {position}, files: {len(held.files)}")
        self.stdout.write(f"Head of the audit trail: entry {position}, {digest}")
        if held.damage:
            lines = "".join(f"\n  {row}" for row in held.damage)
            raise CommandError(
                f"{archive} is not a complete backup. These files are damaged or missing ({len(held.damage)}):{lines}"
            )
