"""The daily flags, on demand and for any day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.operations.flags import sweep
from secrel.core.clock import today


class Command(BaseCommand):
    help = "Raises, updates and clears the flags for a day; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day; today if not given")

    def handle(self, *, on: str | None, **_: object) -> None:
        try:
            day = date.fromisoformat(on) if on else today()
        except ValueError as error:
            raise CommandError(f"“{on}” is no date. Write it like 2021-10-14.") from error
        counts = sweep(on=day)
        self.stdout.write(
            f"{day}: {counts['raised']} raised, {counts['updated']} updated, {counts['cleared']} cleared."
        )
