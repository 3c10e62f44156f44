"""The history of a modification: every change, who made it and why. A value can be restored."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from modifications.operations.history import may_be_put_back, put_back
from modifications.pages import history_of, modification_at, names_of, reason_for
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.clock import today
from secrel.core.models.record import AuditEntry
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, sent_token


@dataclass(frozen=True)
class ChangedFact:
    """A changed fact in an audit entry; `may_go_back` if its previous value can be restored."""

    name: str
    before: Any
    after: Any
    may_go_back: bool
    entry: int

    @property
    def reason_id(self) -> str:
        return f"reason-{self.entry}-{self.name}"

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


@require_safe
@needs(Permission.EDIT_RELEASES)
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Audit entries about the modification under all its references, and about its scope items, newest first."""
    modification = modification_at(reference)
    page = paginate(history_of(modification), request.GET)
    entries = [(entry, list(_changes(entry, modification))) for entry in page]
    context = {"modification": modification, "tab": "history", "subject": "History"}
    context["reason"] = reason_for(request, modification)
    return render(request, "modifications/history.html", context | {"page": page, "entries": entries})


def _changes(entry: AuditEntry, modification: Any) -> Any:
    for name, (before, after) in entry.changes.items():
        is_restorable = may_be_put_back(entry, name)
        yield ChangedFact(
            name,
            before,
            after,
            is_restorable and str(getattr(modification, name)) != str(before),
            entry.position,
        )


@require_POST
@needs(Permission.EDIT_RELEASES)
def put_back_fact(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    number = request.POST.get("entry", "")
    rows = AuditEntry.objects.filter(position=int(number) if number.isdecimal() and len(number) < 10 else 0)
    of_it = Target.MODIFICATION.where(modification=names_of(modification))
    entry = found_or_404(rows.filter(of_it), "entry in its history")
    name = request.POST.get("name", "")
    reason, token = reason_for(request, modification), sent_token(request)
    common = {"by": request.user, "reason": reason.text, "on": today()}
    put_back(modification=modification, entry=entry, name=name, token=token, **common)
    reason.remember()
    messages.success(request, f"{name.replace('_', ' ').capitalize()} has been restored.")
    return SeeOther(f"/modifications/{modification.reference}/history/")
