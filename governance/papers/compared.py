"""The versions of a paper that a reader may compare, and for SECAS the draft of the next one."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse

from governance.composing.comparing.choices import NOW, Choice, Comparable
from governance.documents.engine.text import long_date
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.types import Paper as PaperDocument
from governance.papers.models import Paper, PaperVersion
from governance.papers.queries import Reader, draft_now, versions_of
from secrel.core.changes.permissions import Permission


def compared_papers(paper: Paper, reader: Reader, on: date) -> Comparable:
    address = [paper.meeting.body.key, paper.meeting.on, paper.item]
    return Comparable(
        kind=PAPER_KIND,
        subject=reading_subject(paper),
        title=paper.title,
        what="this paper",
        page=reverse("compare-paper", args=address),
        address=paper.get_absolute_url(),
        file=f"paper-{paper.meeting.body.key}-{paper.meeting.on.isoformat()}-{paper.item}",
        choices=tuple(_choices(paper, reader, on)),
        crumbs=((reverse("papers"), "Papers"), (paper.get_absolute_url(), paper.title)),
    )


def reading_subject(paper: Paper) -> str:
    """What a reading of its versions is remembered under."""
    return f"papers/{paper.meeting.body.key}/{paper.meeting.on.isoformat()}/{paper.item}"


def _choices(paper: Paper, reader: Reader, on: date) -> Iterator[Choice]:
    held = reader.permissions() if reader.is_authenticated else frozenset()
    if Permission.READ_DRAFTS in held:
        yield Choice(NOW, "The draft as it stands", "", partial(_draft, paper, on))
    for version in versions_of(paper, reader).order_by("-number"):
        of = long_date(version.dated_on.isoformat())
        read = partial(_read, version)
        yield Choice(
            str(version.number), f"Version {version.number}", of, read, said=version.changes, is_base=True
        )


def _read(version: PaperVersion) -> PaperDocument:
    document: PaperDocument = version.snapshot.document
    return document


def _draft(paper: Paper, on: date) -> PaperDocument:
    return draft_now(paper, on).document
