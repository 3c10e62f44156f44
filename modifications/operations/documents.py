"""Operations on SEC documents and the DCC's Change Requests."""

import re
from collections.abc import Iterable
from datetime import date

from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import DocumentAlias, DocumentTitle, SecDocument
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, EntryTarget, Token, many, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target

TITLES_SINCE = date(2013, 9, 23)  # the SEC's designation


@operation("modifications.add_document", Permission.LOAD_REFERENCE_DATA)
def add_document(*, by: Actor, designation: str, title: str) -> SecDocument:
    """Add a SEC document with its first title. Neither imports nor pages change titles."""
    document = _create(designation, title)
    record(**_target(document), changes={"title": [None, title]})
    return document


@operation("modifications.propose_document", Permission.EDIT_RELEASES)
def propose_document(
    *, by: Actor, designation: str, title: str, source: str, on: date | None = None
) -> SecDocument:
    """Add a document that a published RID names and the register lacks. An administrator confirms it."""
    document = _create(designation, title, is_proposed=True)
    record(**_target(document), changes={"title": [None, title], "proposed_by": [None, source]}, on=on)
    return document


@operation("modifications.add_alias", Permission.LOAD_REFERENCE_DATA)
def add_alias(*, by: Actor, document: SecDocument, title: str, source: str) -> DocumentAlias:
    """Add another title under which a document is published, with its source."""
    alias, created = DocumentAlias.objects.get_or_create(
        document=document, title=title, defaults={"source": source}
    )
    if not created:
        raise RuleBroken(f"{document} already has the alias “{title}”.", field="title")
    record(**_target(document), changes={"alias": [None, title], "source": [None, source]})
    return alias


def place_of(designation: str) -> int:
    """The sort key of a document in the SEC: Sections by letter, Schedules by number, then Appendices A…Z, AA…AZ."""
    kind, name = designation.split(" ")
    if kind == "Schedule":
        return 1000 + min(int(name), 999)
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place + (2000 if kind == "Appendix" else 0)


def _create(designation: str, title: str, *, is_proposed: bool = False) -> SecDocument:
    document = SecDocument.objects.create(
        designation=designation,
        slug=designation.lower().replace(" ", "-"),
        kind=designation.split(" ")[0].lower(),
        order=place_of(designation),
        is_proposed=is_proposed,
    )
    if title:
        DocumentTitle.objects.create(document=document, title=title, from_on=TITLES_SINCE)
    return document


def _target(document: SecDocument) -> EntryTarget:
    return {"target": Target.DOCUMENT(document.slug), "label": document.designation}


@operation("modifications.add_change_request", Permission.EDIT_RELEASES)
def add_change_request(
    *, by: Actor, reference: str, title: str, description: str = "", on: date | None = None
) -> ChangeRequest:
    """Add a Change Request of the DCC (CR1088)."""
    change_request = _new_change_request(reference, title, description)
    if ChangeRequest.objects.filter(reference=reference).exists():
        _refuse_existing(reference)
    change_request.save(force_insert=True)
    _record_added(change_request, on)
    return change_request


@many(add_change_request)
def add_change_requests(
    *, by: Actor, rows: Iterable[tuple[str, str, str]], on: date | None = None
) -> list[ChangeRequest]:
    """Add Change Requests of the DCC, given as (reference, title, description)."""
    new = [_new_change_request(*row) for row in rows]
    there = ChangeRequest.objects.filter(reference__in=[row.reference for row in new])
    if existing := there.first():
        _refuse_existing(existing.reference)
    for row in ChangeRequest.objects.bulk_create(new):
        _record_added(row, on)
    return new


def _new_change_request(reference: str, title: str, description: str) -> ChangeRequest:
    if not re.fullmatch(r"CR[0-9]{1,9}", reference):
        raise RuleBroken(
            f"“{reference}” is not a Change Request reference. Enter CR and a number, for example CR1088.",
            field="reference",
        )
    return ChangeRequest(reference=reference, number=int(reference[2:]), title=title, description=description)


def _refuse_existing(reference: str) -> None:
    raise RuleBroken(
        f"{reference} already exists. Open it instead:",
        field="reference",
        link=(f"/change-requests/{reference}/", reference),
    )


def _record_added(change_request: ChangeRequest, on: date | None) -> None:
    record(
        target=Target.CHANGE_REQUEST(change_request.reference),
        label=str(change_request),
        changes={"title": [None, change_request.title]},
        on=on,
    )


@operation("modifications.change_change_request", Permission.EDIT_RELEASES)
def change_change_request(
    *,
    by: Actor,
    change_request: ChangeRequest,
    fields: dict[str, str],
    token: Token,
    reason: str = "",
    on: date,
) -> ChangeRequest:
    """Change the title or description of a Change Request; raises Stale if it was changed since."""
    row = ChangeRequest.objects.select_for_update(no_key=True).get(pk=change_request.pk)
    stored = {"title": row.title, "description": row.description}
    take_token(row, token, lambda: stored, row.reference)
    changes = {
        name: [stored[name], fields[name]]
        for name in stored
        if fields.get(name, stored[name]) != stored[name]
    }
    if not changes:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    record(target=Target.CHANGE_REQUEST(row.reference), label=str(row), changes=changes, reason=reason, on=on)
    return row
