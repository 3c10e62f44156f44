"""The minutes extract of a meeting, from what is recorded about its items, papers and actions."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.conf import settings

from governance.documents.engine.text import long_date
from governance.documents.minutes.types import (
    MinutedAction,
    MinutedItem,
    MinutedNote,
    MinutesContent,
    MinutesExtract,
    MinutesIssue,
)
from governance.documents.paper.types import PaperMeeting
from governance.documents.rid.display import content_name
from governance.meetings.models import Item, Meeting, Outcome, Presence, Result
from governance.meetings.queries.actions import Heard, carried_to, own_actions
from governance.meetings.queries.voting import present_at, seats_of
from governance.papers.models import Paper, PaperItem, PaperLink
from secrel.core.models.people import Body
from secrel.core.web.page_cache import kept

WORDS = {
    Result.BASELINED: "BASELINED.",
    Result.SUBJECT: "BASELINED, subject to named changes.",
    Result.RETURNED: "Not baselined: returned to SECAS.",
    Result.RECOMMENDED: "RECOMMENDED.",
    Result.CONDITIONAL: "RECOMMENDED, with conditions.",
    Result.NOT_RECOMMENDED: "Not recommended.",
    Result.GO: "AGREED: go.",
    Result.GO_CONDITIONS: "AGREED: go, with conditions.",
    Result.NO_GO: "Not agreed: no-go.",
    Result.DEFERRED: "Deferred to a later meeting.",
    Result.VIEW_GIVEN: "A view was given.",
    Result.REVIEWED: "REVIEWED.",
    Result.APPROVED: "APPROVED.",
    Result.AGREED: "AGREED.",
    Result.NOT_AGREED: "Not agreed.",
}
"""The outcome in plain words, with the capitals that papers use for what a body was asked to do."""
NOT_RECORDED = "No outcome is recorded."
NOT_CONFIRMED = "The Chair has not confirmed it yet."


def minutes_now(meeting: Meeting, on: date) -> MinutesExtract:
    """The extract as recorded on a day, kept until an entry of the audit trail is written."""
    asks = f"minutes {meeting.pk} {on.isoformat()}"
    stored = kept(asks, lambda: msgspec.to_builtins(compose_minutes(meeting, on)))
    return msgspec.convert(stored, MinutesExtract)


def compose_minutes(meeting: Meeting, on: date) -> MinutesExtract:
    """The extract as recorded on a day."""
    items = list(
        meeting.items.with_subjects(whole=True)
        .select_related("decision")
        .prefetch_related("outcomes", "interests__membership__user", "actions__owner")
        .in_agenda_order()
    )
    bodies = {body.key: body.short_name for body in Body.objects.all()}
    references = references_of(items)
    attendance = list(meeting.attendance.select_related("membership__user"))
    minutes = meeting.minutes.last()
    content = MinutesContent(
        meeting=meeting_fact(meeting),
        present=tuple(str(row.membership.user) for row in attendance if row.presence == Presence.PRESENT),
        apologies=tuple(str(row.membership.user) for row in attendance if row.presence == Presence.APOLOGIES),
        attendance=_attendance(meeting),
        items=tuple(_item(item, references.get(item.pk, ""), bodies) for item in items),
        notes=tuple(_notes(meeting)),
        carried=tuple(map(_carried, carried_to(meeting, on))),
        actions=tuple(map(_own, own_actions(meeting, on))),
        minutes=minutes.text if minutes else "",
    )
    return MinutesExtract(
        content=content, issue=MinutesIssue(date=on.isoformat(), marks=tuple(settings.DOCUMENT_MARKS))
    )


def meeting_fact(meeting: Meeting) -> PaperMeeting:
    body = meeting.body
    return PaperMeeting(
        body=body.key,
        name=body.short_name,
        full_name=body.name,
        number=meeting.number,
        day=meeting.on.isoformat(),
    )


def references_of(items: list[Item]) -> dict[int, str]:
    """The reference of the paper that put each item before its body, by the item's primary key."""
    found: dict[int, str] = {}
    for model in (PaperLink, PaperItem):
        rows = model.objects.filter(item__in=items).select_related("version")
        found |= {row.item_id: row.version.reference for row in rows}
    return found


def _attendance(meeting: Meeting) -> str:
    if meeting.is_correspondence:
        return f"The {meeting.body} decided by correspondence, closing at {meeting.closing_time}."
    seats = len(seats_of(meeting.body, meeting.on))
    return f"{len(present_at(meeting))} of {seats} voting {'seat' if seats == 1 else 'seats'} present."


def _item(item: Item, reference: str, bodies: dict[str, str]) -> MinutedItem:
    # The last one recorded counts. The list is prefetched, so that no item makes a query of its own.
    outcome = max(item.outcomes.all(), key=lambda row: row.pk, default=None)
    facts = _outcome(outcome, bodies) if outcome else {}
    return MinutedItem(
        number=item.number,
        title=item.title,
        reference=reference,
        asked=item.sentence,
        outcome=_words(item, outcome),
        interests=tuple(
            f"{row}{' (stepped back from this item)' if row.steps_back else ''}"
            for row in item.interests.all()
        ),
        actions=tuple(
            f"{row.number}: {row.what} ({row.who}, by {long_date(row.due_on.isoformat())})"
            for row in item.actions.all()
        ),
        **facts,
    )


def _words(item: Item, outcome: Outcome | None) -> str:
    if outcome is None:
        return "Withdrawn from the agenda." if item.state == "withdrawn" else NOT_RECORDED
    said = WORDS[Result(outcome.result)]
    return f"{said} {NOT_CONFIRMED}" if item.state == "minuted" else said


def _outcome(outcome: Outcome, bodies: dict[str, str]) -> dict[str, object]:
    seats = (
        f"{outcome.present} of {outcome.seats} voting {'seat' if outcome.seats == 1 else 'seats'} took part"
    )
    if outcome.agree is None:
        votes = f"no vote was taken; {seats}."
    else:
        votes = f"{outcome.agree} agree, {outcome.object} object, {outcome.abstain} abstain; {seats}."
    return {
        "votes": votes[0].upper() + votes[1:],
        "reason": outcome.reason,
        "dissent": outcome.dissent,
        "changes": tuple(f"{content_name(row['section'])}: {row['text']}" for row in outcome.changes),
        "conditions": tuple(
            f"{row['text']} ({bodies.get(row['owner'], row['owner'])}, by {long_date(row['due'])})"
            for row in outcome.conditions
        ),
        "overrides": tuple(f"{row['what']}: {row['reason']}" for row in outcome.overrides),
    }


def _notes(meeting: Meeting) -> Iterator[MinutedNote]:
    rows = Paper.objects.filter(meeting=meeting, state="issued").order_by("item")
    for paper in rows:
        version = paper.latest
        if version is None:
            continue
        noted = {row.key: row.on.isoformat() for row in version.noted.all()}
        for asked in version.snapshot.document.content.recommendations:
            if asked.verb == "NOTE":
                yield MinutedNote(
                    reference=version.reference, text=asked.text, noted_on=noted.get(asked.key, "")
                )


def _carried(heard: Heard) -> MinutedAction:
    return _action(heard, began=str(heard.action.meeting))


def _own(heard: Heard) -> MinutedAction:
    return _action(heard, began="")


def _action(heard: Heard, began: str) -> MinutedAction:
    row = heard.action
    return MinutedAction(
        number=row.number,
        what=row.what,
        owner=row.who,
        due=row.due_on.isoformat(),
        became=heard.became,
        began=began,
    )
