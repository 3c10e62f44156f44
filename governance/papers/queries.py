"""Papers that a reader may see, and what a paper's page shows."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

import msgspec
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from msgspec import UNSET

from governance.documents.checks.findings import Finding
from governance.documents.engine.facts import Unset
from governance.documents.engine.text import long_date, marks_of
from governance.documents.paper import wording
from governance.documents.paper.appendices import as_appendix
from governance.documents.paper.checks.rules import PaperFacts
from governance.documents.paper.checks.run import check_paper
from governance.documents.paper.reference import reference_of
from governance.documents.paper.sections import act_sentence
from governance.documents.paper.types import Act, PaperContent, PaperHead, PaperIssue
from governance.documents.paper.types import Paper as PaperDocument
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.rid import Rid
from governance.meetings.queries.meetings import papers_due, prefix_of
from governance.papers.compose.paper import attached_to, compose_paper
from governance.papers.models import Classification, Paper, PaperLink, PaperVersion
from governance.versions.models import RidVersion
from modifications.models.modifications import Modification
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.changes.result_cache import cached_results
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes, working_days
from secrel.core.search.columns import day_words, json_texts
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search

Reader = User | AnonymousUser
WITHOUT_EFFECT = ("users", "registrations", "subscriptions", "files", "flags", "pdfs")
"""Kinds of entries in the audit trail that bear on no draft of a paper. All others do."""


@dataclass(frozen=True)
class DraftPaper:
    """A paper as it would be issued on a day. `drafted`: its content without the wording that SECAS wrote in place of
    the drafted one. `findings`: those of the checks."""

    on: date
    document: PaperDocument
    drafted: PaperContent
    findings: list[Finding]


def papers(reader: Reader) -> QuerySet[Paper]:
    """Papers that a reader may see: all for SECAS; issued ones by class for others; those of one's own bodies."""
    rows = Paper.objects.select_related("meeting__body")
    classes, bodies = _read_by(reader)
    if classes is None:
        return rows
    return rows.filter(Q(issued_class__in=classes) | Q(meeting__body__key__in=bodies), state="issued")


def versions_of(paper: Paper, reader: Reader) -> QuerySet[PaperVersion]:
    """The versions of a paper that a reader may see: each keeps the class with which it was issued."""
    rows = paper.versions.select_related("snapshot__content", "snapshot__job", "paper__meeting__body")
    classes, bodies = _read_by(reader)
    if classes is None or paper.meeting.body.key in bodies:
        return rows
    return rows.filter(snapshot__issue__document__classification__in=classes)


def papers_named(reader: Reader, search: Search) -> QuerySet[Paper]:
    """Papers that a reader may see, by body, day and what a version that they may read names; newest meeting first."""
    visible = papers(reader)
    classes, bodies = _read_by(reader)
    versions = PaperVersion.objects.filter(paper__in=visible)
    if classes is not None:
        of_class = Q(snapshot__issue__document__classification__in=classes)
        versions = versions.filter(of_class | Q(paper__meeting__body__key__in=bodies))
    versions = versions.annotate(
        words=_words("paper__"),
        releases=json_texts("snapshot__content__data", "$.releases[*].name"),
        references=json_texts("snapshot__content__data", "$.releases[*].rows[*].ref"),
    )
    fits = matches(search, names=("words", "reference", "releases", "references"))
    found = Q(pk__in=versions.filter(fits).values("paper")) | matches(search, names=("words",))
    return visible.annotate(words=_words()).filter(found).order_by("-meeting__on", "item")


def _words(prefix: str = "") -> Concat:
    """What a paper is called: kind, body and day of the meeting."""
    body, space = f"{prefix}meeting__body__", Value(" ")
    names = (f"{body}short_name", space, f"{body}name", space, day_words(f"{prefix}meeting__on"))
    return Concat(Value("Releases update paper "), *names, output_field=TextField())


def _read_by(reader: Reader) -> tuple[list[str] | None, set[str]]:
    """The classes that a reader may read (None: SECAS reads everything), and the bodies whose papers they get."""
    held = reader.permissions() if reader.is_authenticated else frozenset()
    if Permission.READ_DRAFTS in held:
        return None, set()
    classes = ["white", "green"] if Permission.READ_GREEN in held else ["white"]
    if Permission.RECORD_MEETINGS in held:  # the secretary of every body
        classes = list(Classification.values)
    return classes, reader.bodies() if Permission.READ_PRESENTED in held else set()


