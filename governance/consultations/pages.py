"""What the pages of consultations share: finding one, and the actions of its owner."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from governance.consultations.models import Consultation
from governance.consultations.queries.consultations import letter_of, letter_state
from governance.consultations.queries.readers import readers_named, runs, seen_by
from governance.consultations.queries.summary import published_summary, summary_of
from governance.documents.result.sections import chapters, front
from governance.documents.result.types import ResultContent, ResultIssue
from governance.versions.queries.versions import version_shown
from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment
from secrel.core.dates.windows import GoLiveWindow
from secrel.core.models.people import User
from secrel.core.web.http import found_or_404, held_by


def reader(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def consultation_at(request: HttpRequest, slug: str) -> Consultation:
    """The consultation, if the person may see it; else 404."""
    return found_or_404(seen_by(reader(request)).filter(slug=slug), "consultation")


def own_consultation(request: HttpRequest, slug: str) -> Consultation:
    """The consultation for its owner; 403 for others who may see it."""
    consultation = consultation_at(request, slug)
    if not runs(request.user, consultation):
        raise NotAllowed(f"{capfirst(consultation.owner.the)} runs this consultation. Ask them to do this.")
    return consultation


def printed(content: ResultContent, issue: ResultIssue | None) -> dict[str, Any]:
    """The result as a page prints it; `issue` None: a draft."""
    return {"front": front(content, issue), "chapters": chapters(content)}


def page_context(request: HttpRequest, consultation: Consultation) -> dict[str, Any]:
    """What the page shows a person: the result once it is published, and to its owner at any time."""
    is_own = runs(reader(request), consultation)
    return {
        "consultation": consultation,
        "window": window_shown(request, consultation),
        "is_own": is_own,
        "is_over": consultation.is_over(moment()),
        "result": summary_of(consultation) if is_own else published_summary(consultation),
        "issued": list(consultation.results.select_related("snapshot__job").order_by("-number")),
        "decisions": list(consultation.decisions.select_related("body")),
        "readers": readers_named(consultation),
        "letter": letter_of(consultation) if is_own else None,
        "letter_state": letter_state(consultation) if is_own else "",
        "owner_actions": actions(consultation) if is_own else [],
    }


def window_shown(request: HttpRequest, consultation: Consultation) -> GoLiveWindow | None:
    """The window permitted for the go-live that is asked about, as the page of the release shows it."""
    if not consultation.is_about_go_live or consultation.release is None or not consultation.takes_answers:
        return None
    held = held_by(request)
    if Permission.READ_DRAFTS in held:
        return consultation.release.window
    version = version_shown(consultation.release, held, request.user)
    stated = version.snapshot.rid.content.release.go_live_window if version else None
    return stated.value if stated else None


ACTIONS = {
    "draft": (
        ("consultation-edit", "Change the draft"),
        ("consultation-withdraw", "Discard the draft"),
    ),
    "open": (
        ("record-answer", "Record an answer"),
        ("consultation-deadline", "Change the deadline"),
        ("consultation-decision", "Record the decision"),
        ("consultation-withdraw", "Withdraw the consultation"),
    ),
    "closed": (
        ("consultation-summary", "Write the summary"),
        ("record-answer", "Record an answer"),
        ("consultation-decision", "Record the decision"),
        ("consultation-dealt-with", "Record how answers were dealt with"),
        ("issue-result", "Issue the result"),
        ("consultation-deadline", "Change the deadline"),
        ("consultation-withdraw", "Withdraw the consultation"),
    ),
    "decided": (
        ("consultation-summary", "Write the summary"),
        ("consultation-dealt-with", "Record how answers were dealt with"),
        ("issue-result", "Issue the result"),
        ("consultation-decision", "Record a later decision"),
    ),
    "withdrawn": (),
}


def actions(consultation: Consultation) -> list[tuple[str, str]]:
    """Address and label of the owner's pages that the state allows."""
    rows = list(ACTIONS[consultation.state])
    if consultation.opened_at:
        rows.insert(0, ("consultation-answers", "Read the answers"))
    return [(reverse(name, args=[consultation.slug]), label) for name, label in rows]
