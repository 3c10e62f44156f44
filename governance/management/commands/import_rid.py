"""Import a RID from data."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DataError, IntegrityError, transaction

from governance.importer.importing import Imported, import_rid
from governance.importer.reading import Refused, read_document
from governance.management.named import RidCommand
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor
from secrel.core.dates.clock import today
from secrel.core.models.people import User


class Command(RidCommand):
    help = (
        "Imports a RID (secrel.rid/1, or a snapshot as attached to a PDF): its facts become the release's, and "
        "the document becomes a version, word for word. --dry-run saves nothing: it prints the RID, composed again "
        "from the facts, in the plain form."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="EMAIL", help="the user who imports; else the application itself")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, file: Path, by: str | None, dry_run: bool, **_: object) -> None:
        try:
            document = read_document(file)
            imported = _import(_actor(by), document, dry_run)
        except Refused as error:
            raise CommandError(error.text) from error
        except (RuleBroken, NotAllowed) as error:
            raise CommandError(str(error)) from error
        except (IntegrityError, DataError) as error:
            reason = str(error).splitlines()[0]
            raise CommandError(
                f"The database refused the content of the document ({reason}). Nothing was saved."
            ) from error
        self._write_result(imported, dry_run)
        if dry_run:
            self.print_data(imported.again)

    def _write_result(self, imported: Imported, dry_run: bool) -> None:
        """Write what was done: to standard output, or in a dry run to standard error, beside the document."""
        out = self.stderr if dry_run else self.stdout
        version = imported.version
        if imported.was_here:
            out.write(f"{version} is already stored, so a real import would be refused. The result would be:")
        else:
            facts = f"its facts {'would be' if dry_run else 'are'} the release's now"
            took = (
                facts
                if imported.took_facts
                else "stored as it is, because it is older than the latest version"
            )
            out.write(f"{version}: {'would be ' if dry_run else ''}imported, {took}.", self.style.NOTICE)
        for row in imported.differences:
            stated, computed = row.as_text
            out.write(
                f"  {row.place}: the document states {stated or 'nothing'}, the facts give {computed or 'nothing'}."
            )


def _actor(email: str | None) -> Actor:
    if not email:
        return SYSTEM
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise RuleBroken(
            f"There is no account with the address {email}. Give the address of an active account."
        )
    return user


def _import(by: Actor, document: dict[str, Any], dry_run: bool) -> Imported:
    with transaction.atomic():
        imported = import_rid(by=by, document=document, trial=dry_run, on=today())
        transaction.set_rollback(dry_run)
    return imported
