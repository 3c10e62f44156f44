"""Importing the scope of a document: modifications, their parts and status, and Change Requests."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import UNSET

from governance.documents.rid.types.scope import ChangeRequest as StatedChangeRequest
from governance.documents.rid.types.scope import Scope, ScopeEntry
from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification, Part
from modifications.operations.documents import add_change_request
from modifications.operations.register import (
    add_part,
    change_modification,
    move_stage,
    register_modification,
    set_solutions,
)
from modifications.queries import find
from modifications.workflow import OPEN
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.change_requests import set_change_requests
from releases.operations.scope import add_to_scope, describe_scope_item, move_in_scope
from releases.workflow import VERB, in_scope_elsewhere
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.values.references import ModificationReference

GONE = ("rejected", "withdrawn")
REASON = "Imported from version {number} of the document."
MOVES = {
    ("candidate", "targeted"): ("target",),
    ("candidate", "approved"): ("approve",),
    ("targeted", "approved"): ("approve",),
    ("approved", "targeted"): ("take_out", "target"),
    ("out", "targeted"): ("target",),
    ("out", "approved"): ("target", "approve"),
}


def take_over_scope(by: Actor, release: Release, scope: Scope, reason: str, on: date) -> None:
    """Store the scope of the document, as far as facts of other releases allow."""
    entries = [(status, entry) for status, rows in scope.by_status for entry in rows]
    stated = {(entry.ref, entry.part or "") for _, entry in entries}
    for item in release.scope.filter(status__in=["approved", "targeted"]).select_related(
        "part__modification"
    ):
        if (item.modification.reference, item.part.name) not in stated:
            move_in_scope(by=by, item=item, move="take_out", reason=reason, on=on)
    by_number = all(_in_order(rows) for _, rows in scope.by_status)
    for place, (status, entry) in enumerate(entries, start=1):
        modification = _modification(by, release, status, entry, reason, on)
        if modification.stage not in GONE:  # only the document has these in scope
            _item(by, release, modification, status, entry, 0 if by_number else place, reason, on)
    _change_requests(by, release, scope.change_requests, on)


def _in_order(entries: Iterable[ScopeEntry]) -> bool:
    references = [ModificationReference.parse(entry.ref) for entry in entries]
    return references == sorted(references)


def _modification(
    by: Actor, release: Release, status: str, entry: ScopeEntry, reason: str, on: date
) -> Modification:
    """The modification, registered if it is new. Its stored title, and facts that other releases share, stay."""
    modification = find(entry.ref)
    is_new = modification is None
    if modification is None:
        modification = register_modification(
            by=by,
            reference=entry.ref,
            title=entry.title,
            stage="implementation" if status == "approved" else "refinement",
            impacts_dcc_systems=entry.impacts_dcc_systems,
            web_address=entry.url or "",
            parts=[entry.part or ""],
            on=on,
        )
    shared = in_scope_elsewhere(modification.parts.first()).exclude(release=release).exists()
    if not is_new:
        stated = {
            "impacts_dcc_systems": None if shared else entry.impacts_dcc_systems,
            "web_address": None if entry.url is UNSET else entry.url,
        }
        fields = {
            name: value
            for name, value in stated.items()
            if value is not None and getattr(modification, name) != value
        }
        if fields:
            modification = change_modification(
                by=by, modification=modification, fields=fields, reason=reason, on=on, token=AS_STORED
            )
        if status == "approved" and modification.stage in OPEN:
            modification = move_stage(
                by=by, modification=modification, move="state_approved", reason=reason, on=on
            )
    options = [(option.kind, option.text) for option in entry.options]
    if not shared and options and options != [(row.kind, row.text) for row in modification.solutions.all()]:
        set_solutions(by=by, modification=modification, solutions=options, on=on, token=AS_STORED)
    return modification


def _item(
    by: Actor,
    release: Release,
    modification: Modification,
    status: str,
    entry: ScopeEntry,
    place: int,
    reason: str,
    on: date,
) -> None:
    part = Part.objects.filter(modification=modification, name=entry.part or "").first()
    part = part or add_part(by=by, modification=modification, name=entry.part or "", on=on)
    verb = f"{VERB[status]} "
    own = not entry.summary.startswith(verb)
    fields: dict[str, Any] = {
        "description": entry.summary if own else entry.summary.removeprefix(verb),
        "has_own_verb": own,
        "position": place,
        "cut_off_on": _cut_off(entry),
    }
    item = ScopeItem.objects.filter(release=release, part=part).select_related("release", "part").first()
    taken = any(
        other.release_id != release.pk and (other.part_id == part.pk or not (other.part.name and part.name))
        for other in in_scope_elsewhere(part, item)
    )
    if item is None:
        add_to_scope(
            by=by,
            release=release,
            part=part,
            status="candidate" if taken else status,
            reason=reason,
            as_published=True,
            on=on,
            **fields,
        )
        return
    if not taken:
        for move in MOVES.get((item.status, status), ()):
            item = move_in_scope(by=by, item=item, move=move, reason=reason, on=on)
    if any(getattr(item, name) != value for name, value in fields.items()):
        describe_scope_item(by=by, item=item, on=on, **fields)


def _cut_off(entry: ScopeEntry) -> date | None:
    return entry.cut_off.value.interval()[0] if entry.cut_off and entry.cut_off.precision == "day" else None


def _change_requests(by: Actor, release: Release, rows: Iterable[StatedChangeRequest], on: date) -> None:
    stated = []
    for row in rows:
        change_request = ChangeRequest.objects.filter(reference=row.ref).first()
        change_request = change_request or add_change_request(
            by=by, reference=row.ref, title=row.title, description=row.summary, on=on
        )
        stated.append((change_request, row.summary))
    stored = [
        (row.change_request, row.description) for row in release.beside.select_related("change_request")
    ]
    if stated != stored:
        set_change_requests(by=by, release=release, rows=stated, on=on, token=AS_STORED)
