"""Two releases and an account for each kind of user, to look at."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from governance.examples import accounts, june_2021, november_2021
from governance.management.commands.bootstrap import load_reference_data
from releases.models import Release
from secrel.core.changes import SYSTEM
from secrel.core.models import User


class Command(BaseCommand):
    help = "Loads the example releases and accounts into an empty installation; refused in production."

    def handle(self, **_: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Example accounts have known passwords: they are never loaded in production.")
        if Release.objects.exists():
            self.stdout.write("The examples are not loaded: there are releases already.")
            return
        with transaction.atomic():
            load_reference_data()
            if not User.objects.exists():
                accounts.load(SYSTEM)
            june_2021.load(SYSTEM)
            november_2021.load(SYSTEM)
        self.stdout.write("The examples are loaded.")
