"""An installation's first data, and its first administrator."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from governance.examples import reference
from governance.operations.criteria import load_standard_criteria
from governance.operations.security import close_security_evidence
from modifications.models import DocumentAlias, SecDocument
from modifications.operations.documents import add_alias, add_document
from releases.operations.calendar import load_cut_off_defaults
from releases.operations.testing import load_glossary
from secrel.core.calendar import load_lead_times
from secrel.core.changes import SYSTEM
from secrel.core.clock import today
from secrel.core.errors import RuleBroken
from secrel.core.invitations import one_time_link
from secrel.core.models import Body, Membership
from secrel.core.operations import add_user, give_role, load_bodies, load_powers, welcome
from secrel.core.role_grants import FIRST_ADMINISTRATORS


class Command(BaseCommand):
    help = (
        "Loads bodies, SEC documents, acronyms and the standard acceptance criteria (what is there stays as it "
        "is). With --administrator, opens the account of the first or second administrator, who gets a one-time "
        "link by mail. Two are needed: roles that decide are given by one and confirmed by the other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--administrator", metavar="EMAIL")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *, administrator: str | None, name: str, **_: object) -> None:
        with transaction.atomic():
            load_reference_data()
            close_security_evidence(on=today())
        self.stdout.write("Reference data is loaded.")
        if administrator:
            self.stdout.write(self._invite(administrator, name))

    def _invite(self, email: str, name: str) -> str:
        secas = Body.objects.get(key="secas")
        held = Membership.objects.in_force(today()).filter(
            body=secas, role="administrator", user__is_active=True
        )
        if held.count() >= FIRST_ADMINISTRATORS:
            return "There are two administrators already: one of them invites others, and the other confirms."
        try:
            with transaction.atomic():
                user = add_user(by=SYSTEM, email=email, name=name)
                give_role(by=SYSTEM, user=user, body=secas, role="administrator", from_on=today())
                if settings.EMAIL_HOST:
                    welcome(user, "You are an administrator. Set your password.", today())
        except RuleBroken as error:
            return error.sentence
        if settings.EMAIL_HOST:
            return f"A link to set a password is on its way to {email}. It works once, for three days."
        return (
            f"No mail server is named (EMAIL_HOST). {name} sets a password at {one_time_link(user)} (once)."
        )


def load_reference_data() -> None:
    """Everything that is there already stays as it is."""
    load_bodies(by=SYSTEM)
    load_powers(by=SYSTEM)
    load_lead_times(by=SYSTEM)
    load_cut_off_defaults(by=SYSTEM)
    known = set(SecDocument.objects.values_list("designation", flat=True))
    for designation, title in reference.documents():
        if designation not in known:
            add_document(by=SYSTEM, designation=designation, title=title)
    aliases = set(DocumentAlias.objects.values_list("document__designation", "title"))
    for designation, title, source in reference.ALIASES:
        if (designation, title) not in aliases:
            document = SecDocument.objects.get(designation=designation)
            add_alias(by=SYSTEM, document=document, title=title, source=source)
    load_glossary(by=SYSTEM, terms=reference.GLOSSARY)
    load_standard_criteria(by=SYSTEM, criteria=reference.CRITERIA)
