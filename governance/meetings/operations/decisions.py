"""Decisions on an item: the outcome that the secretary records, and the Chair's confirmation.

Each refers to the digest of the content that the body decided on, and is never overwritten.
"""

from datetime import date, datetime

from governance.documents.engine.text import long_date
from governance.meetings.models import AGAINST, CONDITIONS, OPEN, Decision, Item, Outcome, Result
from governance.meetings.operations.items import (
    item_target,
    locked_item,
    refuse_other_content,
    refuse_own_work,
)
from governance.meetings.operations.meeting_news import announce_decision
from governance.meetings.operations.meetings import acts_for, close_correspondence
from governance.meetings.operations.objections import close_objections
from governance.meetings.queries.voting import Tally, rule_of, tally_of, unanswered
from governance.meetings.workflow import ITEM
from releases.operations.sections import locked_to_date
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import SYSTEM, Token, moment_of_change, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import refuse_no_reason
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.present import present

POSITIVE = {
    *(Result.RECOMMENDED, Result.CONDITIONAL, Result.GO, Result.GO_CONDITIONS),
    *(Result.REVIEWED, Result.APPROVED),
}


@operation("governance.record_outcome", Permission.RECORD_MEETINGS)
def record_outcome(
    *,
    by: User,
    item: Item,
    result: str,
    votes: tuple[int, int, int] | None = None,
    casting: str = "",
    changes: list[dict[str, str]] | None = None,
    conditions: list[dict[str, str]] | None = None,
    overrides: list[dict[str, str]] | None = None,
    reason: str = "",
    dissent: str = "",
    example_note: str = "",
    token: Token,
    on: date,
    at: datetime,
) -> Outcome:
    """Record the body's decision: result, votes (agree, object, abstain) if there was a vote, and dissent.

    `casting` is the Chair's casting vote. `changes` are those that a baseline is subject to: {"section", "text"};
    `conditions` are to be met afterwards: {"text", "owner", "due"}. `overrides` are reasons for going ahead without
    what is missing: {"what", "reason"}. `example_note`: what of it is invented, where it is an example: what follows
    from the decision prints it. Refused without a quorum, against the votes, without a required reason, and
    after the Chair's confirmation. Until then a later outcome corrects the earlier one.
    """
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    before, after = ITEM.apply(item, "minute", by)
    if on < item.meeting.on:
        raise RuleBroken(
            f"The {item.meeting} has not taken place yet. Record its outcome on that day or later."
        )
    lists = {"changes": changes or [], "conditions": conditions or [], "overrides": overrides or []}
    tally = tally_of(item, votes, casting)
    _refuse_votes(item, tally, at)
    _refuse_incomplete(item, result, reason, on, **lists)
    _refuse_against(item, tally, result)
    earlier = item.outcome
    outcome = Outcome.objects.create(
        item=item,
        result=result,
        content_digest=item.content_digest,
        changes=lists["changes"] if result == Result.SUBJECT else [],
        conditions=lists["conditions"] if result in CONDITIONS else [],
        overrides=lists["overrides"],
        reason=reason,
        dissent=dissent,
        example_note=example_note,
        agree=None if tally.silent else tally.agree,
        object=None if tally.silent else tally.object,
        abstain=None if tally.silent else tally.abstain,
        present=tally.present,
        seats=tally.seats,
        replaces=earlier,
        recorded_by=by,
        recorded_at=moment_of_change(),
    )
    item.save(update_fields=["state"])
    if item.meeting.is_correspondence and item.meeting.state == "planned":
        close_correspondence(by=SYSTEM, meeting=item.meeting, on=on)
    closed = close_objections(item, outcome, by)
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "outcome": [earlier and earlier.words, outcome.words],
            "content": [None, outcome.content_digest],
            **({"objections": [None, closed]} if closed else {}),
        },
        reason=reason,
        on=on,
    )
    notify(
        holders_of(Permission.CONFIRM_DECISIONS, on=on, body=item.meeting.body.key),
        subject=f"Confirm the outcome on {item.subject}",
        body=f"Recorded for the {item.meeting}: {outcome.get_result_display().lower()}. Confirm it, or ask the "
        "secretary to correct it.",
        path=item.get_absolute_url(),
        on=on,
    )
    return outcome


