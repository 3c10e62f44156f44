"""The history of a modification: every change, by whom and why; a fact can be put back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from modifications.models.modifications import Modification
from modifications.operations.history import may_be_put_back, put_back
from modifications.pages import modification_at, reason_for
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import entries_about
from secrel.core.changes.targets import Target, about
from secrel.core.dates.clock import today
from secrel.core.models.record import AuditEntry
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, sent_token


@dataclass(frozen=True)
class ChangedFact:
    """A fact in an entry; `may_go_back` where it was something before that can be stored again."""

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
    """Entries of the record about it under any of its names, newest first; those of its scopes too."""
    modification = modification_at(reference)
    rows = entries_about(about("modification", _names(modification)))
    page = paginate(rows.order_by("-position"), request.GET)
    entries = [(entry, list(_changes(entry, modification))) for entry in page]
    context = {"modification": modification, "tab": "history", "subject": "History"}
    context["reason"] = reason_for(request, modification)
    return render(request, "modifications/history.html", context | {"page": page, "entries": entries})


def _names(modification: Modification) -> list[str]:
    return [modification.reference, *modification.former.values_list("reference", flat=True)]


def _changes(entry: AuditEntry, modification: Any) -> Any:
    for name, (before, after) in entry.changes.items():
        can = may_be_put_back(entry, name)
        yield ChangedFact(
            name, before, after, can and str(getattr(modification, name)) != str(before), entry.position
        )


@require_POST
@needs(Permission.EDIT_RELEASES)
def put_back_fact(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    number = request.POST.get("entry", "")
    rows = AuditEntry.objects.filter(position=int(number) if number.isdecimal() and len(number) < 10 else 0)
    of_it = Target.MODIFICATION.where(modification=_names(modification))
    entry = found_or_404(rows.filter(of_it), "entry of its record")
    name = request.POST.get("name", "")
    reason, token = reason_for(request, modification), sent_token(request)
    known = {"by": request.user, "reason": reason.text, "on": today()}
    put_back(modification=modification, entry=entry, name=name, token=token, **known)
    reason.remember()
    messages.success(request, f"{name.replace('_', ' ').capitalize()} is what it was before.")
    return SeeOther(f"/modifications/{modification.reference}/history/")
