"""2 Impacts: on Parties and the DCC, on SEC documents, on other industry codes."""

from collections.abc import Iterable, Mapping
from typing import Any

from governance.documents.engine.blocks import (
    Block,
    Listing,
    ListItem,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
)
from governance.documents.engine.links import Links
from governance.documents.engine.text import by_number
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section, statements_page
from governance.documents.rid.sections.scope import notes, part_names
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, state_said, under
from governance.documents.rid.types.rid import Issue, RidContent
from governance.documents.rid.types.scope import ChangedDocument, Impacts, Point
from governance.documents.rid.types.states import NOT_STATED, statement_of
from modifications.participants import AUDIENCES, Participant
from secrel.core.web.csv_text import Rows, yes_or_no

COLUMNS = 8  # the most columns of modifications that are legible on A4


def impacts(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    words = wording_of(issue)
    parties = under("SEC Party and DCC impacts", _parties(content, words, links))
    documents = under("SEC document impacts", _documents(content, words, links))
    codes = under("Other Code impacts", _other_codes(content, words))
    found = [*parties, *documents, *codes]
    opening = [words.IMPACTS, *([words.ASSUMES_TARGETED] if _names_targeted(content, words) else [])]
    return [*(say(" ".join(opening)) if found else []), *found, *notes(content, "impacts")]


def _names_targeted(content: RidContent, words: Any) -> bool:
    """Whether targeted modifications have impacts here; the first edition asked only whether there are any."""
    targeted = {entry.ref for entry in content.scope.targeted}
    if words.number == 1:
        return bool(targeted)
    facts = content.impacts
    named = {ref for ref, ticks in facts.participants.items() if ticks}
    named.update(*(row.modifications for row in facts.documents))
    named.update(*(point.modifications or () for row in facts.summaries for point in row.points))
    return bool(targeted & named)


def _parties(content: RidContent, words: Any, links: Links) -> list[Block]:
    """The participant matrix and the summaries, or what is stated of them."""
    facts = content.impacts
    is_ticked = any(facts.participants.values())
    is_stated = any(row.points for row in facts.summaries)
    matrix = [_participants(facts.participants, part_names(content), links)] if is_ticked else []
    if is_ticked or is_stated:
        tables = _summaries(facts, words)
        opening = say(words.SUMMARIES) if tables or words.number == 1 else []
        return [*matrix, *opening, *tables]
    if facts.participants and statement_of(content, "participants").state == NOT_STATED:
        return [*say(words.PARTICIPANTS["no_ticks"])]
    return [*state_said(content, "participants", words.PARTICIPANTS, words)]


def _participants(ticks: Mapping[str, tuple[str, ...]], names: dict[str, str], links: Links) -> Table:
    rows = tuple(
        TableRow(
            (
                TableCell(names.get(ref, ref), links.modification(ref)),
                *(TableCell(tick=name in ticks[ref]) for name in Participant.values),
            ),
            ref,
        )
        for ref in by_number(ticks)
    )
    return Table("Participant impact matrix", ("Modification", *Participant.labels), rows, shape="matrix")


def _summaries(facts: Impacts, words: Any) -> list[Block]:
    tables: list[Block] = []
    if facts.party_summaries:
        rows = tuple(
            TableRow(
                (TableCell(AUDIENCES[entry.participant]), TableCell(bullets=_points(entry.points, words)))
            )
            for entry in facts.party_summaries
        )
        tables.append(
            Table("SEC Party impacts", ("Participant", "Summary of impacts"), rows, shape="summary")
        )
    if facts.dcc_summaries:
        rows = tuple(
            TableRow((TableCell(entry.area), TableCell(bullets=_points(entry.points, words))))
            for entry in facts.dcc_summaries
        )
        tables.append(Table("DCC impacts", ("Area affected", "Summary of impacts"), rows, shape="summary"))
    return tables


def _points(points: Iterable[Point], words: Any) -> tuple[ListItem, ...]:
    return tuple(bullet(point.text, point.sub) for point in points) or (bullet(words.NO_FURTHER),)


def _documents(content: RidContent, words: Any, links: Links) -> list[Block]:
    documents = content.impacts.documents
    if not documents:
        return [*state_said(content, "documents", words.DOCUMENTS, words)]
    listed = [row for row in documents if row.listed is not False]
    opening = say(words.DOCUMENTS[wording.count_key(listed) if listed else "unlisted"])
    items = tuple(ListItem((Run(_titled(row), links.document(row.document)),)) for row in listed)
    is_ticked = any(row.modifications for row in documents)
    with_source = [row for row in documents if row.sources]
    blocks: list[Block] = [
        *opening,
        *(say(words.DOCUMENTS_PROVISIONAL) if content.impacts.documents_provisional else []),
        *([Listing(items)] if opening else []),
    ]
    if with_source:
        blocks += say(words.DOCUMENTS_BY_SOURCE[wording.count_key(with_source)])
        blocks.append(_other_sources(with_source, words, links))
    if with_source and not is_ticked:
        return blocks
    return [
        *blocks,
        *(say(words.DOCUMENTS_BY_MODIFICATION) if words.number == 1 or is_ticked else []),
        *_document_matrices(content, links),
        *say(words.DOCUMENTS_TEXT),
    ]


def _other_sources(documents: Iterable[ChangedDocument], words: Any, links: Links) -> Table:
    """A row for each source of a document that is not a modification."""
    rows = tuple(
        TableRow(
            (
                TableCell(row.document, links.document(row.document)),
                TableCell(wording.source(source.kind, source.clause or "", words)),
                TableCell(source.reference or ""),
            ),
            row.document,
        )
        for row in documents
        for source in row.sources or ()
    )
    return Table("Other sources of changes", ("Document", "Source", "Date or reference"), rows)


def _titled(row: ChangedDocument) -> str:
    return f"{row.document} ‘{row.title}’" if row.title else row.document


def _document_matrices(content: RidContent, links: Links) -> list[Table]:
    """One matrix, or one for each group of columns if there are too many columns for a page.

    A group lists only the documents it changes. Documents that nothing changes are in the first group.
    """
    documents, names = content.impacts.documents, part_names(content)
    ticked_in = [frozenset(row.modifications) for row in documents]
    ticked = frozenset().union(*ticked_in)
    references = by_number({*content.impacts.participants, *ticked})
    tables = -(-len(references) // COLUMNS) or 1
    size = -(-len(references) // tables) or 1
    groups = [references[start : start + size] for start in range(0, len(references), size)] or [[]]
    return [
        Table(
            f"SEC document impact matrix{f', part {n} of {len(groups)}' if len(groups) > 1 else ''}",
            ("Document", *(names.get(ref, ref) for ref in group)),
            tuple(
                TableRow(
                    (
                        TableCell(row.document, links.document(row.document)),
                        *(TableCell(tick=ref in changed_by) for ref in group),
                    )
                )
                for row, changed_by in zip(documents, ticked_in, strict=True)
                if not changed_by.isdisjoint(group) or (n == 1 and not changed_by)
            ),
            shape="matrix",
        )
        for n, group in enumerate(groups, start=1)
    ]


def _other_codes(content: RidContent, words: Any) -> list[Block]:
    names = content.impacts.other_codes
    if names:
        return [*say(words.OTHER_CODES[wording.count_key(names)]), Listing(tuple(map(bullet, names)))]
    return [*state_said(content, "other_codes", words.OTHER_CODES, words)]


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    facts = content.impacts
    ticks = facts.participants
    return {
        "participants": [
            ("reference", *Participant.values),
            *(
                (ref, *(yes_or_no(name in ticks[ref]) for name in Participant.values))
                for ref in by_number(ticks)
            ),
        ],
        "documents": [
            ("document", "title", "reference"),
            *((row.document, row.title, ref) for row in facts.documents for ref in row.modifications or [""]),
        ],
        **_source_tables(facts),
        "summaries": [("for", "area", "point", "sub_point_of", "modifications"), *_summary_rows(facts)],
    }


def _source_tables(facts: Impacts) -> dict[str, Rows]:
    """The table of other sources of changes to documents, if any is stated."""
    rows = [
        (row.document, source.kind, source.clause or "", source.reference or "")
        for row in facts.documents
        for source in row.sources or ()
    ]
    return {"document_sources": [("document", "source", "clause", "reference"), *rows]} if rows else {}


def _summary_rows(facts: Impacts) -> Rows:
    parts = [(entry.participant, "", entry.points) for entry in facts.party_summaries]
    parts += [("dcc", entry.area, entry.points) for entry in facts.dcc_summaries]
    for audience, area, points in parts:
        for point in points:
            yield audience, area, point.text, "", " ".join(point.modifications or ())
            yield from ((audience, area, text, point.text, "") for text in point.sub)


IMPACTS = Section(
    "impacts",
    "Impacts",
    Printed.NUMBERED,
    blocks=impacts,
    contents={"impacts": "Impacts"},
    history="impacts",
    tables=_tables,
    pages=(
        EditPage("participants", "Participants", "Participant matrix", "Participants", ("/content/impacts",)),
        EditPage("documents", "Documents", "Document matrix", "Documents", ("/content/impacts/documents",)),
        EditPage(
            "summary",
            "Summary",
            "Impact summary",
            "Summary",
            ("/content/impacts/party_summaries", "/content/impacts/dcc_summaries"),
        ),
        statements_page("impacts", "Impacts", "/content/impacts/other_codes"),
    ),
)
