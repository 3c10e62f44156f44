"""The chapters of a brief as it is printed: one for each release."""

from collections.abc import Iterator

from governance.documents.brief.types import Brief, BriefModification, BriefRelease
from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
)
from governance.documents.engine.links import Links

NOT_SHARE = "The DCC’s central cost of what affects you. It is not your share of it."
SECAS_COST = "SECAS cost of the whole release"
NOT_STATED = "Impact not yet stated"
NOTHING_PUBLISHED = "Nothing about the scope of these releases is published yet. They may affect you"
MAY_AFFECT = f"{NOT_STATED}: it may affect you"
SILENT = "nothing in this release is stated to affect them"


def chapters(brief: Brief) -> list[Chapter]:
    links = Links(brief.issue.site)
    return [
        Chapter(row.slug, f"{number}.", row.name, tuple(_release(row, links)))
        for number, row in enumerate(brief.content.published, start=1)
    ]


def opening(brief: Brief) -> tuple[Block, ...]:
    """What stands before the releases."""
    content = brief.content
    address = f"{brief.issue.site}/for/{content.who}/"
    blocks: list[Block] = [
        paragraph(f"For you: answer by {row.until}: {row.title}.") for row in content.answers
    ]
    if not content.releases:
        blocks.append(paragraph("No release that is to come affects you, as far as it is published."))
    if content.unaffected:
        blocks.append(paragraph(f"Does not affect you: {'; '.join(content.unaffected)}."))
    if content.unpublished:
        names = (f"{row.name} (go-live: {row.go_live or 'not set'})" for row in content.unpublished)
        blocks.append(paragraph(f"{NOTHING_PUBLISHED}: {'; '.join(names)}."))
    if content.left_out:
        blocks.append(paragraph(f"Later releases, on the page: {'; '.join(content.left_out)}."))
    blocks.append(paragraph(f"As published on the day of this brief. The newest: {address}"))
    return tuple(blocks)


def _release(row: BriefRelease, links: Links) -> Iterator[Block]:
    cost = f" DCC cost of what affects you: {row.cost}. {NOT_SHARE}" if row.affecting else ""
    if row.affecting and row.secas_cost:
        cost += f" {SECAS_COST}: {row.secas_cost}."
    silent = "".join(f" {name}: {SILENT}." for name in row.silent) if row.affecting else ""
    stated = f" {row.stated}." if row.stated else ""
    yield paragraph(f"Go-live: {row.go_live or 'not set'}.{stated}{cost}{silent}")
    if row.affecting or row.unstated:
        rows = [_modification(one, links, one.cost) for one in row.affecting]
        rows += [_modification(one, links, one.cost, MAY_AFFECT) for one in row.unstated]
        columns = ("Modification", "Title", "What it means for you", "Status", "Cut-off", "DCC cost")
        yield Table("Modifications", columns, tuple(rows), "brief-modifications")
    if row.points:
        yield Listing(tuple(bullet(text) for text in row.points))
    for name, rows_of in (("Testing", row.testing), ("Other dates", row.other_dates)):
        if rows_of:
            yield heading(name)
            yield Listing(tuple(bullet(f"{one.label}: {one.what}") for one in rows_of))
    if row.undated:
        yield paragraph(f"Testing without a date yet: {'; '.join(row.undated)}.")
    if row.documents:
        named = (
            f"{one.document} ({', '.join(one.modifications) or 'other source'})" for one in row.documents
        )
        yield paragraph(f"SEC documents that change: {'; '.join(named)}.")
    if row.more:
        yield paragraph(f"{row.more} more on the page: {links.site}/releases/{row.slug}/")


def _modification(row: BriefModification, links: Links, cost: str, lead: str = "") -> TableRow:
    name = f"{row.ref}, part: {row.part}" if row.part else row.ref
    points = tuple(bullet(text) for text in row.points)
    cells = (
        TableCell(name, href=links.modification(row.ref)),
        TableCell(f"{row.title}. Affects: {', '.join(row.categories)}" if row.categories else row.title),
        TableCell(lead, bullets=points),
        TableCell(row.status),
        TableCell(row.cut_off or "None"),
        TableCell(cost, numeric=True),
    )
    return TableRow(cells, name)
