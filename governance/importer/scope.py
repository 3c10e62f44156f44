"""Importing the scope of a document: modifications, their parts and status, and Change Requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import UNSET

from governance.documents.rid.types.scope import ChangeRequest as StatedChangeRequest
from governance.documents.rid.types.scope import Scope, ScopeEntry
from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification, Part, Solution
from modifications.operations.documents import add_change_requests
from modifications.operations.many import NewModification, register_modifications, set_solutions_of_many
from modifications.operations.register import add_part, change_modification, move_stage
from modifications.queries import modifications_named
from modifications.workflow import OPEN
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.bulk import PublishedItem, add_published_to_scope
from releases.operations.change_requests import set_change_requests
from releases.operations.scope import describe_scope_item, move_in_scope
from releases.queries import in_scope_by_modification
from releases.workflow import VERB
from secrel.core.changes.operations import AS_STORED, Actor, in_order_of
from secrel.core.changes.targets import Target
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
InScope = dict[int, list[ScopeItem]]
"""Targeted and approved items, in any release, by primary key of their modification."""


@dataclass(frozen=True)
class Stated:
    """An entry of the document's scope. `position`: its place, or 0 if the entries are in the order of numbers."""

    place: int
    status: str
    entry: ScopeEntry
    position: int


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
    rows = [
        Stated(place, status, entry, 0 if by_number else place)
        for place, (status, entry) in enumerate(entries, start=1)
    ]
    while rows:  # more than once if two references of the document have become those of one modification
        first = {row.entry.ref: row.place for row in reversed(rows)}
        _Entering(by, release, reason, on).store([row for row in rows if row.place == first[row.entry.ref]])
        rows = [row for row in rows if row.place != first[row.entry.ref]]
    _change_requests(by, release, scope.change_requests, on)


def _in_order(entries: Iterable[ScopeEntry]) -> bool:
    references = [ModificationReference.parse(entry.ref) for entry in entries]
    return references == sorted(references)


