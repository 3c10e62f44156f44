"""An item of an agenda: what the body is asked, what changed, positions, the outcome, the Chair's confirmation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.documents.changes import changes_of
from governance.documents.checks.judged import judged_version
from governance.documents.compose import compose
from governance.documents.diff import diff
from governance.documents.saying import content_name
from governance.forms.deciding import (
    ConfirmForm,
    InterestForm,
    PositionForm,
    PutChangesForm,
)
from governance.forms.outcomes import OutcomeForm, said_before
from governance.models import Item, Matter, Result
from governance.operations.asking import take_off_agenda
from governance.operations.decisions import confirm_decision, record_outcome
from governance.operations.meetings import declare_interest
from governance.operations.positions import differs_from, take_position
from governance.operations.subject import confirm_changes, differences, put_changes
from governance.queries.acceptance import named
from governance.queries.comments import comments_before
from governance.queries.concerned import seats_of_owners
from governance.queries.meetings import READERS, item_at
from governance.queries.readiness import board_of, lines_seen_by
from governance.queries.standard import changes_to_standard
from governance.queries.voting import rule_of, seat_of, standing_positions, tally_of
from governance.workflow import CRITERION, ITEM
from secrel.core.clock import moment, today
from secrel.core.forms import ReasonForm
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save
from secrel.core.second_factor import lacks_second_factor

DECIDING = {"position", "interest", "outcome", "confirm", "confirm_changes"}


def _found(request: HttpRequest, body: str, on: date, order: int) -> Item:
    return found_or_404(item_at(request.user, body, on, order), "item")


@require_safe
@needs(*READERS)
def item_page(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    """The review page of a Panel member; secretary and Chair act on it too."""
    return _show(request, _found(request, body, on, order))


def _show(
    request: HttpRequest, item: Item, failed: tuple[str, Form] | None = None, outcome: Outcome | None = None
) -> HttpResponse:
    forms = _forms(request, item)
    lacks = lacks_second_factor(request.user) and bool(DECIDING & forms.keys())
    forms = {name: form for name, form in forms.items() if not lacks or name not in DECIDING}
    if failed:  # what was typed comes back, also where the item has moved on
        forms[failed[0]] = failed[1]
    meeting = item.meeting
    context = {
        "item": item,
        "release": item.release,
        "meeting": meeting,
        **(_of_version(request, item) if item.version_id else _of_acceptance(request, item)),
        "named": [(content_name(row["section"]), row["text"]) for row in _named(item)],
        "made": differences(item, item.changed) if item.changed else [],
        "positions": item.positions.select_related("membership__user", "taken_by", "replaces", "fallen"),
        "standing": {row.pk for row in standing_positions(item)},
        "tally": tally_of(item),
        "rule": rule_of(meeting.body, meeting.on),
        "interests": item.interests.select_related("membership__user"),
        "outcomes": item.outcomes.select_related("recorded_by"),
        "decision": getattr(item, "decision", None),
        "forms": forms,
        "lacks_second_factor": lacks,
        "asks_second_factor": settings.SECOND_FACTOR,
        "failed": failed[1] if failed else None,
        "outcome": outcome or Outcome(),
    }
    return render(request, "governance/item.html", context, status=outcome.status if outcome else 200)


def _of_version(request: HttpRequest, item: Item) -> dict[str, Any]:
    """What changed in the version since the last baseline, and what was edited since it was presented."""
    version = item.version
    base, changes = changes_of(version, request.user.permissions(), request.user)
    live = compose(item.release) if item.state == "open" else None
    return {
        "version": version,
        "base": base,
        "changes": changes,
        "edited": live is not None and differs_from(version, live.as_data()),
        "edits": diff(version.snapshot.rid.content, live) if live else [],
        "comments": comments_before(version),
        "findings": judged_version(version, with_drafts=Permission.READ_DRAFTS in request.user.permissions()),
    }


def _of_acceptance(request: HttpRequest, item: Item) -> dict[str, Any]:
    """The board of the criteria that the body is asked about; where it has decided, as it was then."""
    if item.kind == Matter.STANDARD:
        changes = changes_to_standard(item.standard) if item.state == "open" else []
        return {"standard": item.content.data["criteria"], "differences": changes}
    if item.kind not in (Matter.RECOMMEND, Matter.GO):
        return {"deliverable": item.deliverable, "silent": seats_of_owners(item) & {request.user.pk}}
    said = item.content.data
    recommended = [(row["body"], Result(row["result"]).label, row["on"]) for row in said["recommendations"]]
    known = {"acceptance": True, "recommendations": recommended}
    if item.state == "decided":
        rows = [(named(row["key"]), row["text"], CRITERION.states[row["state"]]) for row in said["criteria"]]
        return known | {"decided": rows}
    own = item.kind == Matter.RECOMMEND
    lines = [
        line
        for line in board_of(item.release, today()).lines
        if not own or line.criterion.reviewer_id == item.meeting.body_id
    ]
    return known | {
        "lines": lines_seen_by(request.user, lines),
        "silent": seats_of_owners(item) & {request.user.pk},
    }


def _named(item: Item) -> list[dict[str, str]]:
    return item.outcome.changes if item.outcome else []


def _forms(request: HttpRequest, item: Item) -> dict[str, Form]:
    """What whoever looks may do now, by the table of the item's life."""
    held = request.user.permissions()
    digest = item.content_id
    body = item.meeting.body.key
    confirms = request.user.may_in(body, Permission.CONFIRM_DECISIONS)
    moves = {move.key for move, _ in ITEM.offered(item, held)}
    forms: dict[str, Form] = {}
    votes = item.state == "open" and request.user.may_in(body, Permission.TAKE_POSITIONS)
    if votes and seat_of(request.user, item.meeting.body, today()):
        forms["position"] = PositionForm(initial={"content_digest": digest})
    if item.state == "open" and Permission.RECORD_MEETINGS in held:
        forms["interest"] = InterestForm(item=item, prefix="interest")
    if "minute" in moves:
        forms["outcome"] = OutcomeForm(
            item=item, on=today(), initial=said_before(item, today()) | {"token": item.token}
        )
    if "confirm" in moves and confirms:
        forms["confirm"] = ConfirmForm(initial={"token": item.token, "content_digest": digest})
    if item.state == "subject" and Permission.PRESENT_VERSIONS in held:
        forms["changes"] = PutChangesForm(item=item, initial={"token": item.token})
    if "confirm_changes" in moves and confirms and item.changed:
        changed = {"token": item.token, "content_digest": _digest_for("confirm_changes", item)}
        forms["confirm_changes"] = ConfirmForm(initial=changed)
    if item.kind != Matter.BASELINE and "withdraw" in moves:
        forms["off"] = ReasonForm(initial={"token": item.token}, prefix="off")
    return forms


