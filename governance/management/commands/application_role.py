"""Set up the database role of web server and workers, which cannot switch off the triggers of the audit trail."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from secrel.core.changes.errors import RuleBroken
from secrel.core.processes.application_role import set_up_role
from secrel.environment import env_secret


class Command(BaseCommand):
    help = (
        "Creates the database role of web server and workers, or resets its password and rights. Run it as the "
        "tables' owner after each migration. The password is in APPLICATION_PASSWORD, or in the file named by "
        "APPLICATION_PASSWORD_FILE."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", metavar="NAME")

    def handle(self, *, role: str, **_: object) -> None:
        try:
            set_up_role(role, env_secret("APPLICATION_PASSWORD"))
        except RuleBroken as broken:
            raise CommandError(broken.sentence) from broken
        self.stdout.write(f"{role} can read and write rows, and owns nothing.")
