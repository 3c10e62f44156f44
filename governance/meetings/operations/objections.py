"""The life of an objection: raised, answered, withdrawn, to reconfirm after an edit, closed by the outcome."""

from datetime import date

from django.db.models import Max

from governance.meetings.models import (
    Item,
    Objection,
    ObjectionMove,
    ObjectionStep,
    Outcome,
    Position,
    Stance,
)
from governance.meetings.operations.items import fall, item_target, locked_item
from governance.meetings.operations.meetings import acts_for
from governance.meetings.queries.voting import current_positions
from governance.meetings.workflow import LIVE, OBJECTION
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, moment_of_change, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

WITHDREW = "The objection was withdrawn."


@operation(
    "governance.answer_objection",
    Permission.PRESENT_VERSIONS,
)
def answer_objection(*, by: User, objection: Objection, text: str, token: Token, on: date) -> Objection:
    """Answer an objection, for SECAS. Its raiser is told, and withdraws or keeps it. A later answer adds to it."""
    row = _locked(objection, token)
    if not text.strip():
        raise RuleBroken("Enter the answer. The members and the Chair read it.", field="text")
    before = _refuse_over(row)
    if row.state != "reconfirm":
        OBJECTION.apply(row, "answer", by)
    _step(row, ObjectionMove.ANSWERED, text, by)
    record(**item_target(row.item), changes={str(row): [before, row.state], "answer": [None, text]}, on=on)
    notify(
        [row.position.taken_by],
        subject=f"Your objection to {row.item.subject} is answered",
        body=f"{text}\nWithdraw the objection if this settles it. Otherwise it stays until the outcome.",
        path=row.item.get_absolute_url(),
        on=on,
    )
    return row


@operation("governance.withdraw_objection", Permission.TAKE_POSITIONS)
def withdraw_objection(
    *, by: User, objection: Objection, text: str = "", token: Token, on: date
) -> Objection:
    """Withdraw an objection, by its raiser or who took the position for the seat. The position falls with it, so that
    they take another."""
    row = _locked(objection, token)
    acts_for(by, row.item.meeting, Permission.TAKE_POSITIONS)
    if by.pk not in (row.position.taken_by_id, row.position.membership.user_id):
        raise NotAllowed(f"{row.raiser} raised this objection, so only they can withdraw it.")
    before = _refuse_over(row)
    OBJECTION.apply(row, "withdraw", by)
    _step(row, ObjectionMove.WITHDRAWN, text, by)
    fall([one for one in current_positions(row.item) if one.pk == row.position_id], WITHDREW)
    record(**item_target(row.item), changes={str(row): [before, row.state], "words": [None, text]}, on=on)
    notify(
        holders_of(Permission.RECORD_MEETINGS, on=on),
        subject=f"An objection to {row.item.subject} is withdrawn",
        body=f"{row.raiser} withdraws {str(row).lower()}. {text}".strip(),
        path=row.item.get_absolute_url(),
        on=on,
    )
    return row


def follow_position(position: Position, by: User) -> list[str]:
    """Raise, reconfirm or withdraw the objection of a seat, as its new position says. Returns its name and state for
    the audit trail."""
    rows = Objection.objects.filter(item=position.item_id, position__membership=position.membership_id)
    live = rows.filter(state__in=LIVE).select_for_update(no_key=True, of=("self",)).last()
    if position.stance == Stance.OBJECT:
        is_new = live is None
        row = live or Objection(item=position.item, number=_next_number(position.item))
        if not is_new:
            OBJECTION.apply(row, "raise", by)
        row.position, row.text = position, position.text
        row.save()
        _step(row, ObjectionMove.RAISED if is_new else ObjectionMove.RECONFIRMED, position.text, by)
    elif live is not None:
        row = live
        OBJECTION.apply(row, "withdraw", by)
        _step(row, ObjectionMove.WITHDRAWN, position.text, by)
    else:
        return []
    return [f"{row}: {row.state}"]


def close_objections(item: Item, outcome: Outcome, by: User) -> list[str]:
    """Close the live objections by an outcome; one that corrects an earlier outcome takes over what that closed."""
    rows = Objection.objects.select_for_update(no_key=True).filter(item=item)
    closed = []
    for row in rows.filter(state__in=[*LIVE, "closed"]).order_by("number"):
        OBJECTION.apply(row, "close", by)
        row.outcome = outcome
        row.save(update_fields=["state", "outcome"])
        _step(row, ObjectionMove.CLOSED, _votes(outcome), by)
        closed.append(str(row))
    return closed


def _votes(outcome: Outcome) -> str:
    votes = "No vote was taken"
    if outcome.agree is not None:
        votes = f"{outcome.agree} agree, {outcome.object} object, {outcome.abstain} abstain"
    return f"{outcome.get_result_display()}. {votes}."


def _step(row: Objection, kind: ObjectionMove, text: str, by: User | None) -> None:
    row.save(update_fields=["state"])
    ObjectionStep.objects.create(objection=row, kind=kind, text=text.strip(), by=by, at=moment_of_change())


def _next_number(item: Item) -> int:
    return (Objection.objects.filter(item=item).aggregate(last=Max("number"))["last"] or 0) + 1


def _refuse_over(row: Objection) -> str:
    """The state of an objection; raises RuleBroken once it is withdrawn or closed, or its item is over."""
    if not row.is_live or row.item.state != "open":
        raise RuleBroken(
            f"{row} is over: “{row.workflow_state.label}”. The item is “{row.item.workflow_state.label}”."
        )
    return str(row.state)


def _locked(objection: Objection, token: Token) -> Objection:
    """Lock its item, then the objection."""
    item = locked_item(objection.item)
    rows = Objection.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("position__membership", "position__taken_by").get(pk=objection.pk)
    row.item = item
    take_token(row, token, lambda: {"state": row.get_state_display()}, "This objection")
    return row
