"""Releases with their past, and an account for each kind of user, to look at."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from governance.examples import accounts, february_2021, june_2020, june_2021, november_2021, year_2022
from governance.management.commands.bootstrap import load_reference_data
from releases.models import CutOffDefault, Release
from secrel.core.changes import SYSTEM
from secrel.core.models import Body, LeadTime, PowerHeld, User
from secrel.core.operations import BODIES
from secrel.core.second_factor import loading_examples


class Command(BaseCommand):
    help = "Loads the example releases and accounts into an empty installation; refused in production."

    def handle(self, **_: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Example accounts have known passwords: they are never loaded in production.")
        if Release.objects.exists():
            self.stdout.write("The examples are not loaded: there are releases already.")
            _bring_up()
            return
        with transaction.atomic(), loading_examples():
            load_reference_data()
            if not User.objects.exists():
                accounts.load(SYSTEM)
            load_releases()
        self.stdout.write("The examples are loaded.")


def _bring_up() -> None:
    """An installation of an earlier version gets the reference data and example accounts that came since."""
    known = set(Body.objects.values_list("key", flat=True))
    with transaction.atomic():
        since = (PowerHeld, LeadTime, CutOffDefault)
        if {key for key, _, _ in BODIES} - known or not all(model.objects.exists() for model in since):
            load_reference_data()
        if User.objects.filter(is_example=True).exists():
            accounts.load(SYSTEM)


def load_releases() -> None:
    """In the order of time, as later ones take over what earlier ones left; the example accounts do it."""
    analyst, chair = (User.objects.get(email=email) for email in (accounts.ANALYST, accounts.CHAIR))
    for story in (june_2020, february_2021, june_2021, november_2021, year_2022):
        story.load(analyst, chair)
