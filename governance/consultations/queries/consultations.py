"""Which consultations a person may see or run, which are due, and the state of the letter to the Authority."""

from datetime import date

from django.db.models import Q, QuerySet

from governance.acceptance.models import Deliverable, Kind
from governance.consultations.deadlines import long_day
from governance.consultations.models import AuthorityLetter, Consultation, LetterAnswer
from governance.consultations.models.consultations import OWNERS
from modifications.models.modifications import Modification
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.people import User
from secrel.core.values.texts import joined

REMINDED = 5
"""The shortest window, in Working Days, with a reminder."""
REMINDER = 2
"""How many Working Days before the deadline the reminder is sent."""
AUTHORITY_PATHS = ("authority_led", "authority_determined")


def runs(user: User | None, consultation: Consultation) -> bool:
    """Whether the person acts for the owner, and so reads all answers."""
    return user is not None and user.may_in(consultation.owner.key, Permission.RUN_CONSULTATIONS)


def bodies_run_by(user: User | None) -> list[str]:
    """Keys of the bodies for which the person runs consultations."""
    if user is None:
        return []
    return [body for body in sorted(set(OWNERS.values())) if user.may_in(body, Permission.RUN_CONSULTATIONS)]


def seen_by(user: User | None) -> QuerySet[Consultation]:
    """The consultations that a person (None: the public) may open: those that were opened, by class, and own ones."""
    held = user.permissions() if user else frozenset()
    classes = Q(release__isnull=True) | Q(release__classification="white")
    if Permission.READ_GREEN in held:
        classes |= Q(release__classification="green")
    may = (Q(opened_at__isnull=False) & classes) | Q(owner__key__in=bodies_run_by(user))
    return Consultation.objects.filter(may).select_related("release", "owner", "decided_by")


def reminder_day(consultation: Consultation, calendar: WorkingDays) -> date | None:
    """The day of the reminder; None where the window is shorter than five Working Days."""
    last = consultation.deadline_day
    if consultation.opened_on is None or calendar.between(consultation.opened_on, last) < REMINDED:
        return None
    return calendar.before(last, REMINDER)


def draft_tad(release: Release) -> Deliverable | None:
    """The latest draft TAD of a release."""
    return release.deliverables.filter(kind=Kind.DRAFT_TAD).order_by("pk").last()


def authority_decided(release: Release) -> list[str]:
    """References of the modifications in a release's scope that the Authority approved."""
    in_scope = Q(parts__scope_items__release=release, parts__scope_items__status__in=("targeted", "approved"))
    approved = Q(decisions__outcome="approved", decisions__is_recommendation=False, decisions__solution="")
    named = Q(decisions__body__key="authority") | Q(decisions__body=None, path__in=AUTHORITY_PATHS)
    rows = Modification.objects.filter(in_scope).filter(approved & named).distinct()
    return [row.reference for row in rows.order_by("number", "reference")]


def letter_of(consultation: Consultation) -> AuthorityLetter | None:
    return AuthorityLetter.objects.filter(consultation=consultation).select_related("file").first()


def letter_state(consultation: Consultation) -> str:
    """How the letter to the Authority stands, in a sentence; empty where none is needed and none was sent."""
    release = consultation.release
    letter = letter_of(consultation)
    references = authority_decided(release) if release and consultation.is_about_go_live else []
    if letter is None:
        return (
            f"The Authority decided on {joined(references)}, and no letter to it is recorded."
            if references
            else ""
        )
    sent = f"The letter to the Authority was sent on {long_day(letter.sent_on)}"
    if letter.answer == LetterAnswer.NONE:
        return f"{sent} and is not answered yet."
    answered = f"{sent}. It answered on {long_day(letter.answered_on)}"
    if letter.answer == LetterAnswer.REFUSED:
        return f"{answered} and does not permit the change."
    window = f" {release.window.days}" if release and release.window else ""
    return f"{answered} and permits a go-live{window}."
