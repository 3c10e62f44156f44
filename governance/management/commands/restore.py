"""An archive into an empty installation, and the proof that it is what it was."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.management.backups import BackupRefused, read_backup
from secrel.core.record import head


class Command(BaseCommand):
    help = (
        "Restores an archive of `backup` into an empty installation, brings it up to date, and verifies it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, archive: Path, **_: object) -> None:
        try:
            held = read_backup(archive)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        call_command("migrate", verbosity=0, interactive=False)
        if head() != held.head:
            position, digest = held.head
            raise CommandError(f"The record does not end where the backup says: entry {position}, {digest}.")
        self.stdout.write(f"{archive} is restored; files: {len(held.files)}")
        call_command("verify_record", stdout=self.stdout)
