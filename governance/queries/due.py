"""What is due, when and from whom: steps of timetables, meetings and their papers, cut-offs, comments, conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.text import slugify

from governance.models import Condition, Criterion, Meeting, RidVersion, VersionStep
from governance.queries.meetings import READERS, meetings
from governance.queries.versions import published
from modifications.models import Modification, Part, Participant
from releases.models import Release, Section, TimelineRow
from releases.queries import awaiting_approval, cut_offs
from releases.steps import whose
from releases.workflow import COMING, OFF
from secrel.core.models import User
from secrel.core.partial_date_text import partial_date
from secrel.core.partial_dates import PartialDate
from secrel.core.permissions import Permission
from secrel.core.queries import Leads, working_days
from secrel.core.working_days import WorkingDays

CATEGORIES = dict(Participant.choices)
"""Categories of Parties, and the DCC, as the participant matrix names them."""


@dataclass(frozen=True)
class Due:
    """One thing on a calendar. `key` names it for good; `begins` to `on` are the days it may be, mostly one."""

    key: str
    begins: date
    on: date
    label: str
    what: str
    whom: str
    """The body that acts, by its key."""
    place: str
    """The release or the body it belongs to, as a reader names it."""
    path: str
    is_done: bool = False
    is_off: bool = False
    """Called off: a meeting that is cancelled, a release that is postponed or cancelled."""
    sequence: int = 0
    """Grows with each change of what it is about."""


def due_for(user: User | None) -> list[Due]:
    """All that a person's calendar holds, in the order of time: for SECAS the releases as they stand, for others as
    published; meetings of the bodies that they belong to, or all. None: the public's."""
    held = user.permissions() if user else frozenset()
    secas = Permission.READ_DRAFTS in held
    rows = [*(_steps() if secas else published_days(user)), *(_meetings(user) if READERS & held else ())]
    if secas:
        rows += [*_cut_offs(), *_comments(), *_conditions()]
    return sorted(rows, key=lambda row: (row.on, row.begins, row.key))


def _steps() -> Iterator[Due]:
    rows, tokens = TimelineRow.objects.select_related("release"), _tokens(Section.Key.TIMELINE)
    for row in rows.order_by("release__slug", "position"):
        is_over = row.release.life not in (*COMING, *OFF)
        facts = {"key": row.key, "event": row.event, "is_done": is_over or bool(row.actual)}
        facts |= _counted(tokens.get(row.release_id, 0), is_off=row.release.life in OFF)
        yield from _step(row.release.slug, row.release.name, row.date, **facts)


def published_days(user: User | None, category: str = "") -> Iterator[Due]:
    """The timetables and cut-offs of the releases that are published to a person; None: to everybody. Where a category
    of Parties is named, of the releases that affect it."""
    held = user.permissions() if user else frozenset()
    off = set(Release.objects.filter(life__in=OFF).values_list("slug", flat=True))
    numbers = _numbers()
    for slug, name, timeline, impacts, scope in published(held, "timeline", "impacts", "scope", reader=user):
        if category and not any(category in ticked for ticked in impacts["participants"].values()):
            continue
        counted = _counted(numbers.get(slug, 0), is_off=slug in off)
        for row in timeline:
            when = partial_date(row["when"]) if row["when"]["date"] else PartialDate()
            facts = {"key": row.get("key") or slugify(row["event"])[:70], "event": row["event"]}
            yield from _step(slug, name, when, **facts, is_done=bool(row.get("actual")), **counted)
        for entry in scope["targeted"]:
            if entry.get("cut_off"):
                yield _published_cut_off(slug, name, entry, **counted)


def _published_cut_off(slug: str, name: str, entry: dict[str, Any], **facts: Any) -> Due:
    part = Part(modification=Modification(reference=entry["ref"]), name=entry["part"] or "")
    when, path = partial_date(entry["cut_off"]), f"/releases/{slug}/#scope"
    begins, ends = when.interval()
    return Due(
        _cut_off_key(slug, part), begins, ends, when.label, f"Cut-off of {part}", "secas", name, path, **facts
    )


def _cut_off_key(slug: str, part: Part) -> str:
    return f"releases/{slug}/scope/{part.address}/cut-off"


def _numbers() -> dict[str, int]:
    """How many steps the versions of each release took by now: with each that is published or taken back it grows."""
    rows = VersionStep.objects.order_by().values("version__release__slug")
    return {row["version__release__slug"]: row["steps"] for row in rows.annotate(steps=Count("pk"))}


