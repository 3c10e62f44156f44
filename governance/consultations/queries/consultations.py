"""When consultations are due, and the state of the letter to the Authority. Who may see one: `readers`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from governance.acceptance.models import Deliverable, Kind
from governance.consultations.deadlines import long_day
from governance.consultations.models import (
    AuthorityLetter,
    Consultation,
    ConsultationDecision,
    ConsultationKind,
    LetterAnswer,
    Outcome,
)
from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.workflow import COMING
from secrel.core.dates.working_days import WorkingDays
from secrel.core.values.texts import joined

REMINDED = 5
"""The shortest window, in Working Days, with a reminder."""
REMINDER = 2
"""How many Working Days before the deadline the reminder is sent."""
AUTHORITY_PATHS = ("authority_led", "authority_determined")


def reminder_day(consultation: Consultation, calendar: WorkingDays) -> date | None:
    """The day of the reminder; None where the window is shorter than five Working Days."""
    last = consultation.deadline_day
    if consultation.opened_on is None or calendar.between(consultation.opened_on, last) < REMINDED:
        return None
    return calendar.before(last, REMINDER)


def draft_tad(release: Release) -> Deliverable | None:
    """The latest draft TAD of a release."""
    return release.deliverables.filter(kind=Kind.DRAFT_TAD).order_by("pk").last()


def authority_decided(releases: Iterable[Release]) -> dict[int, list[str]]:
    """References of the modifications in each release's scope that the Authority approved, by the release's key."""
    approved = Q(decisions__outcome="approved", decisions__is_recommendation=False, decisions__solution="")
    named = Q(decisions__body__key="authority") | Q(decisions__body=None, path__in=AUTHORITY_PATHS)
    in_scope = ScopeItem.objects.filter(release__in=list(releases), status__in=("targeted", "approved"))
    rows = Modification.objects.filter(approved & named).distinct()
    items = in_scope.filter(part__modification__in=rows.values("pk")).select_related("part__modification")
    found: dict[int, list[str]] = {}
    for item in items.order_by("part__modification__number", "part__modification__reference"):
        references = found.setdefault(item.release_id, [])
        if item.modification.reference not in references:
            references.append(item.modification.reference)
    return found


def letter_of(consultation: Consultation) -> AuthorityLetter | None:
    return AuthorityLetter.objects.filter(consultation=consultation).select_related("file").first()


def letter_state(consultation: Consultation) -> str:
    """How the letter to the Authority stands, in a sentence; empty where none is needed and none was sent."""
    if consultation.release is None or not consultation.is_about_go_live:
        return ""
    references = authority_decided([consultation.release]).get(consultation.release_id, [])
    return _letter_sentence(letter_of(consultation), references, consultation.release)


def letter_states(releases: Iterable[Release]) -> dict[int, str]:
    """The same for the latest consultation on the go-live of each release, by the release's key. Two queries."""
    releases = list(releases)
    if not releases:
        return {}
    references = authority_decided(releases)
    rows = Consultation.objects.filter(release__in=releases, kind=ConsultationKind.GO_LIVE)
    rows = rows.filter(opened_at__isnull=False).exclude(state="withdrawn")
    rows = rows.select_related("release", "letter").order_by("opened_at", "pk")
    return {
        row.release_id: _letter_sentence(
            getattr(row, "letter", None), references.get(row.release_id, []), row.release
        )
        for row in rows
    }


def _letter_sentence(letter: AuthorityLetter | None, references: list[str], release: Release) -> str:
    if letter is None:
        decided = f"The Authority decided on {joined(references)}, and no letter to it is recorded."
        return decided if references else ""
    sent = f"The letter to the Authority was sent on {long_day(letter.sent_on)}"
    if letter.answer == LetterAnswer.NONE:
        return f"{sent} and is not answered yet."
    answered = f"{sent}. It answered on {long_day(letter.answered_on)}"
    if letter.answer == LetterAnswer.REFUSED:
        return f"{answered} and does not permit the change."
    window = f" {release.window.days}" if release.window else ""
    return f"{answered} and permits a go-live{window}."


def moved_unpermitted() -> list[Release]:
    """Coming releases whose go-live a decision moved without the Authority's permission.

    Those with a window are left out: a date outside it has its own flag.
    """
    decided = ConsultationDecision.objects.filter(
        outcome=Outcome.MOVED, go_live_on=F("consultation__release__go_live_on")
    )
    rows = Release.objects.filter(life__in=COMING, window_from=None, window_until=None)
    permitted = AuthorityLetter.objects.filter(answer=LetterAnswer.PERMITTED)
    rows = rows.exclude(pk__in=permitted.values("consultation__release"))
    return list(rows.filter(consultations__decisions__in=decided).distinct().order_by("slug"))
