"""Operations on the actions of a meeting: record, amend, close, open again."""

from datetime import date
from typing import Any

from django.db.models import Max

from governance.documents.engine.text import long_date
from governance.meetings.models import Action, Item, Meeting
from governance.meetings.operations.meetings import LAST_YEAR
from governance.meetings.queries.actions import action_data
from governance.meetings.queries.meetings import prefix_of
from governance.meetings.workflow import ACTION
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify

MOST = 99
"""Of one meeting: numbers have two digits."""


@operation("governance.record_action", Permission.PLAN_MEETINGS)
def record_action(
    *,
    by: Actor,
    meeting: Meeting,
    what: str,
    owner: User | None = None,
    owner_words: str = "",
    due_on: date,
    item: Item | None = None,
    on: date,
) -> Action:
    """Record an action of a meeting and number it. The owner is an account, or an organisation or role in words."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body")
    meeting = rows.get(pk=meeting.pk)
    if meeting.state == "cancelled":
        raise RuleBroken(f"The {meeting} is cancelled. Record the action at another meeting.")
    if on < meeting.on:
        raise RuleBroken(f"The {meeting} has not taken place yet. Record its actions on that day or later.")
    if not meeting.number:
        raise RuleBroken(
            "The number of an action begins with the number of its meeting. Enter that number first, on the page of "
            "the meeting.",
            link=(meeting.get_absolute_url(), str(meeting)),
        )
    if item and item.meeting_id != meeting.pk:
        raise RuleBroken("That item is not on the agenda of this meeting. Choose another.", field="item")
    last = meeting.actions.aggregate(last=Max("order"))["last"] or 0
    if last >= MOST:
        raise RuleBroken(f"A meeting has at most {MOST} actions.")
    number = f"{prefix_of(meeting.body.key)}{meeting.number}/{last + 1:02}"
    if Action.objects.filter(number=number).exists():
        raise RuleBroken(
            f"Another meeting of the {meeting.body} already has the action {number}. Correct the number of the "
            "meeting first."
        )
    action = Action(meeting=meeting, order=last + 1, number=number, item=item)
    _state(action, what, owner, owner_words, due_on)
    action.save()
    record(**_target(action), changes={"action": [None, number], **_changes({}, action)}, on=on)
    _tell_owner(by, action, "is yours", on)
    return action


@operation("governance.amend_action", Permission.PLAN_MEETINGS)
def amend_action(
    *,
    by: Actor,
    action: Action,
    what: str,
    owner: User | None = None,
    owner_words: str = "",
    due_on: date,
    reason: str = "",
    token: Token,
    on: date,
) -> Action:
    """Correct what an open action says. Earlier words stay in the audit trail."""
    action = _locked(action, token)
    if action.state != "open":
        raise RuleBroken(f"{action} is closed. Open it again to change it.")
    before, owner_before = _said(action), action.owner_id
    _state(action, what, owner, owner_words, due_on)
    action.save(update_fields=["what", "owner", "owner_words", "due_on"])
    record(**_target(action), changes=_changes(before, action), reason=reason, on=on)
    if action.owner_id != owner_before or _said(action) != before:
        _tell_owner(by, action, "has changed" if action.owner_id == owner_before else "is yours", on)
    return action


@operation(
    "governance.close_action",
    Permission.PLAN_MEETINGS,
    reason="Give a reason: how the action was closed. The minutes repeat it.",
)
def close_action(*, by: Actor, action: Action, reason: str, token: Token, on: date) -> Action:
    """Close an action; the reason says how. It is on no agenda after the next one."""
    action = _locked(action, token)
    if on < action.meeting.on:
        raise RuleBroken(f"{action} is of a later day. Close it on that day or later.")
    before = _said(action)
    ACTION.apply(action, "close", by)
    action.closed_on, action.closed_how = on, reason
    action.save(update_fields=["state", "closed_on", "closed_how"])
    record(**_target(action), changes=_changes(before, action), reason=reason, on=on)
    return action


@operation(
    "governance.reopen_action",
    Permission.PLAN_MEETINGS,
    reason="Give a reason for opening the action again. The reason is kept in the audit trail.",
)
def reopen_action(*, by: Actor, action: Action, reason: str, token: Token, on: date) -> Action:
    """Open an action again that was closed by mistake or too soon."""
    action = _locked(action, token)
    before = _said(action)
    ACTION.apply(action, "reopen", by)
    action.closed_on, action.closed_how = None, ""
    action.save(update_fields=["state", "closed_on", "closed_how"])
    record(**_target(action), changes=_changes(before, action), reason=reason, on=on)
    _tell_owner(by, action, "is open again", on)
    return action


def _state(action: Action, what: str, owner: User | None, owner_words: str, due_on: date) -> None:
    if (owner is None) is (not owner_words):
        raise RuleBroken(
            "Enter one owner: the address of a person’s account, or the name of an organisation or role.",
            field="email",
        )
    if due_on < action.meeting.on:
        raise RuleBroken(
            f"It would be due before its meeting of {long_date(action.meeting.on.isoformat())}. Choose a later day.",
            field="due_on",
        )
    if due_on.year > LAST_YEAR:
        raise RuleBroken(f"{due_on.year} is too far ahead. Enter a year up to {LAST_YEAR}.", field="due_on")
    action.what, action.owner, action.owner_words, action.due_on = what, owner, owner_words, due_on


def _locked(action: Action, token: Token) -> Action:
    rows = Action.objects.select_for_update(of=("self",), no_key=True)
    action = rows.select_related("meeting__body", "owner", "item").get(pk=action.pk)
    take_token(action, token, lambda: _said(action), "This action")
    return action


def _said(action: Action) -> dict[str, Any]:
    """What an action says, as the audit trail shows it."""
    facts = {"what": action.what, "owner": action.who, "due_on": action.due_on, "state": action.state}
    return facts | {"closed_how": action.closed_how or None}


def _changes(before: dict[str, Any], action: Action) -> dict[str, list[Any]]:
    """The differences, and the digest of the whole action, by which it is verified."""
    after = _said(action)
    pairs = {name: [before.get(name), value] for name, value in after.items()}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return changed | {"stated": [None, digest_of(action_data(action))]}


def _target(action: Action) -> dict[str, str]:
    return {"target": Target.ACTION(*action.address), "label": str(action)}


def _tell_owner(by: Actor, action: Action, news: str, on: date) -> None:
    """Notify an owner with an account, unless they did it themselves."""
    if action.owner is None or action.owner_id == by.pk:
        return
    notify(
        [action.owner],
        subject=f"{action} {news}: {action.what}",
        body=f"From the {action.meeting}. It is due on {long_date(action.due_on.isoformat())}.",
        path=action.get_absolute_url(),
        on=on,
    )
