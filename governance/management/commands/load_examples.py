"""Load example releases with their history, and an account for each kind of user."""

from collections.abc import Callable, Sequence
from datetime import date
from types import ModuleType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from governance.acceptance.operations.security import close_security_evidence
from governance.examples import (
    accounts,
    consultation_2020,
    csc_paper_2021,
    june_2020,
    june_2021,
    notices_2020,
    november_2021,
    panel_2020,
    programs,
    sources,
    year_2022,
)
from governance.examples.invented import december_2021, february_2021
from governance.management.commands.bootstrap import load_reference_data
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.models.calendar import LeadTime
from secrel.core.models.people import Body, User
from secrel.core.models.powers import PowerHeld
from secrel.core.people.operations import BODIES
from secrel.core.people.second_factor import loading_examples

EXAMPLE_DAY = date(2021, 10, 15)
"""Today in the demonstration, unless SECREL_TODAY is another day (ADR 7)."""
STORIES = (
    june_2020,
    panel_2020,
    notices_2020,
    february_2021,
    june_2021,
    november_2021,
    year_2022,
    consultation_2020,
    csc_paper_2021,
    sources,
    december_2021,
)


class Command(BaseCommand):
    help = "Loads the example releases and accounts into an empty installation; refused in production."

    def handle(self, **_: object) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Example accounts have public passwords, so they cannot be loaded in production."
            )
        if load_examples(self._write):
            self.stdout.write("The examples are loaded.")
        else:
            self.stdout.write("The examples are not loaded: there are releases already.")

    def _write(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def load_examples(write: Callable[[str], object]) -> bool:
    """Load all examples, or nothing; returns False where there are releases already. `write` gets a line for each part.

    Raises CommandError where there are accounts, because they may belong to real users.
    """
    if Release.objects.exists():
        _bring_up()
        return False
    if User.objects.exists():
        raise CommandError(
            "This installation has accounts of its own, so the examples stay out of it. Start it without them: "
            ".venv/bin/python manage.py demo --empty"
        )
    with transaction.atomic(), loading_examples(), clock.replayed(settings.TODAY or EXAMPLE_DAY):
        load_reference_data()
        accounts.load(SYSTEM)
        load_releases(write)
        programs.load()
    return True


def _bring_up() -> None:
    """Add the reference data and example accounts that are new since the version of an existing installation."""
    existing = set(Body.objects.values_list("key", flat=True))
    with transaction.atomic():
        since = (PowerHeld, LeadTime, CutOffDefault)
        if {key for key, _, _ in BODIES} - existing or not all(model.objects.exists() for model in since):
            load_reference_data()
        if User.objects.filter(is_example=True).exists():
            accounts.load(SYSTEM)
            with loading_examples():
                programs.load()
        close_security_evidence(on=clock.today())


def load_releases(
    write: Callable[[str], object] = lambda line: None, stories: Sequence[ModuleType] = ()
) -> None:
    """Load the releases in order of time, with the example accounts as users: later releases build on earlier ones.

    `write` gets a line before each. `stories`: some of them instead of all.
    """
    stories = stories or STORIES
    analyst, chair = (User.objects.get(email=email) for email in (accounts.ANALYST, accounts.CHAIR))
    with clock.replayed():
        for number, story in enumerate(stories, start=1):
            write(f"Loading the examples, {number} of {len(stories)}: {_name(story)} …")
            story.load(analyst, chair)


def _name(story: ModuleType) -> str:
    """June 2020, of governance.examples.june_2020."""
    name = story.__name__.rpartition(".")[2].removeprefix("year_").replace("_", " ")
    return name if name.startswith("notices") else name.title()
