"""Import a RID from data, or from an older file."""

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DataError, IntegrityError, transaction

from governance.documents.rid.types.rid import PLAIN
from governance.importer.files import confidence, read_file, unsure_fields
from governance.importer.importing import Imported, import_rid
from governance.importer.reading import Refused, check_document
from governance.importer.understanding.plain import required_only
from governance.importer.understanding.understood import SURE, Understood
from governance.importer.updates.recognising import NOTICE, PAPER, RID
from governance.management.named import RidCommand
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor
from secrel.core.dates.clock import today
from secrel.core.models.people import User

log = logging.getLogger(__name__)
NO_RID = (
    "{name} is a releases update paper or a notice, which becomes proposals or drafts and no version. Upload it on "
    "“Bring in a document” (/imports/), where somebody confirms what was read. --dry-run prints that."
)
NOT_STORED = (
    "{file} does not fit the facts stored here, so nothing was saved. Somebody may have saved the same thing at the "
    "same moment: try again. If it is refused again, send the file to your administrator."
    " The log has the cause."
)


class Command(RidCommand):
    help = (
        "Imports a RID: as data (secrel.rid/1, or a snapshot), from a PDF of this system, which has its data attached, "
        "or from an older PDF, Word file (.docx) or text (.txt, .md), which is read. Its facts become the release's, "
        "and the document becomes a version, word for word. If the document states something that cannot be stored as "
        "a fact, nothing is saved and the command exits with 1, unless you add --keep-as-published. --dry-run saves "
        "nothing: it prints the RID in the plain form, for data as it is composed again from the facts. What was read "
        "from a text and is unsure is printed on standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="EMAIL", help="the user who imports; else the application itself")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument(
            "--keep-as-published",
            action="store_true",
            help="store the version as published, with the differences, even if some of it cannot be stored as facts",
        )
        parser.add_argument(
            "--not-attached",
            action="store_true",
            help="read the text of a PDF even if it has its data attached",
        )
        parser.add_argument(
            "--min-confidence",
            metavar="N",
            type=confidence,
            help="0 to 1: import what was read from a text only if no field is less sure; exit with 1 otherwise",
        )
        parser.add_argument(
            "--as",
            dest="kind",
            choices=[RID, PAPER, NOTICE],
            default="",
            help="what a text, PDF or Word file is, rather than what it is recognised as",
        )
        parser.add_argument(
            "--full", action="store_true", help="print optional fields too, in a dry run of a text"
        )

    def handle(self, *, file: Path, dry_run: bool, not_attached: bool, kind: str, **options: Any) -> None:
        try:
            found = read_file(file, with_attached=not not_attached and kind in ("", RID), kind=kind)
            if isinstance(found, Understood):
                self._import_text(file, found, dry_run, **options)
            else:
                self._import(file, found, dry_run, **options)
        except Refused as error:
            raise CommandError(error.text) from error

    def _import_text(
        self,
        file: Path,
        found: Understood,
        dry_run: bool,
        *,
        min_confidence: float | None,
        full: bool,
        **options: Any,
    ) -> None:
        """Show what is unsure; import the rest only with --min-confidence, as nobody has looked at it yet."""
        limit = SURE if min_confidence is None else min_confidence
        unsure = list(found.below(limit))
        self.stderr.style_func = None
        for line in unsure_fields(found, limit):
            self.stderr.write(line)
        if found.facts["schema"] != PLAIN:
            if not dry_run:
                raise CommandError(NO_RID.format(name=file.name))
            self.print_data(found.facts)
        elif dry_run:
            self.print_data(found.facts if full else required_only(found.facts))
        elif min_confidence is None:
            raise CommandError(
                f"{file.name} was read from its text, so somebody must look at it. See it with --dry-run, then add "
                "--min-confidence N, such as 0.8, to import it if no field is less sure."
            )
        if unsure and min_confidence is not None:
            raise SystemExit(1)
        if not dry_run:
            self._import(file, check_document(found.facts), dry_run, **options)

    def _import(
        self,
        file: Path,
        document: dict[str, Any],
        dry_run: bool,
        *,
        by: str | None,
        keep_as_published: bool,
        **_: object,
    ) -> None:
        try:
            imported = _import(_actor(by), document, dry_run, keep_as_published)
        except (RuleBroken, NotAllowed) as error:
            raise CommandError(str(error)) from error
        except (IntegrityError, DataError) as error:
            log.exception("The database refused the import of %s", file)
            raise CommandError(NOT_STORED.format(file=file.name)) from error
        is_refused = bool(imported.losses) and not keep_as_published
        self._write_result(imported, dry_run, is_refused)
        if dry_run:
            self.print_data(imported.again)
        if is_refused:
            raise SystemExit(1)

    def _write_result(self, imported: Imported, dry_run: bool, is_refused: bool) -> None:
        """Write what was done: to standard output, or to standard error if it was refused or in a dry run, beside the
        document."""
        out = self.stderr if dry_run or is_refused else self.stdout
        out.style_func = None
        if imported.losses:
            out.write(_losses(len(imported.losses), dry_run, is_refused), self.style.WARNING)
            for text in imported.losses:
                out.write(f"  {text}")
        if not is_refused or imported.was_here:
            out.write(_result(imported, dry_run), self.style.NOTICE)
        if imported.others:
            out.write(
                "Here the facts say something else. The version stays as published, the next draft follows them:"
            )
            for text in imported.others:
                out.write(f"  {text}")


def _losses(count: int, dry_run: bool, is_refused: bool) -> str:
    what = "1 statement of the document" if count == 1 else f"{count:,} statements of the document"
    if not is_refused:
        kept = "the version would keep" if dry_run else "the version keeps"
        return (
            f"{what} cannot be stored as facts; {kept} them as published. The next draft follows the facts:"
        )
    so = "so a real import would save nothing and exit with 1" if dry_run else "so nothing was saved"
    return (
        f"{what} cannot be stored as facts, {so}. Correct the document or the facts, or add --keep-as-published to "
        "store the version as published, with these differences:"
    )


def _result(imported: Imported, dry_run: bool) -> str:
    version = imported.version
    if imported.was_here:
        return f"{version} is already stored, so a real import would be refused. This is what its facts would give."
    if not imported.took_facts:
        would = "would be " if dry_run else ""
        return (
            f"{version}: {would}stored as published. None of its facts {would or 'were '}taken, because it is "
            "older than the latest version."
        )
    facts = f"its facts {'would be' if dry_run else 'are'} the release's now"
    return f"{version}: {'would be ' if dry_run else ''}imported, {facts}."


def _actor(email: str | None) -> Actor:
    if not email:
        return SYSTEM
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise RuleBroken(
            f"There is no account with the address {email}. Give the address of an active account."
        )
    return user


def _import(by: Actor, document: dict[str, Any], dry_run: bool, keep_as_published: bool) -> Imported:
    """Import it; nothing is saved in a dry run, or if something would be lost that need not be kept as published."""
    with transaction.atomic():
        imported = import_rid(by=by, document=document, trial=dry_run, on=today())
        transaction.set_rollback(dry_run or (bool(imported.losses) and not keep_as_published))
    return imported
