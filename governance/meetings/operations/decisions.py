"""What a body decides on an item: the outcome that the secretary records, and the Chair's confirmation.

Each is bound to the digest of the content that was before the body, and none is overwritten.
"""

from datetime import date, datetime

from governance.documents.engine.text import long_date
from governance.meetings.models import AGAINST, CONDITIONS, OPEN, Decision, Item, Outcome, Result
from governance.meetings.operations.items import item_target, locked_item, looked_at, not_own_work
from governance.meetings.operations.meeting_news import tell_decided
from governance.meetings.operations.meetings import acts_for, close_correspondence
from governance.meetings.queries.voting import Tally, rule_of, tally_of, unanswered
from governance.meetings.workflow import ITEM
from releases.operations.sections import locked_to_date
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import SYSTEM, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import refuse_no_reason
from secrel.core.dates import clock
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

GOES_ON = {
    *(Result.RECOMMENDED, Result.CONDITIONAL, Result.GO, Result.GO_CONDITIONS),
    *(Result.REVIEWED, Result.APPROVED),
}


@operation("governance.record_outcome", Permission.RECORD_MEETINGS)
def record_outcome(
    *,
    by: Actor,
    item: Item,
    result: str,
    votes: tuple[int, int, int] | None = None,
    casting: str = "",
    changes: list[dict[str, str]] | None = None,
    conditions: list[dict[str, str]] | None = None,
    overrides: list[dict[str, str]] | None = None,
    reason: str = "",
    dissent: str = "",
    token: Token,
    on: date,
    at: datetime,
) -> Outcome:
    """Write down what the body decided: the result, the votes (agree, object, abstain) where it voted, the dissent.

    `casting` is the Chair's casting vote. `changes` are those that a baseline is subject to: {"section", "text"};
    `conditions` those that are to be met after it: {"text", "owner", "due"}; `overrides` say why it goes on without
    what it lacks: {"what", "reason"}. Refused without a quorum, against the votes, without a reason where one is
    owed, and after the Chair's confirmation; until then a later one corrects the earlier.
    """
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    before, after = ITEM.apply(item, "minute", by)
    if on < item.meeting.on:
        raise RuleBroken(f"The {item.meeting} is still to come. Record its outcome on that day or later.")
    said = {"changes": changes or [], "conditions": conditions or [], "overrides": overrides or []}
    tally = tally_of(item, votes, casting)
    _refuse_votes(item, tally, at)
    _refuse_incomplete(item, result, reason, on, **said)
    _refuse_against(item, tally, result)
    earlier = item.outcome
    outcome = Outcome.objects.create(
        item=item,
        result=result,
        content_digest=item.content_digest,
        changes=said["changes"] if result == Result.SUBJECT else [],
        conditions=said["conditions"] if result in CONDITIONS else [],
        overrides=said["overrides"],
        reason=reason,
        dissent=dissent,
        agree=None if tally.silent else tally.agree,
        object=None if tally.silent else tally.object,
        abstain=None if tally.silent else tally.abstain,
        present=tally.present,
        seats=tally.seats,
        replaces=earlier,
        recorded_by=by if by.pk else None,
        recorded_at=clock.now(),
    )
    item.save(update_fields=["state"])
    if item.meeting.is_correspondence and item.meeting.state == "planned":
        close_correspondence(by=SYSTEM, meeting=item.meeting, on=on)
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "outcome": [earlier and earlier.words, outcome.words],
            "content": [None, outcome.content_digest],
        },
        reason=reason,
        on=on,
    )
    notify(
        holders_of(Permission.CONFIRM_DECISIONS, on=on, body=item.meeting.body.key),
        subject=f"The outcome on {item.subject} waits for you",
        body=f"Recorded for the {item.meeting}: {outcome.get_result_display().lower()}. Confirm it, or have it "
        "corrected.",
        path=item.get_absolute_url(),
        on=on,
    )
    return outcome