def paper_at(reader: Reader, body: str, on: date, item: int) -> QuerySet[Paper]:
    return papers(reader).filter(meeting__body__key=body, meeting__on=on, item=item)


def due_of(paper: Paper) -> date:
    """The day by which its meeting's papers are due."""
    return papers_due(paper.meeting, working_days(), LeadTimes())


def draft_now(paper: Paper, on: date) -> DraftPaper:
    """The paper as it would be issued today. It is composed and checked once, until an entry bears on it."""
    key = f"paper/{paper.pk}"
    found = cached_results({key: ~Q(kind__in=WITHOUT_EFFECT)})
    if key in found.data and found.data[key]["on"] == on.isoformat():
        return msgspec.convert(found.data[key], DraftPaper)
    document = draft_of(paper, on)
    drafted = without_own_wording(paper, document.content, on)
    draft = DraftPaper(on, document, drafted, findings_of(document))
    found.store({key: msgspec.to_builtins(draft)})
    return draft


def draft_of(paper: Paper, on: date, late_reason: str = "") -> PaperDocument:
    """The paper as it would be issued on a day."""
    content = compose_paper(paper, on, working_days())
    head = head_of(paper, content, on, late_reason)
    return PaperDocument(
        content=content,
        issue=PaperIssue(document=head, appendices=_appendices(paper, head, content), wording=wording.LATEST),
    )


def without_own_wording(paper: Paper, content: PaperContent, on: date) -> PaperContent:
    """The content with purpose and recommendations as drafted, whatever SECAS wrote in their place."""
    entries = paper.entries
    if not (entries.purpose or entries.texts or entries.dropped):
        return content
    plain = copy(paper)
    plain.entered = paper.entered | {"purpose": [], "texts": {}, "dropped": []}
    return compose_paper(plain, on, working_days())


def head_of(paper: Paper, content: PaperContent, on: date, late_reason: str = "") -> PaperHead:
    meeting = paper.meeting
    day = long_date(meeting.on.isoformat())
    latest = paper.versions.last()
    return PaperHead(
        reference=reference_of(prefix_of(meeting.body.key), meeting.number, meeting.on, paper.item),
        version=latest.number + 1 if latest else 1,
        date=on.isoformat(),
        due=due_of(paper).isoformat(),
        classification=paper.classification,
        status=wording.STATUS.format(date=long_date(on.isoformat()), body=meeting.body, meeting=day),
        site=settings.SITE_URL,
        marks=marks_of(settings.DOCUMENT_MARKS, paper.example_note),
        late_reason=late_reason or UNSET,
    )


def _appendices(paper: Paper, head: PaperHead, content: PaperContent) -> tuple[Rid, ...] | Unset:
    """The attached RIDs, as they are presented where the paper asks to baseline them."""
    asked = {row.subject for row in content.recommendations if row.verb == "BASELINE"}
    presented = edition(LATEST).STATUS["presented"].format(meeting=paper.meeting)
    found = tuple(
        as_appendix(
            row.snapshot.rid, head.reference, presented if f"{row.release.slug}/{row.number}" in asked else ""
        )
        for row in attached_to(paper.entries)
    )
    return found or UNSET


def presented_by(paper: Paper) -> QuerySet[RidVersion]:
    """The RIDs that a paper presented and that are still on the agenda."""
    links = PaperLink.objects.filter(version__paper=paper, item__state__in=("open", "minuted"))
    rows = RidVersion.objects.filter(state="presented", items__paper_link__in=links).distinct()
    return rows.select_related("release", "meeting__body").order_by("release__slug")


def acts_in_words(acts: Iterable[Act]) -> list[tuple[Act, str]]:
    """Each proposed change with a sentence: MP159 leaves the February 2022 SEC Release."""
    acts = list(acts)
    slugs = {slug for act in acts for slug in (act.release, act.to_release, *(act.considered or ()))}
    names = dict(Release.objects.filter(slug__in=slugs).values_list("slug", "name"))
    return [(act, act_sentence(act, names)) for act in acts]


def findings_of(document: PaperDocument) -> list[Finding]:
    """The findings of the checks in a paper, with the calendar and the titles of the register."""
    refs = {row.ref for release in document.content.releases for row in release.rows}
    titles = dict(Modification.objects.filter(reference__in=refs).values_list("reference", "title"))
    return check_paper(document, PaperFacts(working_days(), titles))
