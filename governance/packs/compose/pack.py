"""The content of a meeting's pack: its agenda, and the frozen documents that its items are about."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import UNSET

from governance.composing.models import Snapshot
from governance.documents.pack.types import PackAction, PackContent, PackDocument, PackItem
from governance.meetings.models import Item, Meeting
from governance.meetings.queries.actions import carried_to
from governance.packs.compose.minutes import meeting_fact
from governance.papers.models import Paper, PaperItem, PaperLink, PaperVersion
from governance.versions.models import RidVersion, VersionItem
from secrel.core.files.names import safe_name

UNDECIDED = ("open", "minuted")
NO_FILE = "0" * 64
"""Stands for a PDF that is not made yet. A pack with one is compared and never made."""


def compose_pack(meeting: Meeting, on: date, *, summaries: bool = False) -> PackContent:
    """The pack as it would be made on a day. Pages are counted when it is made (0 here). Without the `summaries` of its
    items it can be compared."""
    documents: dict[str, PackDocument] = {}
    summed = on if summaries else None
    items = [*_items(meeting, documents, summed), *_for_information(meeting, documents)]
    actions = tuple(
        PackAction(
            number=row.action.number,
            what=row.action.what,
            owner=row.action.who,
            due=row.action.due_on.isoformat(),
            began=str(row.action.meeting),
        )
        for row in carried_to(meeting, on)
        if row.is_open
    )
    return PackContent(
        meeting=meeting_fact(meeting),
        items=tuple(items),
        documents=tuple(documents.values()),
        actions=actions,
    )


def _items(meeting: Meeting, documents: dict[str, PackDocument], summed: date | None) -> Iterator[PackItem]:
    """`summed`: the day of the summaries; None for none."""
    rows = meeting.items.with_subjects(whole=True).exclude(state="withdrawn").in_agenda_order()
    papers = _papers_of(rows)
    for item in rows:
        asking = papers.get(item.pk, [])
        printed = {key for row in asking for key in row.appendices}
        made = [*asking, *(row for row in _rid_of(item) if row.key not in printed)]
        documents |= {row.key: row for row in made if row.key not in documents}
        keys = tuple(dict.fromkeys(row.key for row in made))
        facts = {"title": item.title, "asked": item.sentence, "documents": keys}
        summary = item.matter.summary(item, summed) if summed and item.state in UNDECIDED else None
        yield PackItem(number=item.number, summary=summary or UNSET, **facts)


def _for_information(meeting: Meeting, documents: dict[str, PackDocument]) -> Iterator[PackItem]:
    """Papers that put nothing on the agenda."""
    for paper in (
        Paper.objects.filter(meeting=meeting, state="issued").select_related("meeting__body").order_by("item")
    ):
        version = paper.latest
        if version is None:
            continue
        made = list(_paper(version))
        if made[0].key in documents:
            continue
        documents |= {row.key: row for row in made if row.key not in documents}
        title = f"Paper {version.reference}, for information"
        yield PackItem(number="", title=title, asked="", documents=tuple(row.key for row in made))


def _papers_of(items: Iterable[Item]) -> dict[int, list[PackDocument]]:
    """The paper that put each item before the body, with its attachments, by the item's primary key."""
    asked: dict[int, int] = {}
    for model in (PaperItem, PaperLink):
        asked |= dict(model.objects.filter(item__in=items).values_list("item", "version"))
    whole = ("paper__meeting__body", "snapshot__content", "snapshot__job")
    versions = PaperVersion.objects.select_related(*whole).in_bulk(set(asked.values()))
    made = {key: list(_paper(version)) for key, version in versions.items()}
    return {item: made[version] for item, version in asked.items()}


def _paper(version: PaperVersion) -> Iterator[PackDocument]:
    """A paper. The RIDs attached to it follow, unless its own PDF prints them as its appendices."""
    snapshot = version.snapshot
    head, content = snapshot.document.issue.document, snapshot.document.content
    printed = content.attachments if snapshot.document.issue.appendices else ()
    labels = " and ".join(f"{row.label}, {row.title}" for row in printed)
    later = f"-v{version.number}" if version.number > 1 else ""
    yield _document(
        snapshot,
        key="/".join(("papers", *map(str, version.paper.address), str(version.number))),
        kind="paper",
        title=f"Paper {version.reference}" + (f" with {labels}" if labels else ""),
        reference=version.reference,
        version=str(version.number),
        classification=head.classification,
        name=f"{version.reference}{later}.pdf",
        appendices=tuple(_rid_key(row.release, row.version) for row in printed),
    )
    for attached in () if printed else content.attachments:
        major, _, minor = attached.version.partition(".")
        rows = RidVersion.objects.filter(release__slug=attached.release, major=int(major), minor=int(minor))
        for rid in rows.select_related("release", "snapshot__content", "snapshot__job"):
            yield _rid(rid, f"{version.reference}, {attached.label}")


def _rid_of(item: Item) -> Iterator[PackDocument]:
    if item.kind == VersionItem.KIND:
        yield _rid(item.version_item.version, "")


def _rid(version: RidVersion, reference: str) -> PackDocument:
    """A RID. `reference`: of the paper that has it as an appendix; else the one that the RID itself bears, if any."""
    document = version.snapshot.issue["document"]
    reference = reference or document.get("reference") or ""
    named = f"{reference} ".replace(", ", "-").replace(" ", "-").lstrip("-") if reference else ""
    return _document(
        version.snapshot,
        key=_rid_key(version.release.slug, version.number),
        kind="rid",
        title=f"{version.release.short_name} RID",
        reference=reference,
        version=version.number,
        classification=document.get("classification") or "white",
        name=f"{named}{version.release.slug}-rid-{version.number}.pdf",
    )


def _rid_key(release: str, version: str) -> str:
    return f"releases/{release}/{version}"


def _document(
    snapshot: Snapshot, *, name: str, appendices: tuple[str, ...] = (), **facts: str
) -> PackDocument:
    """`name`: with a reference in it, in which a number of a meeting or an imported text may have slashes."""
    job = getattr(snapshot, "job", None)
    pdf = job.pdf_id if job and job.pdf_id else NO_FILE
    name = safe_name(name.replace("/", "-").replace("\\", "-"))
    return PackDocument(snapshot=snapshot.pk, pdf=pdf, pages=0, name=name, appendices=appendices, **facts)
