"""Types of a RID that are compared as others: the scope, the criteria with their owners, and the matrix."""

import re
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET, structs

from governance.documents.engine.diff.apply import View
from governance.documents.engine.facts import Fact, Texts, Unset, named, with_fields
from governance.documents.engine.schema import hints_of
from governance.documents.rid.categories import Category
from governance.documents.rid.types.rid import Acceptance, CriterionOwner, RidContent
from governance.documents.rid.types.scope import Impacts, Scope, ScopeEntry
from releases.workflow import VERB


class Summary(Fact):
    """The summary of a modification without the verb that its status decides. `has_verb`: whether it has that verb."""

    is_value = True
    text: str
    has_verb: bool


class ScopeRow(ScopeEntry):
    """A modification in scope with its status: approved or targeted."""


class ComparedScope(Fact):
    """A scope with one list of modifications, so that an approval is one change of status."""

    if TYPE_CHECKING:
        items: tuple[Any, ...]


class CriterionRow(Fact):
    """A criterion with its owner and reviewer."""

    entry_text = "text"
    entry_noun = "criterion"
    text: str
    owner: str | Unset = UNSET
    reviewer: str | Unset = UNSET


class ComparedAcceptance(Fact):
    """The criteria by category, each with its owner; `others`: owners without a criterion."""

    if TYPE_CHECKING:
        others: tuple[CriterionOwner, ...]
        notes: Any


class ComparedImpacts(Impacts):
    """Impacts without the rows of the matrix that have no tick, as each modification in scope has a row. `unlisted`:
    those in scope that have none."""

    if TYPE_CHECKING:
        unlisted: Texts = ()


if not TYPE_CHECKING:
    _unlisted = named("modifications without a row in the participant matrix", listed="names")
    ComparedImpacts = with_fields(ComparedImpacts, {"unlisted": Annotated[Texts, _unlisted]})
    ScopeRow = with_fields(
        ScopeRow,
        {"status": Annotated[str, named("status")], "summary": Annotated[Summary, named("summary")]},
    )
    _of_scope = {name: hint for name, hint in hints_of(Scope).items() if name not in VERB}
    ComparedScope = with_fields(
        ComparedScope,
        {"items": Annotated[tuple[ScopeRow, ...], named("scope", listed="any_order")], **_of_scope},
        optional=("change_requests_state", "additions"),
    )
    _rows = {
        category.value: Annotated[tuple[CriterionRow, ...], named(f"{category.value} criteria")]
        for category in Category
    }
    _others = Annotated[tuple[CriterionOwner, ...], named("owners without a criterion", listed="any_order")]
    ComparedAcceptance = with_fields(
        ComparedAcceptance,
        {**_rows, "others": _others, "notes": hints_of(Acceptance)["notes"]},
        optional=("notes",),
    )


def _scope_out(scope: Scope) -> ComparedScope:
    rows = [_row(item, status) for status, items in scope.by_status for item in items]
    fields = {name: value for name, value in structs.asdict(scope).items() if name not in VERB}
    return ComparedScope(items=tuple(sorted(rows, key=lambda row: row.ref)), **fields)


def _by_number(row: Any) -> tuple[int, str]:
    """In the order in which a RID lists its modifications."""
    return int("".join(re.findall("[0-9]", row.ref)) or 0), row.ref


def _row(item: ScopeEntry, status: str) -> Any:
    verb = f"{VERB[status]} "
    has_verb = item.summary.startswith(verb)
    summary = Summary(text=item.summary.removeprefix(verb), has_verb=has_verb)
    return ScopeRow(**structs.asdict(item) | {"summary": summary, "status": status})


def _scope_back(compared: Any) -> Scope:
    fields = structs.asdict(compared)
    rows = sorted(fields.pop("items"), key=_by_number)
    by_status: dict[str, Any] = {
        status: tuple(_item(row) for row in rows if row.status == status) for status in VERB
    }
    return Scope(**fields, **by_status)


def _item(row: Any) -> ScopeEntry:
    fields = structs.asdict(row)
    status, summary = fields.pop("status"), fields.pop("summary")
    verb = f"{VERB[status]} " if summary.has_verb else ""
    return ScopeEntry(**fields, summary=f"{verb}{summary.text}")


def _acceptance_out(acceptance: Acceptance) -> ComparedAcceptance:
    owners: dict[str, CriterionOwner] = {}
    others: list[CriterionOwner] = []
    for row in acceptance.criteria:
        if row.key in owners:
            others.append(row)
        owners.setdefault(row.key, row)
    fields: dict[str, Any] = {}
    for category in Category.values:
        rows = []
        for number, text in enumerate(acceptance.of(category), start=1):
            owner = owners.pop(f"{category}-{number}", None)
            stated = {"owner": owner.owner, "reviewer": owner.reviewer} if owner else {}
            rows.append(CriterionRow(text=text, **stated))
        fields[category] = tuple(rows)
    return ComparedAcceptance(**fields, others=(*owners.values(), *others), notes=acceptance.notes)


def _acceptance_back(compared: Any) -> Acceptance:
    owners = [
        CriterionOwner(key=f"{category}-{number}", owner=row.owner or "", reviewer=row.reviewer or "")
        for category in Category.values
        for number, row in enumerate(getattr(compared, category), start=1)
        if row.owner is not UNSET or row.reviewer is not UNSET
    ]
    texts = {category: tuple(row.text for row in getattr(compared, category)) for category in Category.values}
    return Acceptance(criteria=(*owners, *compared.others), notes=compared.notes, **texts)


def _content_out(content: RidContent) -> RidContent:
    rows, refs = content.impacts.participants, {entry.ref for entry in content.scope.entries}
    fields = structs.asdict(content.impacts)
    fields["participants"] = {ref: ticks for ref, ticks in rows.items() if ticks or ref not in refs}
    impacts = ComparedImpacts(**fields, unlisted=tuple(sorted(refs - rows.keys())))
    return structs.replace(content, impacts=impacts)


def _content_back(compared: RidContent) -> RidContent:
    fields = structs.asdict(compared.impacts)
    unlisted = fields.pop("unlisted")
    refs = {entry.ref for entry in compared.scope.entries}.difference(unlisted)
    fields["participants"] = dict.fromkeys(sorted(refs), ()) | fields["participants"]
    return structs.replace(compared, impacts=Impacts(**fields))


VIEWS: dict[type[Fact], View] = {
    RidContent: View(RidContent, _content_out, _content_back),
    Scope: View(ComparedScope, _scope_out, _scope_back),
    Acceptance: View(ComparedAcceptance, _acceptance_out, _acceptance_back),
}
