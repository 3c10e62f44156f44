"""Fields that one line cannot say, as small tables or lists that a person corrects: rows of cells, each read by the
importer's grammars."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.importer.understanding.understood import UnderstoodField
from governance.importer.words.columns import STAGES, participant_of
from governance.importer.words.dates import read_date
from governance.importer.words.money import read_cost
from secrel.core.changes.errors import RuleBroken
from secrel.core.values.texts import one_line

Data = dict[str, Any]
TEXT, DAY, WHEN, COST, NAMES, TICKS, LINES = "text", "day", "when", "cost", "names", "ticks", "lines"
SPARE = 2
"""Empty rows at the end of a table."""
MOST = 200


@dataclass(frozen=True)
class Cells:
    """A table: the key, heading and kind of each column. `is_named`: rows by the text of the first column, as a dict
    whose value is the second; `base`: what else a new row holds."""

    columns: tuple[tuple[str, str, str], ...]
    is_named: bool = False
    base: tuple[tuple[str, Any], ...] = ()


_STAGES = tuple((key, key.replace("_", " ").capitalize(), COST) for key in STAGES)
_ITEM = (
    ("ref", "Reference", TEXT),
    ("title", "Title", TEXT),
    ("part", "Part", TEXT),
    ("summary", "Description", TEXT),
)
TABLES: dict[str, Cells] = {
    "/history": Cells((("version", "Version", TEXT), ("date", "Date", DAY), ("changes", "Changes", TEXT))),
    "/glossary": Cells((("", "Acronym", TEXT), ("", "Full term", TEXT)), is_named=True),
    "/timeline": Cells((("when", "Date", WHEN), ("event", "Event", TEXT), ("notes", "Notes", TEXT))),
    "/scope/approved": Cells(_ITEM, base=(("options", ()),)),
    "/scope/targeted": Cells(_ITEM, base=(("options", ()),)),
    "/scope/change_requests": Cells(
        (("ref", "Reference", TEXT), ("title", "Title", TEXT), ("summary", "Description", TEXT))
    ),
    "/impacts/participants": Cells((("", "Modification", TEXT), ("", "Participants", TICKS)), is_named=True),
    "/impacts/documents": Cells(
        (("document", "Document", TEXT), ("title", "Title", TEXT), ("modifications", "Modifications", NAMES))
    ),
    "/impacts/party_summaries": Cells((("participant", "Participant", TEXT), ("points", "Points", LINES))),
    "/impacts/dcc_summaries": Cells((("area", "Area", TEXT), ("points", "Points", LINES))),
    "/costs/dcc_lines": Cells((("ref", "Modification", TEXT), *_STAGES)),
}
LISTS = (
    *(f"/acceptance/{name}" for name in ("general", "operational", "testing", "security")),
    *("/testing/dcc_approach", "/testing/user_approach", "/timeline_notes", "/impacts/other_codes"),
)
"""Lists of texts, one a line."""


@dataclass(frozen=True)
class Shown:
    """A field as a table with the names of its inputs. `name`: of the input that says that the table was sent."""

    field: UnderstoodField
    heads: tuple[str, ...]
    rows: list[list[tuple[str, str, bool]]]

    @property
    def name(self) -> str:
        return f"table{self.field.path}"


def is_table(path: str) -> bool:
    return path in TABLES or path in LISTS


def table_of(field: UnderstoodField, value: Any, sent: Mapping[str, str] | None = None) -> Shown:
    """The table of a field, with what was typed if a form was sent."""
    if field.path in LISTS:
        texts = [[text] for text in value or ()]
        heads: tuple[str, ...] = ("One text in each row",)
    else:
        cells = TABLES[field.path]
        texts = [_texts(cells, row) for row in _rows(cells, value)]
        heads = tuple(head for _, head, _ in cells.columns)
    texts += [[""] * len(heads) for _ in range(SPARE)]
    rows = []
    for at, row in enumerate(texts[:MOST]):
        names = [f"table{field.path}/{at}/{n}" for n in range(len(heads))]
        shown = [
            sent.get(name, text) if sent is not None else text for name, text in zip(names, row, strict=True)
        ]
        rows.append([(name, text, len(text) > 40) for name, text in zip(names, shown, strict=True)])
    return Shown(field, heads, rows)


def read_table(shown: Shown, sent: Mapping[str, str], before: Any) -> Any:
    """The value that a person entered; rows without text are left out. Raises RuleBroken with a sentence."""
    path = shown.field.path
    entered = [[_kept(sent.get(name, "")) for name, _, _ in row] for row in shown.rows]
    if path in LISTS:
        return [one_line(row[0]) for row in entered if row[0].strip()] + list(before or ())[MOST:]
    cells, found = TABLES[path], []
    stored = list(_rows(cells, before))
    for at, row in enumerate(entered):
        if any(text.strip() for text in row):
            was = stored[at] if at < len(stored) else None
            is_same = was is not None and _texts(cells, was) == row
            found.append(was if is_same else _row(cells, row, was, shown.field.label))
    found += stored[MOST:]
    return dict(found) if cells.is_named else found


def _kept(text: str) -> str:
    """What was typed: one line, or several where the field has them."""
    lines = [one_line(line) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _rows(cells: Cells, value: Any) -> Iterator[Any]:
    if cells.is_named:
        yield from (value or {}).items()
    else:
        yield from value or ()


def _texts(cells: Cells, row: Any) -> list[str]:
    if cells.is_named:
        return [row[0], _text(cells.columns[1][2], row[1])]
    return [_text(kind, row.get(key)) for key, _, kind in cells.columns]


def _text(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == WHEN:
        return str(value["label"])
    if kind == COST:
        return " ".join(filter(None, (value["status"], value["amount"] and f"£{value['amount']}")))
    if kind in (NAMES, TICKS):
        return ", ".join(value)
    if kind == LINES:
        return "\n".join(point["text"] for point in value)
    return str(value)


def _row(cells: Cells, row: list[str], before: Any, label: str) -> Any:
    if cells.is_named:
        return row[0], _value(cells.columns[1][2], row[1], None, label)
    made: Data = {key: list(value) if isinstance(value, tuple) else value for key, value in cells.base}
    made |= before or {}
    for (key, _, kind), text in zip(cells.columns, row, strict=True):
        made[key] = _value(kind, text, made.get(key), label)
    if "part" in made:
        made["part"] = made["part"] or None
    return made


def _value(kind: str, text: str, before: Any, label: str) -> Any:
    if kind in (DAY, WHEN):
        found = read_date(text)
        if text and (not found.sure or (kind == DAY and found.day is None)):
            raise RuleBroken(
                f"{label}: “{text[:60]}” is not a date. Write 24 Jun 21, Late Nov 21, Feb 22 or Q4 2021."
            )
        return found.data if kind == WHEN else (found.day.isoformat() if found.day else "")
    if kind == COST:
        first, _, rest = text.partition(" ")
        said = read_cost(rest if first in ("firm", "estimate", "quoted") else text.replace("tbc", "TBC"))
        status = first if first in ("firm", "estimate", "quoted") and said.amount else said.status
        if text and not said.sure:
            raise RuleBroken(
                f"{label}: “{text[:60]}” is not a cost. Write a status and an amount, such as firm £1,200."
            )
        return {"status": status, "amount": said.amount}
    if kind == NAMES:
        return [one_line(part) for part in text.split(",") if part.strip()]
    if kind == TICKS:
        return [
            participant_of(part.replace("_", " ")) or one_line(part)
            for part in text.split(",")
            if part.strip()
        ]
    if kind == LINES:
        kept = {point["text"]: point for point in before or ()}
        texts = [one_line(line) for line in text.split("\n") if line.strip()]
        return [kept.get(line, {"text": line, "sub": []}) for line in texts]
    return text
