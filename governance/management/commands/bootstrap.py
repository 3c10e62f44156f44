"""Load the reference data of an installation, and invite its first administrators."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from governance.acceptance.operations.security import close_security_evidence
from governance.criteria.operations.criteria import load_standard_criteria
from governance.examples import reference
from modifications.models.documents import DocumentAlias, SecDocument
from modifications.operations.documents import add_alias, add_document
from releases.operations.calendar import load_cut_off_defaults
from releases.operations.testing import load_glossary
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import today
from secrel.core.dates.operations import load_lead_times
from secrel.core.models.people import Body, Membership, User
from secrel.core.people.invitations import one_time_link
from secrel.core.people.operations import add_user, change_user, give_role, load_bodies, welcome
from secrel.core.people.powers import load_powers
from secrel.core.people.role_grants import FIRST_ADMINISTRATORS


class Command(BaseCommand):
    help = (
        "Loads bodies, SEC documents, acronyms and the standard acceptance criteria (what exists stays as it "
        "is). With --administrator, opens the account of the first or second administrator, who gets a one-time "
        "link by mail. Two are needed: roles that decide are given by one and confirmed by the other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--administrator",
            metavar="EMAIL",
            help="opens this account; if it still has no password, makes a new link",
        )
        parser.add_argument("--name", default="Administrator", help="of the person, as pages show it")
        parser.add_argument(
            "--instead-of",
            metavar="EMAIL",
            help="closes this administrator’s account, which never had a password: its address was mistyped",
        )

    def handle(self, *, administrator: str | None, name: str, instead_of: str | None, **_: object) -> None:
        if administrator:
            _refuse_no_address(administrator)
        with transaction.atomic():
            load_reference_data()
            close_security_evidence(on=today())
        self.stdout.write("Reference data is loaded.")
        if administrator:
            try:
                with transaction.atomic():
                    if instead_of:
                        _close(instead_of)
                    user = _invite(administrator, name)
            except RuleBroken as error:
                raise CommandError(error.sentence) from error
            self.stdout.write(_link_sentence(user))


def _refuse_no_address(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError as error:
        raise CommandError(f"“{text}” is not an email address. Write it like name@example.org.") from error


def _administrators() -> QuerySet[User]:
    held = Membership.objects.in_force(today()).filter(body__key="secas", role="administrator")
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def _close(email: str) -> None:
    user = _administrators().filter(email__iexact=email).first()
    if user is None or user.has_usable_password():
        raise RuleBroken(
            f"{email} is not an administrator who still waits for a first password, so the account stays. "
            "An administrator deactivates others under Administration."
        )
    change_user(by=SYSTEM, user=user, name=user.name, is_active=False, reason="Its address was mistyped.")


def _invite(email: str, name: str) -> User:
    """Create the account of a first administrator, and send the link. Can be repeated until it has a password."""
    waiting = _administrators().filter(email__iexact=email).first()
    if waiting and not waiting.has_usable_password():
        user = waiting
    else:
        if _administrators().count() >= FIRST_ADMINISTRATORS:
            raise RuleBroken(
                "There are already two administrators. One of them can invite another, and the other confirms. If "
                "one of the two addresses was mistyped, name it: --instead-of EMAIL"
            )
        user = add_user(by=SYSTEM, email=email, name=name)
        secas = Body.objects.get(key="secas")
        give_role(by=SYSTEM, user=user, body=secas, role="administrator", from_on=today())
    if settings.EMAIL_HOST:
        welcome(user, "You are now an administrator. Use the link below to set your password.", today())
    return user


def _link_sentence(user: User) -> str:
    if settings.EMAIL_HOST:
        return f"A link to set a password is on its way to {user.email}. It works once, for three days."
    return (
        f"No mail server is set (EMAIL_HOST), so no mail was sent. {user} can set a password here, once: "
        f"{one_time_link(user)}"
    )


def load_reference_data() -> None:
    """Load the reference data. What exists stays as it is."""
    load_bodies(by=SYSTEM)
    load_powers(by=SYSTEM)
    load_lead_times(by=SYSTEM)
    load_cut_off_defaults(by=SYSTEM)
    existing = set(SecDocument.objects.values_list("designation", flat=True))
    for designation, title in reference.documents():
        if designation not in existing:
            add_document(by=SYSTEM, designation=designation, title=title)
    aliases = set(DocumentAlias.objects.values_list("document__designation", "title"))
    for designation, title, source in reference.ALIASES:
        if (designation, title) not in aliases:
            document = SecDocument.objects.get(designation=designation)
            add_alias(by=SYSTEM, document=document, title=title, source=source)
    load_glossary(by=SYSTEM, terms=reference.GLOSSARY)
    load_standard_criteria(by=SYSTEM, criteria=reference.CRITERIA)
