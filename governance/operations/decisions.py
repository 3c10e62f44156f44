"""What a body thinks and decides of a version: positions, the outcome minuted, the Chair's confirmation.

Each is bound to the digest of the content that was before the body, and none is overwritten.
"""

from datetime import date, datetime
from typing import Any

from governance.documents.diff import diff
from governance.documents.text import long_date
from governance.models import (
    ChangesConfirmed,
    Decision,
    Item,
    Outcome,
    Result,
    RidVersion,
)
from governance.operations.baselining import baseline_version, return_version, supersede_version
from governance.operations.items import item_target, locked_item, looked_at, not_own_work
from governance.operations.meetings import acts_for
from governance.operations.versions import present_changes
from governance.queries.voting import Tally, rule_of, tally_of, unanswered
from governance.workflow import ITEM
from secrel.core import clock
from secrel.core.changes import SYSTEM, Actor, operation, record, take_token
from secrel.core.errors import NotAllowed, RuleBroken, Stale
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.queries import holders_of


@operation("governance.record_outcome", Permission.RECORD_MEETINGS)
def record_outcome(
    *,
    by: Actor,
    item: Item,
    result: str,
    votes: tuple[int, int, int] | None = None,
    casting: str = "",
    changes: list[dict[str, str]] | None = None,
    reason: str = "",
    dissent: str = "",
    token: int | None,
    on: date,
    at: datetime,
) -> Outcome:
    """Write down what the body decided: the result, the votes (agree, object, abstain) where it voted, the dissent.

    `casting` is the Chair's casting vote. `changes` are those that a baseline is subject to: {"section", "text"}.
    Refused without a quorum, against the votes, and after the Chair's confirmation; until then a later one
    corrects the earlier.
    """
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    before, after = ITEM.apply(item, "minute", by)
    changes = changes or []
    if on < item.meeting.on:
        raise RuleBroken(f"The {item.meeting} is still to come. Record its outcome on that day or later.")
    tally = tally_of(item, votes, casting)
    _refuse_votes(item, tally, at)
    _refuse_against(tally, result)
    if result == Result.SUBJECT and not changes:
        raise RuleBroken(
            "Name each change that the baseline is subject to, with its section.", field="changes"
        )
    if result == Result.RETURNED and not reason.strip():
        raise RuleBroken("Say why it is returned, so that SECAS knows what to change.", field="reason")
    earlier = item.outcome
    outcome = Outcome.objects.create(
        item=item,
        result=result,
        content_digest=item.version.snapshot.content_id,
        changes=changes if result == Result.SUBJECT else [],
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
        subject=f"The outcome on {item.version} waits for you",
        body=f"Recorded for the {item.meeting}: {outcome.get_result_display().lower()}. Confirm it, or have it "
        "corrected.",
        path=item.get_absolute_url(),
        on=on,
    )
    return outcome


@operation("governance.confirm_decision", Permission.CONFIRM_DECISIONS)
def confirm_decision(
    *, by: Actor, item: Item, content_digest: str, outcome: int | None = None, token: int | None, on: date
) -> Decision:
    """The Chair confirms the outcome recorded, on exactly the content presented; once.

    Baselined: the next whole number is made and published. Subject to changes: SECAS makes them first. Returned:
    the version goes back. `outcome` is the one looked at; Stale where another was recorded since.
    """
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    not_own_work(by, item.version)
    if Decision.objects.filter(item=item).exists():
        raise RuleBroken("This item is decided already. Load the page again to see where it stands.")
    stands = item.outcome
    move = "confirm_subject" if stands and stands.result == Result.SUBJECT else "confirm"
    before, after = ITEM.apply(item, move, by)
    if outcome is not None and outcome != stands.pk:
        raise Stale("Another outcome was recorded since you looked.", theirs={}, token=item.token)
    if stands.recorded_by_id == by.pk:
        raise NotAllowed("You recorded this outcome; another Chair confirms it.")
    looked_at(content_digest, item.version, item.token)
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
    if stands.result == Result.BASELINED:
        baseline_version(by=by, version=item.version, content_digest=content_digest, on=on)
    elif stands.result == Result.RETURNED:
        return_version(by=by, version=item.version, why=stands.reason, on=on)
    _tell_secas(item, stands, on)
    return decision


