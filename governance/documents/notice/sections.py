"""The chapters of a notice as it is printed."""

from collections.abc import Iterator

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    ListItem,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
    paragraph,
)
from governance.documents.engine.links import Links
from governance.documents.engine.text import counted
from governance.documents.notice import wording
from governance.documents.notice.types import NoticeContent, NoticeDocument, NoticeIssue


def front(content: NoticeContent, issue: NoticeIssue | None) -> tuple[Block, ...]:
    """What stands before the chapters: the opening, and what a later version corrects. `issue` None: a draft."""
    blocks: list[Block] = [paragraph(text) for text in wording.opening(content)]
    if issue and issue.corrected:
        blocks.append(
            paragraph(f"This is version {issue.version} of the notice. It corrects the one before:")
        )
        blocks.append(Listing(tuple(bullet(text) for text in issue.corrected)))
    return tuple(blocks)


def chapters(content: NoticeContent, links: Links) -> list[Chapter]:
    """The chapters that have something to say, numbered."""
    made = [
        ("modifications", "Modifications", _modifications(content, links)),
        ("documents", "SEC documents", _documents(content, links)),
        ("specifications", "Technical specifications", _specifications(content)),
        ("changes", "What else changes", tuple(paragraph(text) for text in content.changes)),
        ("legal-text", "Legal text", tuple(_legal_text(content, links))),
        ("help", "Where to get help", tuple(paragraph(text) for text in content.help)),
    ]
    kept = [row for row in made if row[2]]
    return [Chapter(key, f"{n}.", title, blocks) for n, (key, title, blocks) in enumerate(kept, start=1)]


def _modifications(content: NoticeContent, links: Links) -> tuple[Block, ...]:
    if content.modifications:
        rows = tuple(
            TableRow(
                (
                    TableCell(row.name, href=links.modification(row.ref)),
                    TableCell(row.title),
                    TableCell(row.status),
                ),
                row.name,
            )
            for row in content.modifications
        )
        return (Table("Modifications implemented", ("Modification", "Title", "Status"), rows, "notice"),)
    if content.stated_count:
        number = counted(content.stated_count, "modification")
        return (paragraph(f"This notice states {number}. {wording.NOT_LISTED}"),)
    return ()


def _documents(content: NoticeContent, links: Links) -> tuple[Block, ...]:
    if not content.documents:
        return (paragraph(wording.NO_DOCUMENTS),)
    if content.form != "release":
        return (Listing(tuple(_item(row, links) for row in content.documents)),)
    has_version = any(row.version for row in content.documents)
    has_notification = any(row.notification for row in content.documents)
    columns = ["Document", "Title", *(["Version"] if has_version else []), "On CodeWorks", "By modification"]
    columns += ["By government designation", *(["By DCC notification"] if has_notification else [])]
    rows = tuple(
        TableRow(tuple(_cells(row, links, has_version, has_notification)), row.document)
        for row in content.documents
    )
    return (Table("SEC documents that change", tuple(columns), rows, "notice-documents"),)


def _cells(
    row: NoticeDocument, links: Links, has_version: bool, has_notification: bool
) -> Iterator[TableCell]:
    yield TableCell(row.document, href=links.document(row.document))
    yield TableCell(row.title)
    if has_version:
        yield TableCell(row.version or "Not stated")
    yield TableCell(wording.CODEWORKS[row.codeworks])
    yield TableCell(wording.by_modification(row))
    yield TableCell(
        f"Yes{f' ({row.designation})' if row.designation else ''}" if row.by_designation else "No"
    )
    if has_notification:
        yield TableCell(f"Yes{wording.under(row)}" if row.notification else "No")


def _item(row: NoticeDocument, links: Links) -> ListItem:
    sub = [wording.source(row)] if row.has_source else []
    sub += [f"Version {row.version}"] if row.version else []
    sub += (
        [] if row.codeworks == "not_stated" else [f"On CodeWorks: {wording.CODEWORKS[row.codeworks].lower()}"]
    )
    return ListItem(
        (Run(row.document, links.document(row.document)), Run(f" {row.title}")), row.document, tuple(sub)
    )


def _specifications(content: NoticeContent) -> tuple[Block, ...]:
    if not content.specifications:
        return ()
    rows = tuple(
        TableRow(
            (TableCell(row.specification), TableCell(row.version), TableCell(wording.specification(row))),
            f"{row.specification} {row.version}",
        )
        for row in content.specifications
    )
    columns = ("Specification", "Version", "What changes")
    return (Table("Technical specifications", columns, rows, "notice"),)


def _legal_text(content: NoticeContent, links: Links) -> Iterator[Block]:
    items = []
    for row in content.documents:
        runs = [Run(row.document)]
        for name, address in (("legal text", row.legal_text), ("redlined changes", row.redlining)):
            if address:
                runs += [Run(": " if len(runs) == 1 else ", "), Run(name, address)]
        if len(runs) > 1:
            items.append(ListItem(tuple(runs), row.document))
    if items:
        yield Listing(tuple(items))
    yield Paragraph((Run(wording.LOG, wording.log_address(links)),))
