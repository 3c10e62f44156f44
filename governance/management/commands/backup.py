"""Write database and files, as at one moment, into one archive."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.writing import write_backup


class Command(BaseCommand):
    help = (
        "Writes database and files as one set into a new archive, and checks each file. Protect the archive like "
        "the database: it contains everything. Exits with 1 if anything is damaged or missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="a new file, such as secrel-2026-11-26.tar")
        parser.add_argument(
            "--with-damage",
            action="store_true",
            help="if files are damaged or missing, save the rest and list them in the archive",
        )

    def handle(self, archive: Path, *, with_damage: bool, **_: object) -> None:
        try:
            manifest = write_backup(archive, with_damage=with_damage)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        position, digest = manifest.head
        self.stdout.write(f"{archive}: the audit trail up to entry {position}, files: {len(manifest.files)}")
        self.stdout.write(f"Head of the audit trail: entry {position}, {digest}")
        if manifest.damage:
            lines = "".join(f"\n  {row}" for row in manifest.damage)
            raise CommandError(
                f"{archive} is not a complete backup. These files are damaged or missing "
                f"({len(manifest.damage)}):{lines}"
            )