def _tokens(section: str) -> dict[int, int]:
    return dict(Section.objects.filter(key=section).values_list("release", "token"))


def _counted(changes: int, *, is_off: bool) -> dict[str, Any]:
    """What is called off is one change more, and the next change is above that again."""
    return {"sequence": 2 * changes + is_off, "is_off": is_off}


def _step(slug: str, name: str, when: PartialDate, *, key: str, event: str, **facts: Any) -> Iterator[Due]:
    if when:
        begins, ends = when.interval()
        place = f"releases/{slug}/timeline/{key}"
        path = f"/releases/{slug}/#timeline"
        yield Due(place, begins, ends, when.label, event, whose(event), name, path, **facts)


def _meetings(user: User) -> Iterator[Due]:
    """Meetings and the days their papers are due."""
    calendar, leads = working_days(), Leads()
    for row in meetings(user):
        key, place = f"meetings/{row.body.key}/{row.on}", str(row.body)
        facts = {"is_off": row.state == "cancelled", "is_done": row.state == "held", "sequence": row.token}
        address = row.get_absolute_url()
        name = (
            f"The {row.body} decides by correspondence" if row.is_correspondence else f"The {row.body} meets"
        )
        yield _day(key, row.on, name, row.body.key, place, address, **facts)
        papers = papers_due(row, calendar, leads)
        said = f"Papers for the {row.body} of {row.on.day} {row.on:%b} are due"
        yield _day(f"{key}/papers", papers, said, "secas", place, address, **facts)


def papers_due(meeting: Meeting, calendar: WorkingDays, leads: Leads) -> date:
    """The day that was set for it, or so early as the body wants its papers."""
    return meeting.papers_on or calendar.before(meeting.on, leads.papers(meeting.body.key, meeting.on))


def _cut_offs() -> Iterator[Due]:
    known, tokens = cut_offs(), _tokens(Section.Key.SCOPE)
    for item in awaiting_approval():
        if cut_off := known.of(item):
            slug, sequence = item.release.slug, tokens.get(item.release_id, 0)
            key, path = _cut_off_key(slug, item.part), f"/releases/{slug}/scope/{item.part.address}/"
            said = f"Cut-off of {item.part}{f' ({cut_off.rule})' if cut_off.rule else ''}"
            yield _day(key, cut_off.on, said, "secas", item.release.name, path, sequence=sequence)


def _comments() -> Iterator[Due]:
    for row in RidVersion.objects.filter(state="comment").select_related("release"):
        key = f"releases/{row.release.slug}/rid/{row.number}/comments"
        said = f"Comments on {row.number} close"
        path, facts = row.get_absolute_url(), {"sequence": row.token}
        yield _day(key, row.comment_until, said, "secas", row.release.name, path, **facts)


def _conditions() -> Iterator[Due]:
    for row in Condition.objects.outstanding().select_related("release", "owner"):
        slug = row.release.slug
        key, path = f"releases/{slug}/conditions/{row.number}", f"/releases/{slug}/criteria/"
        said = f"Condition {row.number}: {row.text}"
        yield _day(key, row.due_on, said, row.owner.key, row.release.name, path, sequence=row.token)


def _day(key: str, on: date, what: str, whom: str, place: str, path: str, **facts: Any) -> Due:
    return Due(key, on, on, PartialDate.of(on).label, what, whom, place, path, **facts)


def rows_by_step() -> dict[int, dict[str, TimelineRow]]:
    """The rows of coming releases that stand for steps, by release and step."""
    found: dict[int, dict[str, TimelineRow]] = {}
    rows = TimelineRow.objects.filter(release__life__in=COMING).exclude(steps=[]).select_related("release")
    for row in rows:
        found.setdefault(row.release_id, {}).update(dict.fromkeys(row.steps, row))
    return found


def evidence_due(
    rows: Mapping[str, TimelineRow], criterion: Criterion, calendar: WorkingDays, leads: Leads
) -> date | None:
    """The day by which evidence for a criterion is due; None where the timetable says nothing of it.

    `rows` of the release, by step: the row for that evidence, else as many Working Days before the body reviews it
    as the body wants.
    """
    if (row := rows.get(f"evidence_{criterion.category}")) and row.date:
        return row.date.interval()[1]
    reviewer = criterion.reviewer.key
    if (row := rows.get(f"recommend_{reviewer}")) and row.date.day:
        meets = row.date.interval()[0]
        return calendar.before(meets, leads.evidence(reviewer, meets))
    return None
