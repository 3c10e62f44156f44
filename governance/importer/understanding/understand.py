"""Understands a document as a RID: finds it, sorts its blocks by section, and reads each section."""

import re
from collections import Counter
from typing import Any

from msgspec.structs import replace

from governance.importer.reading import Refused
from governance.importer.source.document import Line, Note, SourceDocument, Table
from governance.importer.understanding.agreeing import lowered
from governance.importer.understanding.doubting import MIXED, doubted, if_mixed
from governance.importer.understanding.finding import find_rid
from governance.importer.understanding.footnotes import Marks
from governance.importer.understanding.inline import points_apart
from governance.importer.understanding.mending import Mending
from governance.importer.understanding.outline import Outline, outline
from governance.importer.understanding.prose import from_prose
from governance.importer.understanding.sections.acceptance import read_acceptance
from governance.importer.understanding.sections.appendices import read_glossary, read_history
from governance.importer.understanding.sections.costs import read_costs
from governance.importer.understanding.sections.front import read_document, read_release
from governance.importer.understanding.sections.impacts import read_impacts
from governance.importer.understanding.sections.scope import read_scope
from governance.importer.understanding.sections.testing import read_testing
from governance.importer.understanding.sections.timeline import read_timeline, timeline_notes
from governance.importer.understanding.understood import Gathered, Left, Understood, UnderstoodField

NOISY = 3
"""Mended words from which on all texts of a document are unsure: what OCR misread elsewhere may look right."""
IN_NOISE = 0.75
OFTEN = 4
"""A word that stands more often than this is hardly misread."""
_TESTING = re.compile(r"\b(?:SIT|UIT|PIT|TAD|regression test)")
_NO_RID = (
    "{name} does not look like a Release Implementation Document: it has none of its sections, such "
    "as Scope, Impacts "
    "and Acceptance criteria. Choose the file of the RID."
)


def understand(source: SourceDocument) -> Understood:
    """The facts of a RID with how sure each is. Raises Refused if the file has nothing of a RID."""
    begin, end, notes = find_rid(source.blocks)
    mending = Mending(*_usual(source.blocks[begin:end]))
    marks = Marks()
    blocks = list(points_apart(marks.taken_off(mending.blocks(source.blocks[begin:end]))))
    parts = outline(blocks)
    from_prose(parts)
    if len(parts.headings) + len(parts.sheets) < 3 or not (
        parts.sheets or parts.has("scope", "approved", "targeted", "acceptance")
    ):
        raise Refused([_NO_RID.format(name=source.name)])
    before = [block for block in source.blocks[:begin] if isinstance(block, Line)]
    gathered = Gathered(mending.acronyms, mending.count)
    history = read_history(parts, gathered)
    timeline = read_timeline(parts, gathered)
    testing = read_testing(
        parts, gathered, has_test_rows=any(_TESTING.search(row["event"]) for row in timeline)
    )
    facts: dict[str, Any] = {
        "schema": "secrel.rid/1",
        "release": read_release(parts, timeline, gathered),
        "document": read_document(parts, (*source.margins, *before), history, gathered),
        "scope": read_scope(parts, gathered),
        "impacts": read_impacts(parts, gathered),
        "timeline": timeline,
        "testing": testing,
        "costs": read_costs(parts, gathered, is_tested=testing["system_testing"]),
        "acceptance": read_acceptance(parts, gathered),
        "history": history,
        "glossary": read_glossary(parts, gathered),
    }
    if said := timeline_notes(parts, gathered):
        facts["timeline_notes"] = said
    gathered.fields = doubted(lowered(facts, gathered.fields), blocks)
    left = _left(parts, gathered)
    if source.kind == "text":
        gathered.fields, is_mixed = if_mixed(gathered.fields, blocks, len(left))
        notes += [Note(MIXED)] if is_mixed else []
    return Understood(
        facts, _in_noise(gathered), left, (*source.notes, *notes, *marks.notes, *gathered.notes)
    )


def _in_noise(gathered: Gathered) -> tuple[UnderstoodField, ...]:
    if gathered.noise < NOISY:
        return tuple(gathered.fields)
    why = "The file has misread letters elsewhere."
    return tuple(
        field
        if field.confidence <= IN_NOISE
        else replace(field, confidence=IN_NOISE, changed=f"{field.changed} {why}".strip())
        for field in gathered.fields
    )


def _left(parts: Outline, gathered: Gathered) -> tuple[Left, ...]:
    tables = (Left(" | ".join(cell.text for cell in table.rows[0]), table.place) for table in parts.unknown)
    return (*gathered.left, *tables)


def _usual(blocks: tuple[Line | Table, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of capitals that stand more than once, and other words that stand often."""
    counts: Counter[str] = Counter()
    for block in blocks:
        texts = [block.text] if isinstance(block, Line) else [cell.text for row in block.rows for cell in row]
        for text in texts:
            counts.update(re.findall(r"\b[^\W_]{2,}\b", text))
    acronyms = (word for word, count in counts.items() if count > 1 and re.fullmatch("[A-Z]{2,8}", word))
    words = (word for word, count in counts.items() if count > OFTEN and word.isalpha())
    return frozenset(acronyms), frozenset(words)
