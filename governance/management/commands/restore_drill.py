"""Try an archive: restore it into a scratch database, verify it, and remove it again."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.integrity.backups.drill import drill
from governance.integrity.backups.manifest import BackupRefused


class Command(BaseCommand):
    help = (
        "Restores an archive of `backup` into a scratch database on the same server and a scratch folder, verifies it "
        "as verify_record does, and removes both. The database in use is not changed. Exits with 1 on any finding."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, archive: Path, **_: object) -> None:
        self.stdout.write(f"Trying {archive} in a scratch database …")
        self.stdout.flush()
        try:
            is_sound = drill(archive, self._write)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("The scratch database and its files are removed.")
        if not is_sound:
            raise CommandError(f"{archive} cannot be restored completely. See the lines above.")
        self.stdout.write(f"{archive} can be restored completely.")

    def _write(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
