"""The database role of web server and workers, which can switch off nothing that keeps the record."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from secrel.core.changes.errors import RuleBroken
from secrel.core.processes.application_role import set_up_role
from secrel.environment import env_secret


class Command(BaseCommand):
    help = (
        "Makes the database role of web server and workers, or sets its password and rights anew. Run it as the "
        "tables' owner after each migration. The password is APPLICATION_PASSWORD, or stands in the file that "
        "APPLICATION_PASSWORD_FILE names."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", metavar="NAME")

    def handle(self, *, role: str, **_: object) -> None:
        try:
            set_up_role(role, env_secret("APPLICATION_PASSWORD"))
        except RuleBroken as broken:
            raise CommandError(broken.sentence) from broken
        self.stdout.write(f"{role} reads and writes rows, and owns nothing.")