class _Entering:
    """Stores entries of a scope, each of another modification. What is stored is read once for all of them; what is
    new is stored for all at once, and what changes is changed one by one."""

    def __init__(self, by: Actor, release: Release, reason: str, on: date) -> None:
        self.by, self.release, self.reason, self.on = by, release, reason, on
        self.new: set[str] = set()

    def store(self, rows: list[Stated]) -> None:
        """Store the entries; their audit entries are in the order of the document."""
        places: dict[str, int] = {}
        for row in rows:
            places[Target.MODIFICATION(row.entry.ref)] = row.place
            places[Target.SCOPE_ITEM(self.release.slug, row.entry.ref)] = row.place
        with in_order_of(places):
            modifications = self._registered(rows)
            elsewhere = in_scope_by_modification(row.pk for row in modifications.values())
            self._change(rows, modifications, elsewhere)
            inside = [row for row in rows if modifications[row.entry.ref].stage not in GONE]
            self._items(inside, modifications, elsewhere)

    def _registered(self, rows: list[Stated]) -> dict[str, Modification]:
        """The modifications by reference, new ones registered. Their stored titles stay."""
        known = modifications_named(row.entry.ref for row in rows)
        self.new = {row.entry.ref for row in rows} - known.keys()
        new = [
            NewModification(
                reference=row.entry.ref,
                title=row.entry.title,
                stage="implementation" if row.status == "approved" else "refinement",
                impacts_dcc_systems=row.entry.impacts_dcc_systems,
                web_address=row.entry.url or "",
                part=row.entry.part or "",
            )
            for row in rows
            if row.entry.ref in self.new
        ]
        made = register_modifications(by=self.by, rows=new, on=self.on) if new else []
        return known | {row.reference: row for row in made}

    def _change(self, rows: list[Stated], modifications: dict[str, Modification], elsewhere: InScope) -> None:
        """Change what the document states otherwise, except facts that other releases share."""
        stored: dict[int, list[tuple[str, str]]] = {}
        keys = [row.pk for row in modifications.values()]
        for solution in Solution.objects.filter(modification__in=keys).order_by("position"):
            stored.setdefault(solution.modification_id, []).append((solution.kind, solution.text))
        solutions = []
        for row in rows:
            modification = modifications[row.entry.ref]
            others = elsewhere.get(modification.pk, ())
            shared = any(item.release_id != self.release.pk for item in others)
            if row.entry.ref not in self.new:
                modification = modifications[row.entry.ref] = self._changed(row, modification, shared)
            options = [(option.kind, option.text) for option in row.entry.options]
            if not shared and options and options != stored.get(modification.pk):
                solutions.append((modification, options))
        if solutions:
            set_solutions_of_many(by=self.by, rows=solutions, on=self.on)

    def _changed(self, row: Stated, modification: Modification, shared: bool) -> Modification:
        common: dict[str, Any] = {"by": self.by, "reason": self.reason, "on": self.on}
        stated = {
            "impacts_dcc_systems": None if shared else row.entry.impacts_dcc_systems,
            "web_address": None if row.entry.url is UNSET else row.entry.url,
        }
        fields = {
            name: value
            for name, value in stated.items()
            if value is not None and getattr(modification, name) != value
        }
        if fields:
            modification = change_modification(
                modification=modification, fields=fields, token=AS_STORED, **common
            )
        if row.status == "approved" and modification.stage in OPEN:
            modification = move_stage(modification=modification, move="state_approved", **common)
        return modification

    def _items(self, rows: list[Stated], modifications: dict[str, Modification], elsewhere: InScope) -> None:
        keys = [modifications[row.entry.ref].pk for row in rows]
        parts = {
            (part.modification_id, part.name): part for part in Part.objects.filter(modification__in=keys)
        }
        stored = self.release.scope.filter(part__modification__in=keys).select_related("release", "part")
        items = {item.part_id: item for item in stored}
        added = []
        for row in rows:
            modification, name = modifications[row.entry.ref], row.entry.part or ""
            part = parts.get((modification.pk, name))
            part = part or add_part(by=self.by, modification=modification, name=name, on=self.on)
            part.modification = modification
            taken = any(
                other.release_id != self.release.pk
                and (other.part_id == part.pk or not (other.part.name and name))
                for other in elsewhere.get(modification.pk, ())
            )
            if item := items.get(part.pk):
                self._change_item(item, row, taken)
            else:
                status = "candidate" if taken else row.status
                added.append(PublishedItem(part=part, status=status, **_fields(row)))
        if added:
            add_published_to_scope(
                by=self.by, release=self.release, rows=added, reason=self.reason, on=self.on
            )

    def _change_item(self, item: ScopeItem, row: Stated, taken: bool) -> None:
        fields = _fields(row)
        for move in () if taken else MOVES.get((item.status, row.status), ()):
            item = move_in_scope(
                by=self.by, item=item, move=move, reason=self.reason, on=self.on, day_recorded=False
            )
        if any(getattr(item, name) != value for name, value in fields.items()):
            describe_scope_item(by=self.by, item=item, on=self.on, **fields)


def _fields(row: Stated) -> dict[str, Any]:
    """The fields of a scope item as the document states them."""
    verb = f"{VERB[row.status]} "
    own = bool(row.entry.summary) and not row.entry.summary.startswith(verb)
    return {
        "description": row.entry.summary if own else row.entry.summary.removeprefix(verb),
        "has_own_verb": own,
        "position": row.position,
        "cut_off_on": _cut_off(row.entry),
    }


def _cut_off(entry: ScopeEntry) -> date | None:
    return entry.cut_off.value.interval()[0] if entry.cut_off and entry.cut_off.precision == "day" else None


def _change_requests(by: Actor, release: Release, rows: Sequence[StatedChangeRequest], on: date) -> None:
    found = {
        row.reference: row for row in ChangeRequest.objects.filter(reference__in=[row.ref for row in rows])
    }
    if new := [(row.ref, row.title, row.summary) for row in rows if row.ref not in found]:
        found |= {row.reference: row for row in add_change_requests(by=by, rows=new, on=on)}
    stated = [(found[row.ref], row.summary) for row in rows]
    stored = [
        (row.change_request, row.description) for row in release.beside.select_related("change_request")
    ]
    if stated != stored:
        set_change_requests(by=by, release=release, rows=stated, on=on, token=AS_STORED)
