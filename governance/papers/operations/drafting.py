"""Drafting a paper and editing what SECAS writes in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from governance.documents.paper.types import Act
from governance.meetings.operations.meetings import meeting_for
from governance.papers.compose.paper import releases_of, since_of
from governance.papers.compose.releases import LEAVING
from governance.papers.entries import PaperEntries
from governance.papers.models import Paper
from governance.papers.operations.powers import refuse_body
from governance.papers.operations.rows import locked_paper, target_of
from modifications.models.modifications import Part
from releases.models.releases import Release
from releases.models.scope import ScopeEvent, ScopeItem
from releases.workflow import COMING
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body

FACTS = ("classification", "author", "author_role")


@operation("governance.draft_paper", Permission.PRESENT_VERSIONS)
def draft_paper(
    *,
    by: Actor,
    body: Body,
    meeting_on: date,
    item: int,
    author: str = "",
    classification: str = "white",
    example_note: str = "",
    on: date,
) -> Paper:
    """Draft the paper for an item of a body's meeting, which is planned if there is none yet.

    It begins with what is pending: candidates entered since the body's last paper are proposed for their release.
    `example_note`: what of an example is inferred or invented; its pages print it.
    Refused for a body without a power over releases, for a day in the past, and for an item that has a paper.
    """
    refuse_body(body, meeting_on)
    if meeting_on < on:
        raise RuleBroken("This meeting is in the past. Choose a later one.", field="meeting_on")
    if not 1 <= item <= 99:
        raise RuleBroken("Enter the number of the agenda item, from 1 to 99.", field="item")
    meeting = meeting_for(by, body, meeting_on, None)
    if taken := Paper.objects.filter(meeting=meeting, item=item).first():
        raise RuleBroken(
            f"Item {item} of the {meeting} already has a paper. Edit that one, or choose another item:",
            field="item",
            link=(taken.get_absolute_url(), str(taken)),
        )
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        author=author or by.name,
        classification=classification,
        example_note=example_note,
    )
    paper.entered = PaperEntries(acts=_pending(paper, on)).as_data()
    paper.save(update_fields=["entered"])
    record(
        **target_of(paper),
        changes={"state": [None, paper.state], "acts": [None, [_words(act) for act in paper.entries.acts]]},
        on=on,
    )
    return paper


def _pending(paper: Paper, on: date) -> tuple[Act, ...]:
    """Candidates entered since the last paper, or before the first one, as proposals to target them."""
    since = since_of(paper) or date.min
    releases = releases_of(paper.entries, on)
    events = ScopeEvent.objects.filter(
        item__release__in=releases,
        item__status="candidate",
        move__in=("enter", "reconsider"),
        on__gt=since,
        on__lte=on,
    ).select_related("item__release", "item__part__modification")
    found = {event.item_id: event for event in events.order_by("on", "pk")}
    return tuple(
        Act(
            do="target",
            ref=event.item.modification.reference,
            release=event.item.release.slug,
            part=event.item.part.name,
            ground=event.ground,
            reason=event.reason,
        )
        for event in found.values()
    )


@operation("governance.edit_paper", Permission.PRESENT_VERSIONS)
def edit_paper(*, by: Actor, paper: Paper, fields: dict[str, Any], token: Token, on: date) -> Paper:
    """Change what SECAS writes: fields of `PaperEntries`, classification, author. An issued paper keeps its versions:
    the changes come with the next one."""
    paper = locked_paper(paper, token)
    _refuse_withdrawn(paper)
    before, facts = paper.entries, {name: fields[name] for name in FACTS if name in fields}
    entered = before.as_data() | {name: value for name, value in fields.items() if name not in FACTS}
    try:
        entries = PaperEntries.of_data(entered)
    except ValueError as error:
        raise RuleBroken(f"The paper cannot be saved as it is. {error}. Correct it and try again.") from error
    if entries.since > on.isoformat():
        raise RuleBroken("Changes are listed since a day in the past. Enter an earlier one.", field="since")
    changes = {
        name: [_text(getattr(before, name)), _text(getattr(entries, name))]
        for name in fields
        if name not in FACTS and getattr(before, name) != getattr(entries, name)
    }
    changes |= {
        name: [getattr(paper, name), value] for name, value in facts.items() if getattr(paper, name) != value
    }
    if not changes:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    for name, value in facts.items():
        setattr(paper, name, value)
    _save(paper, entries, *facts)
    record(**target_of(paper), changes=changes, on=on)
    return paper


@operation(
    "governance.propose_change",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason; the paper prints it.",
)
def propose_change(
    *,
    by: Actor,
    paper: Paper,
    do: str,
    part: Part,
    release: Release,
    to_release: Release | None = None,
    ground: str = "",
    reason: str,
    recommendation: str = "scope",
    description: str = "",
    considered: Iterable[Release] = (),
    token: Token,
    on: date,
) -> Paper:
    """Propose a change of scope, which the body's agreement will make: target, take out, move, settle a target, or
    defer to one of the releases `considered`, which is settled later."""
    paper = locked_paper(paper, token)
    _refuse_withdrawn(paper)
    slugs = tuple(row.slug for row in considered) if do == "defer" else ()
    _refuse_impossible(do, part, release, to_release, description, slugs)
    act = Act(
        do=do,
        ref=part.modification.reference,
        release=release.slug,
        recommendation=recommendation,
        part=part.name,
        to_release=to_release.slug if to_release and do == "move" else "",
        ground=ground,
        reason=reason,
        description=description,
        considered=slugs or UNSET,
    )
    entries = paper.entries
    if any((row.ref, row.part) == (act.ref, act.part) for row in entries.acts):
        raise RuleBroken(
            f"The paper already proposes a change of {part}. Remove that one first.", field="reference"
        )
    _save(paper, replace(entries, acts=(*entries.acts, act)))
    record(**target_of(paper), changes={"proposed": [None, _words(act)]}, reason=reason, on=on)
    return paper


@operation("governance.drop_change", Permission.PRESENT_VERSIONS)
def drop_change(*, by: Actor, paper: Paper, place: int, token: Token, on: date) -> Paper:
    """Remove a proposed change, by its place in the list from 1."""
    paper = locked_paper(paper, token)
    _refuse_withdrawn(paper)
    entries = paper.entries
    if not 1 <= place <= len(entries.acts):
        raise RuleBroken("This change has already been removed. Reload the page.")
    act = entries.acts[place - 1]
    _save(paper, replace(entries, acts=tuple(row for row in entries.acts if row is not act)))
    record(**target_of(paper), changes={"proposed": [_words(act), None]}, on=on)
    return paper


def _refuse_impossible(
    do: str,
    part: Part,
    release: Release,
    to_release: Release | None,
    description: str,
    considered: tuple[str, ...],
) -> None:
    """Raise RuleBroken for a change that could not be made, whatever the body agrees."""
    item = ScopeItem.objects.filter(release=release, part=part).first()
    status = item.status if item else ""
    ends = [release, *([to_release] if do == "move" and to_release else [])]
    if over := next((row for row in ends if row.life not in COMING), None):
        raise RuleBroken(
            f"The {over} is {over.workflow_state.label.lower()}, so its scope stays.", field="release"
        )
    if part.modification.stage in ("rejected", "withdrawn", "implemented"):
        stage = part.modification.get_stage_display().lower()
        raise RuleBroken(
            f"{part.modification.reference} is {stage}, so its release stays.", field="reference"
        )
    if do in LEAVING and status in ("", "out"):
        raise RuleBroken(f"{part} is not in the scope of the {release}.", field="reference")
    if do in ("target", "settle") and status in ("targeted", "approved"):
        raise RuleBroken(f"{part} is already {status} in the {release}.", field="reference")
    if do == "target" and item is None:
        raise RuleBroken(
            f"{part} is no candidate for the {release}. Add it to the scope as a candidate first.",
            field="reference",
        )
    if do == "settle" and not hasattr(part.modification, "unsettled_target"):
        raise RuleBroken(
            f"{part.modification.reference} has no unsettled target. Propose to target it instead.",
            field="do",
        )
    if do == "settle" and item is None and not description:
        raise RuleBroken(
            f"Describe what {part.modification.reference} does, as the scope of the {release} will say it.",
            field="description",
        )
    if do == "move" and (to_release is None or to_release == release):
        raise RuleBroken("Choose the release that it moves to.", field="to_release")
    if do == "defer" and (not considered or release.slug in considered):
        raise RuleBroken("Choose the other releases that are considered for it.", field="considered")


def _refuse_withdrawn(paper: Paper) -> None:
    if paper.state == "withdrawn":
        raise RuleBroken("This paper is withdrawn. Draft it again before you edit it.")


def _save(paper: Paper, entries: PaperEntries, *fields: str) -> None:
    paper.entered = entries.as_data()
    paper.save(update_fields=["entered", *fields])


def _words(act: Act) -> str:
    name = f"{act.ref} part {act.part}" if act.part else act.ref
    to = act.to_release or " or ".join(act.considered or ())
    where = f"{act.release} to {to}" if to else act.release
    return " | ".join(filter(None, (act.do, name, where, act.ground, act.reason)))


def _text(value: Any) -> Any:
    """A value of the entries, for the audit trail."""
    if isinstance(value, dict):
        return [f"{key}: {inner}" for key, inner in value.items()]
    if isinstance(value, tuple):
        return [str(inner) for inner in value]
    return value
