"""Raise and clear the daily flags for any day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from governance.watch.operations.flags import preview_sweep, sweep
from secrel.core.dates.clock import today


class Command(BaseCommand):
    help = (
        "Raises, updates and clears the flags for a day, and notifies the people concerned. Running it again changes "
        "nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day; today if not given")
        parser.add_argument(
            "--dry-run", action="store_true", help="print what it would do; nothing is saved or sent"
        )

    def handle(self, *, on: str | None, dry_run: bool, **_: object) -> None:
        try:
            day = date.fromisoformat(on) if on else today()
        except ValueError as error:
            raise CommandError(f"“{on}” is not a date. Write it like 2021-10-14.") from error
        counts = self._dry_run(day) if dry_run else sweep(on=day)
        summary = f"{counts['raised']} raised, {counts['updated']} updated, {counts['cleared']} cleared."
        self.stdout.write(f"{day}{', if it ran' if dry_run else ''}: {summary}")

    def _dry_run(self, day: date) -> dict[str, int]:
        """Find the flags without saving them; print each on a line."""
        with transaction.atomic():
            found = preview_sweep(on=day)
        for name in found.counts():
            for flag in getattr(found, name):
                self.stdout.write(f"{name}: {flag}")
        return found.counts()
