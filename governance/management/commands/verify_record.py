"""Is everything that was kept for good still what it was?"""

import sys

from django.core.management.base import BaseCommand

from governance.integrity.verify.whole import verdict, verify
from secrel.core.changes.record import head


class Command(BaseCommand):
    help = "Verifies chain, contents, snapshots, versions, decisions, PDFs and evidence. Exit 1 on findings."

    def handle(self, **_: object) -> None:
        found = False
        for name, findings in verify():
            self.stdout.write(f"{name}: {verdict(findings)}")
            for finding in findings:
                found = True
                self.stdout.write(f"  {finding}")
        position, digest = head()
        self.stdout.write(f"Head of the audit trail: entry {position}, {digest}")
        if found:
            sys.exit(1)