@require_POST
@needs(Permission.TAKE_POSITIONS)
def position(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    act = _to(take_position, request, item, at=moment())
    return _acted(request, item, "position", PositionForm(request.POST), act, "Your position is recorded.")


@require_POST
@needs(Permission.RECORD_MEETINGS)
def interest(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    form = InterestForm(request.POST, item=item, prefix="interest")
    return _acted(
        request, item, "interest", form, _to(declare_interest, request, item), "The interest is recorded."
    )


@require_POST
@needs(Permission.RECORD_MEETINGS)
def outcome(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    form = OutcomeForm(request.POST, item=item, on=today())
    act = _to(record_outcome, request, item, at=moment())
    return _acted(request, item, "outcome", form, act, "The outcome is recorded. The Chair confirms it.")


@require_POST
@needs(Permission.CONFIRM_DECISIONS)
def confirm(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    act = _to(confirm_decision, request, item)
    return _acted(request, item, "confirm", ConfirmForm(request.POST), act, "The decision is confirmed.")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def changes(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    form = PutChangesForm(request.POST, item=item)
    said = "The changed version is before the Chair."
    return _acted(request, item, "changes", form, _to(put_changes, request, item), said)


@require_POST
@needs(Permission.CONFIRM_DECISIONS)
def confirmed_changes(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    act = _to(confirm_changes, request, item)
    said = "The changes are confirmed, and the version is baselined."
    return _acted(request, item, "confirm_changes", ConfirmForm(request.POST), act, said)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def off(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = _found(request, body, on, order)
    form = ReasonForm(request.POST, prefix="off")
    return _acted(request, item, "off", form, _to(take_off_agenda, request, item), "It is off the agenda.")


def _to(operation: Callable[..., Any], request: HttpRequest, item: Item, **known: Any) -> Callable[..., Any]:
    return lambda **typed: operation(by=request.user, item=item, on=today(), **known, **typed)


def _acted(
    request: HttpRequest, item: Item, name: str, form: Form, act: Callable[..., Any], said: str
) -> HttpResponse:
    outcome = save(form, act)
    if not outcome.saved:
        found = _found(request, item.meeting.body.key, item.meeting.on, item.order)
        if outcome.conflict and "content_digest" in form.fields:  # the page shows what is asked now
            form.data["content_digest"] = _digest_for(name, found)
            form.data["token"] = str(found.token)
        return _show(request, found, (name, form), outcome)
    messages.success(request, said)
    return SeeOther(item.get_absolute_url())


def _digest_for(name: str, item: Item) -> str:
    """The digest of the content that a form acts on."""
    if name == "confirm_changes" and item.changed:
        return item.changed.snapshot.content_id
    return item.content_id
