"""The page of a modification: public facts, and internal ones for SECAS."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance.notices.queries.log import modifications_by_document
from governance.notices.queries.stated import stated_of_modification
from governance.register.queries.impacts import impacts_shown
from governance.register.queries.scope_statuses import scope_statuses, scopes_left, visible_change_requests
from modifications.models.impacts import Participant
from modifications.models.modifications import Modification, ModificationLink
from modifications.models.progress import Assessment
from modifications.queries import documents_with_titles, find
from modifications.workflow import STAGE
from releases.models.scope import ScopeItem
from releases.queries import ledger_of
from releases.status_sentence import status_sentence
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.people.queries import working_days
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, held_by
from secrel.core.web.page_cache import kept_parts


@login_not_required
@public_for(SHORT)
@require_safe
def modification_page(request: HttpRequest, reference: str) -> HttpResponse:
    found = find(reference)
    modification = found_or_404([found] if found else [], "modification")
    if reference != modification.reference:
        return redirect(modification, permanent=True)
    parts = kept_parts(
        request,
        f"modification/{reference}",
        "register/modification.html",
        ("facts", "panels"),
        lambda: _shown(modification, held_by(request)),
    )
    return render(request, "register/modification.html", {"modification": modification, **parts})


def _shown(modification: Modification, permissions: frozenset[Permission]) -> dict[str, Any]:
    """What the page shows to everybody with these permissions."""
    internal = Permission.READ_DRAFTS in permissions
    impacts = impacts_shown(modification, permissions)
    named = {name for row in impacts for name in row.documents}
    named |= {
        name for name, changed_by in modifications_by_document() if changed_by == modification.reference
    }
    context = {
        "modification": modification,
        "former": [row.reference for row in modification.former.all()],
        "decisions": modification.decisions.filter(is_recommendation=False).select_related("body"),
        "links": _links(modification, permissions),
        "linked_from": modification.linked_from.select_related("modification"),
        "stated": stated_of_modification(modification.reference),
        "rail": STAGE.rail(modification),
        "participants": Participant.labels,
        "rows": [
            (row.part, [(label, key in row.participants) for key, label in Participant.choices])
            for row in impacts
        ],
        "ticked": any(row.participants for row in impacts),
        "documents": [
            (row, row.title_on(today())) for row in documents_with_titles().filter(designation__in=named)
        ],
        "scope_statuses": [
            row for row in scope_statuses(permissions) if row.reference == modification.reference
        ],
    }
    return context | (
        _internal(modification) if internal else {"scopes_left": scopes_left(modification, permissions)}
    )


def _links(modification: Modification, permissions: frozenset[Permission]) -> list[ModificationLink]:
    """The links of a modification; one to a Change Request only if the reader may see that."""
    links = list(modification.links.select_related("other", "change_request", "modification"))
    if not any(link.change_request for link in links):
        return links
    rows, _ = visible_change_requests(permissions)
    visible = set(rows.values_list("pk", flat=True))
    return [link for link in links if link.change_request is None or link.change_request.pk in visible]


def _internal(modification: Modification) -> dict:
    """Facts that only SECAS sees until a paper publishes them."""
    steps = list(modification.next_steps.select_related("body"))
    calendar = working_days()
    for step in steps:
        step.days_held = calendar.between(step.held_since, today()) if step.held_since else None
    return {
        "solutions": modification.solutions.all(),
        "decisions": modification.decisions.select_related("body"),
        "ledger": ledger_of(modification),
        "next_steps": steps,
        "assessments": list(
            Assessment.objects.filter(
                Q(part__modification=modification) | Q(covers__modification=modification)
            )
            .distinct()
            .select_related("part__modification")
            .prefetch_related("covers__modification")
        ),
        "status_sentence": status_sentence(
            steps,
            ScopeItem.objects.filter(part__modification=modification).select_related("release"),
        ),
        "unsettled": getattr(modification, "unsettled_target", None),
    }