@operation("governance.put_changes", Permission.PRESENT_VERSIONS)
def put_changes(*, by: Actor, item: Item, version: RidVersion, token: int | None, on: date) -> Item:
    """SECAS puts the changed version before the Chair: it differs in the named sections only."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.state != "subject":
        raise RuleBroken(
            f"Changes answer a baseline that is subject to them; this item is {item.standing.label.lower()}."
        )
    _within_named(item, version)
    earlier, item.changed = item.changed, version
    item.save(update_fields=["changed"])
    record(
        **item_target(item),
        changes={"changed": [earlier and earlier.number, version.number]},
        on=on,
    )
    present_changes(by=by, version=version, item=item, on=on)
    if earlier and earlier.state == "presented":
        supersede_version(by=SYSTEM, version=earlier, by_version=version, on=on)
    notify(
        holders_of(Permission.CONFIRM_DECISIONS, on=on, body=item.meeting.body.key),
        subject=f"{version} holds the changes that {item.version} was subject to",
        body="Look at what differs, and confirm that these are the changes named, with all else unchanged.",
        path=item.get_absolute_url(),
        on=on,
    )
    return item


@operation("governance.confirm_changes", Permission.CONFIRM_DECISIONS)
def confirm_changes(
    *, by: Actor, item: Item, content_digest: str, token: int | None, on: date
) -> ChangesConfirmed:
    """The Chair confirms that the changed version makes the named changes and no others: it is baselined."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    before, after = ITEM.apply(item, "confirm_changes", by)
    changed = item.changed
    not_own_work(by, changed)
    looked_at(content_digest, changed, item.token)
    _within_named(item, changed)
    confirmed = ChangesConfirmed.objects.create(
        decision=item.decision,
        version=changed,
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
            "changed": [item.version.number, changed.number],
            "content": [item.decision.content_digest, content_digest],
        },
        on=on,
    )
    supersede_version(by=SYSTEM, version=item.version, by_version=changed, on=on)
    baseline_version(by=by, version=changed, content_digest=content_digest, on=on)
    return confirmed


def differences(item: Item, version: RidVersion) -> list[Any]:
    """What a version says differently from the content that was before the body."""
    return diff(item.version.snapshot.content.data, version.snapshot.content.data)


def _within_named(item: Item, version: RidVersion) -> None:
    named = {change["section"] for change in item.decision.outcome.changes}
    found = differences(item, version)
    if not found:
        raise RuleBroken(
            f"{version.number} says what {item.version.number} said. Make the named changes first."
        )
    follows = {"glossary", *(f"{section}_notes" for section in named)}  # the glossary is that of the text
    other = [change for change in found if change.section not in named | follows]
    if other:
        raise RuleBroken(
            f"{other[0].section_name}: “{other[0].label}” differs too, and no named change is about that section. "
            "Take it back, or present the new version to a meeting."
        )


def _refuse_against(tally: Tally, result: str) -> None:
    """An outcome follows the votes, where the body voted."""
    counted = f"{tally.agree} agree and {tally.object} object"
    if result != Result.RETURNED and not tally.is_carried:
        raise RuleBroken(f"{counted}: that does not carry it. Record that it is returned.", field="result")
    if result == Result.RETURNED and tally.is_carried and not tally.silent:
        raise RuleBroken(
            f"{counted}: that carries it. Record that it is baselined, or subject to changes.", field="result"
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
            "SECAS withdraws the version and presents a draft to another meeting."
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
        subject=f"{item.version}: {outcome.get_result_display().lower()}",
        body=f"The Chair confirmed the decision of the {item.meeting} on {long_date(on.isoformat())}.",
        path=item.get_absolute_url(),
        on=on,
    )
