"""The content of a paper, composed from the facts, the meeting and what SECAS entered."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import UNSET

from governance.criteria.models import Category, StandardSet
from governance.criteria.queries.standard import texts_of
from governance.documents.paper.status import joined
from governance.documents.paper.types import (
    Act,
    AnnexGroup,
    Attachment,
    PaperAnnex,
    PaperContent,
    PaperMeeting,
    PaperRelease,
    UnsettledRow,
)
from governance.meetings.models import Item, Meeting
from governance.papers.compose.facts import ModificationFacts, when_of
from governance.papers.compose.recommendations import recommendations
from governance.papers.compose.releases import ReleaseContext, compose_release
from governance.papers.entries import PaperEntries
from governance.papers.models import Paper, PaperVersion
from governance.versions.models import RidVersion
from modifications.models.modifications import Modification, Part
from releases.cut_offs import CutOffs
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release, UnsettledTarget
from releases.models.scope import ScopeEvent
from releases.workflow import COMING
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.people import Body
from secrel.core.models.powers import Power, PowerHeld

UNSETTLED = "unsettled"
"""The key of the notes on modifications without a settled release."""
BEFORE_BASELINE = ("draft", "comment", "presented")
SEC_RELEASE = " SEC Release"


def compose_paper(paper: Paper, on: date, calendar: WorkingDays) -> PaperContent:
    """The content on a day."""
    entries, meeting = paper.entries, paper.meeting
    since = since_of(paper)
    stored = releases_of(entries, on)
    names = {row.slug: row.name for row in Release.objects.all()}
    context = ReleaseContext(
        since=since,
        on=on,
        met=_met(meeting, since),
        acts=entries.acts,
        parts=_parts(entries),
        names=names,
        cut_offs=CutOffs(CutOffDefault.objects.order_by("-from_on"), calendar),
        rows=entries.rows,
        notes=entries.notes,
        bodies={body.key: body for body in Body.objects.all()},
        classification=paper.classification,
        body=meeting.body,
    )
    releases = tuple(compose_release(release, context) for release in stored)
    attached = attached_to(entries)
    attachments = tuple(_attachments(attached))
    standard = standard_to_agree(meeting)
    asked = tuple(
        recommendations(
            entries,
            releases,
            attachments,
            [f"{row.release.slug}/{row.number}" for row in attached if row.state in BEFORE_BASELINE],
            str(standard.number) if standard else "",
            _unagreed(stored, since, on, context.met),
            names,
        )
    )
    asks_standard = any(row.key == "standard" for row in asked)
    return PaperContent(
        meeting=PaperMeeting(
            body=meeting.body.key,
            name=meeting.body.short_name,
            full_name=meeting.body.name,
            number=meeting.number,
            day=meeting.on.isoformat(),
        ),
        action="For Decision" if any(row.verb != "NOTE" for row in asked) else "For Information",
        purpose=entries.purpose or (_purpose(releases),),
        releases=releases,
        recommendations=asked,
        author=paper.author,
        author_role=paper.author_role,
        since=since.isoformat() if since else UNSET,
        unsettled=tuple(_unsettled(entries, names)),
        unsettled_notes=entries.notes.get(UNSETTLED) or UNSET,
        sections=entries.sections,
        annexes=tuple(_annexes(standard if asks_standard else None, wanted=entries.annex)),
        attachments=attachments,
    )


def since_of(paper: Paper) -> date | None:
    """The day of the body's last paper, as entered or stored; None for the first one, which can say of no change that
    it came since then."""
    if paper.entries.since:
        return date.fromisoformat(paper.entries.since)
    earlier = PaperVersion.objects.filter(
        paper__meeting__body=paper.meeting.body,
        paper__meeting__on__lt=paper.meeting.on,
        paper__state="issued",
    )
    return earlier.order_by("-paper__meeting__on", "-number").values_list("dated_on", flat=True).first()


def _met(meeting: Meeting, since: date | None) -> frozenset[date]:
    """The days since then on which the body met."""
    days = Meeting.objects.filter(body=meeting.body, on__gt=since or date.min)
    return frozenset(days.values_list("on", flat=True))


def releases_of(entries: PaperEntries, on: date) -> list[Release]:
    """Coming releases that go live in the months that the paper covers, and those that it proposes to change."""
    months = on.year * 12 + on.month - 1 + entries.months
    until = date(months // 12, months % 12 + 1, 28)
    named = {slug for act in entries.acts for slug in (act.release, act.to_release) if slug}
    rows = Release.objects.filter(life__in=COMING).order_by("go_live_on", "slug")
    found = [row for row in rows if row.go_live_on and on < row.go_live_on <= until]
    return found + [
        row for row in Release.objects.filter(slug__in=named).order_by("go_live_on") if row not in found
    ]


def standard_to_agree(meeting: Meeting) -> StandardSet | None:
    """The draft of the standard criteria, if the body agrees them and can be asked at this meeting."""
    rows = (
        PowerHeld.objects.confirmed()
        .filter(power=Power.CRITERIA, from_on__lte=meeting.on)
        .order_by("-from_on")
    )
    holder = rows.values_list("body_id", flat=True).first()
    draft = StandardSet.objects.filter(state="draft", texts__isnull=False).first()
    if draft is None or holder != meeting.body_id:
        return None
    waiting = Item.objects.filter(standard_item__standard=draft, state__in=("open", "minuted"))
    return None if waiting.exclude(meeting=meeting).exists() else draft


def versions_to_attach(releases: list[Release]) -> list[RidVersion]:
    """The versions that a paper may attach: the last one of each release."""
    rows = RidVersion.objects.filter(release__in=releases).exclude(state__in=("withdrawn", "superseded"))
    last: dict[int, RidVersion] = {row.release_id: row for row in rows.order_by("major", "minor")}
    return list(RidVersion.objects.filter(pk__in=[row.pk for row in last.values()]).select_related("release"))


def _parts(entries: PaperEntries) -> dict[tuple[str, str], Part]:
    refs = [act.ref for act in entries.acts]
    rows = Part.objects.filter(modification__reference__in=refs).select_related("modification")
    return {(row.modification.reference, row.name): row for row in rows}


def attached_to(entries: PaperEntries) -> list[RidVersion]:
    """The versions that SECAS attached, in their order."""
    found = []
    for name in entries.attachments:
        slug, _, number = name.partition("/")
        major, _, minor = number.partition(".")
        rows = RidVersion.objects.filter(release__slug=slug, major=int(major), minor=int(minor))
        found += rows.select_related("release", "snapshot")
    return found


def _attachments(versions: list[RidVersion]) -> Iterator[Attachment]:
    for place, row in enumerate(versions):
        yield Attachment(
            label=f"Appendix {chr(ord('A') + place)}",
            title=f"{row.release.name} Implementation Document v{row.number}",
            release=row.release.slug,
            version=row.number,
            content_digest=row.snapshot.content_id,
        )


def _unagreed(releases: list[Release], since: date | None, on: date, met: frozenset[date]) -> list[str]:
    """Releases whose scope changed since the last paper, other than at a meeting of the body (`met`)."""
    if since is None:
        return []
    events = ScopeEvent.objects.filter(item__release__in=releases, on__gt=since, on__lte=on)
    events = events.exclude(move="approve").select_related("item__release").order_by("pk")
    firsts = dict(
        ScopeEvent.objects.filter(item__release__in=releases)
        .order_by("item__release", "-on")
        .values_list("item__release", "on")
    )
    changed = {
        event.item.release.slug
        for event in events
        if event.on not in met
        and firsts[event.item.release_id] <= since
        and (event.move == "take_out" or event.item.status in ("targeted", "approved"))
    }
    return [row.slug for row in releases if row.slug in changed]


def _purpose(releases: tuple[PaperRelease, ...]) -> str:
    """Names the SEC Releases together, and others, such as an example, after them."""
    of_sec = [row.name for row in releases if row.name.endswith(SEC_RELEASE)]
    others = [f"the {row.name}" for row in releases if row.name not in of_sec]
    if not releases:
        return "This paper gives an update on the coming Smart Energy Code (SEC) Releases."
    named = joined(name.removesuffix(SEC_RELEASE) for name in of_sec)
    noun = "Release" if len(of_sec) == 1 else "Releases"
    groups = [f"the {named} Smart Energy Code (SEC) {noun}"] if of_sec else []
    return f"This paper gives an update on {joined([*groups, *others])}."


def _unsettled(entries: PaperEntries, names: Mapping[str, str]) -> Iterator[UnsettledRow]:
    """Modifications without a settled release, except those that the paper proposes to settle, and those that it
    proposes to take out of a release without settling another. `names`: of releases, by slug."""
    settled = {act.ref for act in entries.acts if act.do in ("settle", "target", "defer")}
    yield from _deferred([act for act in entries.acts if act.do == "defer"], names)
    rows = UnsettledTarget.objects.select_related("modification", "settled_by").prefetch_related("considered")
    rows = [row for row in rows.order_by("modification__number") if row.modification.reference not in settled]
    facts = ModificationFacts(row.modification for row in rows)
    for row in rows:
        considered = sorted(
            row.considered.all(), key=lambda release: (release.go_live_on or date.max, release.slug)
        )
        yield UnsettledRow(
            ref=row.modification.reference,
            title=row.modification.title,
            considered=tuple(release.name for release in considered),
            year=row.year or UNSET,
            settled_by=row.settled_by.short_name if row.settled_by else UNSET,
            settle_by=when_of(row.settle_by) if row.settle_by else UNSET,
            note=row.note or UNSET,
            dependencies=tuple(facts.dependencies_of(row.modification)),
        )


def _deferred(acts: list[Act], names: Mapping[str, str]) -> Iterator[UnsettledRow]:
    found = Modification.objects.filter(reference__in=[act.ref for act in acts]).order_by("number")
    facts, considered = ModificationFacts(found), {act.ref: act.considered or () for act in acts}
    for row in found:
        yield UnsettledRow(
            ref=row.reference,
            title=row.title,
            considered=tuple(names[slug] for slug in considered[row.reference]),
            dependencies=tuple(facts.dependencies_of(row)),
            proposed=True,
        )


def _annexes(standard: StandardSet | None, *, wanted: bool) -> Iterator[PaperAnnex]:
    """Annex 1: the standard criteria that the body is asked to agree, or else those in force if SECAS wants them."""
    shown = standard or (StandardSet.objects.filter(state="in_force").first() if wanted else None)
    if shown is None:
        return
    groups: dict[tuple[str, str], list[str]] = {}
    for row in texts_of(shown):
        groups.setdefault((Category(row.category).label, row.reviewer.short_name), []).append(row.text)
    title = "Standard acceptance criteria of SEC Releases"
    yield PaperAnnex(
        label="Annex 1",
        title=title,
        groups=tuple(
            AnnexGroup(category=category, reviewer=reviewer, texts=tuple(texts))
            for (category, reviewer), texts in groups.items()
        ),
    )