@operation("governance.confirm_decision", Permission.CONFIRM_DECISIONS, edits=False)
def confirm_decision(
    *, by: Actor, item: Item, content_digest: str, outcome: int | None = None, token: Token, on: date
) -> Decision:
    """The Chair confirms the outcome recorded, on exactly the content that was before the body; once.

    What follows from it is up to the subject (`Matter.follow`). `outcome` is the one looked at; Stale where another
    was recorded since, or where what is asked has changed since the outcome was recorded.
    """
    if item.release_id and item.matter.dates_steps:
        locked_to_date(item.release)
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    not_own_work(by, item)
    if Decision.objects.filter(item=item).exists():
        raise RuleBroken("This item is decided already. Load the page again to see where it stands.")
    stands = item.outcome
    move = "confirm_subject" if stands and stands.result == Result.SUBJECT else "confirm"
    before, after = ITEM.apply(item, move, by)
    if outcome is not None and outcome != stands.pk:
        raise Stale("Another outcome was recorded since you looked.", theirs={}, token=item.token)
    if stands.recorded_by_id == by.pk:
        raise NotAllowed("You recorded this outcome; another Chair confirms it.")
    looked_at(content_digest, item.content_digest, item.token)
    if stands.content_digest != item.content_digest:
        raise RuleBroken(
            "What is asked has changed since the outcome was recorded. The secretary records what the body decided "
            "on what it says now."
        )
    decision = Decision.objects.create(
        item=item,
        outcome=stands,
        content_digest=content_digest,
        on=on,
        confirmed_by=by,
        confirmed_at=clock.now(),
    )
    item.save(update_fields=["state"])
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "decision": [None, stands.result],
            "content": [content_digest, content_digest],
        },
        reason=stands.reason,
        on=on,
    )
    item.matter.follow(by, decision, on)
    _tell_secas(item, stands, on)
    tell_decided(item, stands, on)
    return decision


def _refuse_against(item: Item, tally: Tally, result: str) -> None:
    """An outcome follows the votes, where the body voted."""
    counted = f"{tally.agree} agree and {tally.object} object"
    if result in OPEN or (tally.silent and result in AGAINST):
        return
    named = [row for row in item.results if row not in OPEN and (row in AGAINST) is not tally.is_carried]
    if result not in named:
        words = ", or ".join(str(row.label).lower() for row in named)
        carries = "carries it" if tally.is_carried else "does not carry it"
        raise RuleBroken(f"{counted}: that {carries}. Record that it is {words}.", field="result")


def _refuse_incomplete(
    item: Item, result: str, reason: str, on: date, changes: list, conditions: list, overrides: list
) -> None:
    """What a result must say beside itself."""
    if result not in item.results:
        names = ", ".join(str(row.label).lower() for row in item.results)
        raise RuleBroken(f"{item.title} is answered by one of these: {names}.", field="result")
    if result == Result.SUBJECT and not changes:
        raise RuleBroken(
            "Name each change that the baseline is subject to, with its section.", field="changes"
        )
    if result in CONDITIONS and not conditions:
        raise RuleBroken("Name each condition, who meets it, and by when.", field="conditions")
    if result in AGAINST | OPEN:
        label = Result(result).label.lower()
        refuse_no_reason(
            reason, f"Give a reason for the result “{label}”. The reason is kept in the audit trail."
        )
    _refuse_lacking(item, result, overrides, on)


def _refuse_lacking(item: Item, result: str, overrides: list[dict[str, str]], on: date) -> None:
    """Raises RuleBroken where a result goes on without what the item lacks, and no override says why."""
    if result not in GOES_ON:
        return
    named = {row["what"] for row in overrides if row["reason"].strip()}
    if without := [what for what in item.matter.lacks(item, on) if what not in named]:
        raise RuleBroken(
            f"It lacks: {'; '.join(without)}. Say for each why it goes on without, or record another result.",
            field="overrides",
        )


def _refuse_votes(item: Item, tally: Tally, at: datetime) -> None:
    meeting = item.meeting
    if tally.casting and not rule_of(meeting.body, meeting.on).casting_vote:
        raise RuleBroken(f"The rule of the {meeting.body} gives the Chair no casting vote.", field="casting")
    waiting = unanswered(item) if meeting.is_correspondence else 0
    if waiting and at <= meeting.closes_at:
        raise RuleBroken(f"Positions are open until {meeting.closing_time}, and {waiting} are still to come.")
    if not tally.is_quorate:
        raise RuleBroken(
            f"There was no quorum: {tally.present} of {tally.seats} voting seats, and {tally.needed} are needed. "
            "SECAS takes it off this agenda and asks another meeting."
        )
    if not tally.voices:
        raise RuleBroken("Everybody who was there stepped back: nobody is left to decide.")
    counted = tally.agree + tally.object + tally.abstain
    if not tally.silent and counted != tally.voices:
        raise RuleBroken(
            f"{counted} votes are counted and {tally.voices} seats had a voice. Count again; who abstains counts "
            "too.",
            field="agree",
        )


def _tell_secas(item: Item, outcome: Outcome, on: date) -> None:
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"{item.title}: {outcome.get_result_display().lower()}",
        body=f"The Chair confirmed the decision of the {item.meeting} on {long_date(on.isoformat())}.",
        path=item.get_absolute_url(),
        on=on,
    )
