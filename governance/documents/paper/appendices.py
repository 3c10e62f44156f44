"""The RIDs attached to a paper, printed as its appendices. Each bears the paper's reference on every page."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from governance.documents.engine.blocks import Chapter
from governance.documents.paper import wording
from governance.documents.paper.types import Attachment, Paper
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid


def as_appendix(rid: Rid, reference: str, status: str = "") -> Rid:
    """The RID with the paper's reference, and with another status line if one is given."""
    head = rid.issue.document
    head = replace(head, reference=reference, status=status or head.status)
    return replace(rid, issue=replace(rid.issue, document=head))


def printed_appendices(paper: Paper) -> list[dict[str, Any]]:
    """The context of each for the PDF. `prefix`: what its anchors begin with."""
    return [
        RID_KIND.context(rid)
        | {
            "prefix": f"{_key(attachment)}-",
            "part_of": wording.APPENDIX_OF.format(
                label=attachment.label, reference=paper.issue.document.reference
            ),
            "running_name": f"{attachment.label}: {attachment.title}",
        }
        for attachment, rid in _attached(paper)
    ]


def appendix_chapters(paper: Paper) -> list[Chapter]:
    """The chapters of each for HTML and Word, named after their appendix."""
    return [chapter for attachment, rid in _attached(paper) for chapter in _chapters(attachment, rid)]


def appendix_keys(paper: Paper) -> set[str]:
    """The keys of the chapters that each begins with."""
    return {_key(attachment) for attachment, _ in _attached(paper)}


def _chapters(attachment: Attachment, rid: Rid) -> Iterator[Chapter]:
    made, key = RID_KIND.context(rid), _key(attachment)
    front = (*made["front"], *made["annexes"])
    yield Chapter(key, f"{attachment.label}:", attachment.title, front)
    for chapter in (*made["sections"], *made["appendices"]):
        title = f"{attachment.label}, {chapter.heading}"
        yield Chapter(f"{key}-{chapter.key}", "", title, chapter.blocks)


def _attached(paper: Paper) -> list[tuple[Attachment, Rid]]:
    """Nothing in a paper from before its RIDs were frozen with it."""
    return list(zip(paper.content.attachments, paper.issue.appendices or (), strict=False))


def _key(attachment: Attachment) -> str:
    return attachment.label.lower().replace(" ", "-")