@operation("governance.confirm_decision", Permission.CONFIRM_DECISIONS, edits=False)
def confirm_decision(
    *, by: User, item: Item, content_digest: str, outcome: int | None = None, token: Token, on: date
) -> Decision:
    """Confirm the recorded outcome, as Chair, on the content that the body decided on.

    `Matter.follow` carries the decision out. `outcome` is the key of the outcome that the Chair read. Raises Stale
    if another outcome was recorded since, and RuleBroken if the content has changed since the outcome.
    """
    if item.release and item.matter.dates_steps:
        locked_to_date(item.release)
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    refuse_own_work(by, item)
    if Decision.objects.filter(item=item).exists():
        raise RuleBroken("This item has already been decided. Reload the page to see the decision.")
    current = item.outcome
    move = "confirm_subject" if current and current.result == Result.SUBJECT else "confirm"
    before, after = ITEM.apply(item, move, by)
    current = present(current)
    if outcome is not None and outcome != current.pk:
        raise Stale(
            "Another outcome has been recorded since you opened the page.", theirs={}, token=item.token
        )
    if current.recorded_by_id == by.pk:
        raise NotAllowed("You recorded this outcome, so another Chair has to confirm it.")
    refuse_other_content(content_digest, item.content_digest, item.token)
    if current.content_digest != item.content_digest:
        raise RuleBroken(
            "The content has changed since the outcome was recorded. Ask the secretary to record the outcome on the "
            "current content."
        )
    decision = Decision.objects.create(
        item=item,
        outcome=current,
        content_digest=content_digest,
        on=on,
        confirmed_by=by,
        confirmed_at=moment_of_change(),
    )
    item.save(update_fields=["state"])
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "decision": [None, current.result],
            "content": [content_digest, content_digest],
        },
        reason=current.reason,
        on=on,
    )
    item.matter.follow(by, decision, on)
    _notify_secas(item, current, on)
    announce_decision(item, current, on)
    return decision


def _refuse_against(item: Item, tally: Tally, result: str) -> None:
    """Raise RuleBroken where a result contradicts the votes."""
    counted = f"{tally.agree} agree and {tally.object} object"
    if result in OPEN or (tally.silent and result in AGAINST):
        return
    named = [row for row in item.results if row not in OPEN and (row in AGAINST) is not tally.is_carried]
    if result not in named:
        labels = " or ".join(f"“{row.label}”" for row in named)
        carried = "carried" if tally.is_carried else "not carried"
        raise RuleBroken(f"{counted}, so it is {carried}. Record the result as {labels}.", field="result")


def _refuse_incomplete(
    item: Item, result: str, reason: str, on: date, changes: list, conditions: list, overrides: list
) -> None:
    """Raise RuleBroken where a result lacks what it requires."""
    if result not in item.results:
        names = ", ".join(str(row.label).lower() for row in item.results)
        raise RuleBroken(f"Choose one of these results for “{item.title}”: {names}.", field="result")
    if result == Result.SUBJECT and not changes:
        raise RuleBroken(
            "Enter each change that the baseline is subject to, with its section.", field="changes"
        )
    if result in CONDITIONS and not conditions:
        raise RuleBroken("Enter each condition, who has to meet it, and by when.", field="conditions")
    if result in AGAINST | OPEN:
        label = Result(result).label.lower()
        refuse_no_reason(
            reason, f"Give a reason for the result “{label}”. The reason is kept in the audit trail."
        )
    _refuse_lacking(item, result, overrides, on)


def _refuse_lacking(item: Item, result: str, overrides: list[dict[str, str]], on: date) -> None:
    """Raise RuleBroken where a positive result has no override for something that the item lacks."""
    if result not in POSITIVE:
        return
    named = {row["what"] for row in overrides if row["reason"].strip()}
    if without := [what for what in item.matter.lacks(item, on) if what not in named]:
        raise RuleBroken(
            f"These are missing: {'; '.join(without)}. Give a reason for going ahead without each of them, or "
            "record another result.",
            field="overrides",
        )


def _refuse_votes(item: Item, tally: Tally, at: datetime) -> None:
    meeting = item.meeting
    if tally.casting and not rule_of(meeting.body, meeting.on).casting_vote:
        raise RuleBroken(
            f"The Chair of the {meeting.body} has no casting vote. Leave it empty.", field="casting"
        )
    waiting = unanswered(item) if meeting.is_correspondence else 0
    if waiting and at <= present(meeting.closes_at):
        raise RuleBroken(
            f"Members can take positions until {meeting.closing_time}, and {waiting} have not done so yet. Record the "
            "outcome after that."
        )
    if not tally.is_quorate:
        raise RuleBroken(
            f"There was no quorum: {tally.present} of {tally.seats} voting seats took part, and {tally.needed} are "
            "needed. Ask SECAS to put the item on the agenda of another meeting."
        )
    if not tally.voices:
        raise RuleBroken(
            "All members present stepped back, so nobody can decide. Ask SECAS to put the item on another agenda."
        )
    counted = tally.agree + tally.object + tally.abstain
    if not tally.silent and counted != tally.voices:
        raise RuleBroken(
            f"You entered {counted} votes, but {tally.voices} seats could vote. Count again, including those that "
            "abstained.",
            field="agree",
        )


def _notify_secas(item: Item, outcome: Outcome, on: date) -> None:
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"{item.title}: {outcome.get_result_display().lower()}",
        body=f"The Chair confirmed the decision of the {item.meeting} on {long_date(on.isoformat())}.",
        path=item.get_absolute_url(),
        on=on,
    )
