"""An archive into an empty installation, and the proof that it is what it was."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.restoring import restore_backup
from governance.integrity.verify.whole import verdict
from secrel.core.changes.record import head


class Command(BaseCommand):
    help = (
        "Checks an archive of `backup`, restores it into an empty installation, brings it up to date, and verifies it. "
        "Exit 1 where anything is not what it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--with-damage",
            action="store_true",
            help="where files in the archive are damaged or missing, restore all the rest and name them",
        )

    def handle(self, archive: Path, *, with_damage: bool, **_: object) -> None:
        try:
            restored, checks = restore_backup(archive, with_damage=with_damage)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        whole = "" if not restored.damage else ", except what was damaged"
        self.stdout.write(f"{archive} is restored{whole}; files: {len(restored.good)}")
        for row in restored.damage:
            self.stdout.write(f"  Not restored: {row}")
        for name, findings in checks:
            self.stdout.write(f"{name}: {verdict(findings)}")
            for finding in findings:
                self.stdout.write(f"  {finding}")
        position, digest = head()
        self.stdout.write(f"Head of the audit trail: entry {position}, {digest}")
        if restored.damage or any(findings for _, findings in checks):
            sys.exit(1)
