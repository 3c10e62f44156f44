"""Rows of the tables of a paper whose columns a reader told apart."""

from governance.importer.source.document import Cell, Table
from governance.importer.updates.releases import Lead, Section, section_of_heading
from governance.importer.updates.rows import Gatherer
from governance.importer.updates.titles import CLOSING, OPENING, TICKS, Entry, part_at
from governance.importer.words.references import modification_at
from secrel.core.values.texts import folded, one_line

_TICKS = {*TICKS, "y", "yes", "x", "●", "•", "1", "true", "impacts", "☒"}
_NOT = {"", "-", "–", "—", "n", "no", "none", "n/a", "false", "✗", "✘"}
_BY_WORD = (
    (
        "cut_off",
        "cut-off|cut off|deadline|approved by|approval by|approval needed|decision by|decision needed",
    ),
    ("impacts", "dcc system|dcc impact|impacts dcc|impact dcc|system impact|systems?"),
    ("release", "release"),
    ("status", "status|progress|position|update|stage|next step|commentary|notes|comment"),
    ("title", "title|name"),
    ("ref", "modification|proposal|reference|mod |change|ref"),
)


def columns_of(head: tuple[Cell, ...]) -> list[str]:
    """What each column is, by the words of its heading; "" where they say nothing."""
    found: list[str] = []
    for cell in head:
        plain = f"{folded(cell.text).strip(' ?:')} "
        key = next(
            (
                key
                for key, words in _BY_WORD
                if any(word in plain for word in words.split("|")) and key not in found
            ),
            "",
        )
        found.append(key)
    return found


def is_of_paper(table: Table) -> bool:
    """Whether a table lists modifications with something said of each."""
    return bool(table.rows) and _column_of_references(table) is not None


def _column_of_references(table: Table) -> int | None:
    """The column in which most modifications stand; None if none does."""
    counts = [
        sum(modification_at(one_line(row[at].text)) is not None for row in table.rows if at < len(row))
        for at in range(len(table.rows[0]))
    ]
    return counts.index(max(counts)) if any(counts) else None


def read_table(table: Table, section: Section, lead: Lead, rows: Gatherer) -> int:
    """Add the rows of a table; returns how many."""
    at = _column_of_references(table) or 0
    head = 0 if modification_at(one_line(table.rows[0][at].text)) is None else -1
    keys = columns_of(table.rows[0]) if head == 0 else _guessed(table, at)
    keys = ["" if key == "ref" else key for key in keys]
    keys[at] = "ref"
    count = 0
    for row in table.rows[head + 1 :]:
        cells = {key: cell for key, cell in zip(keys, row, strict=False) if key}
        label = one_line(cells["ref"].text) or next((one_line(cell.text) for cell in row if cell.text), "")
        found = modification_at(label)
        if not found:
            named = section_of_heading(label)
            section = named or section
            if not named and label:
                rows.gathered.leave(" | ".join(one_line(cell.text) for cell in row), table.place)
            continue
        title, part = _title(label[found.end :])
        if "title" in cells:
            title, part = _title(one_line(cells["title"].text))
        place = row[0].lines[0].place if row[0].lines else table.place
        target = section
        if "release" in cells and (named := section_of_heading(one_line(cells["release"].text))):
            target = named
        impacts, is_sure = _tick(cells.get("impacts"))
        doubt = next((cell.doubt for cell in row if cell.doubt), "") or (
            "" if target.name else "It is not said which release it is of."
        )
        rows.add(
            target,
            Entry(found, title, part, one_line(cells["status"].text) if "status" in cells else ""),
            lead,
            place,
            impacts=impacts if impacts is not None else lead.impacts_dcc,
            impacts_sure=is_sure,
            cut_off=one_line(cells["cut_off"].text) if "cut_off" in cells else "",
            doubt=doubt,
        )
        count += 1
    return count


def _guessed(table: Table, place: int) -> list[str]:
    """What the columns of a table without headings are, by what stands in them. `place`: of the references."""
    keys: list[str] = []
    for at in range(len(table.rows[0])):
        if at == place:
            keys.append("ref")
            continue
        texts = [folded(row[at].text) for row in table.rows if at < len(row)]
        if all(text in _TICKS or text in _NOT for text in texts):
            keys.append("impacts" if "impacts" not in keys else "")
        else:
            keys.append("status" if "status" not in keys else "")
    return keys


def _tick(cell: Cell | None) -> tuple[bool | None, bool]:
    """What a cell ticks, and whether that is sure; None without a column or for other words."""
    if cell is None:
        return None, False
    text = folded(cell.text)
    if text in _TICKS:
        return True, True
    return (False, True) if text in _NOT else (None, False)


def _title(text: str) -> tuple[str, str]:
    """The title, without its quotation marks, and the part after it."""
    plain = one_line(text).strip(" :–-")
    if plain[:1] not in tuple(OPENING):
        return plain, ""
    ends = [
        at for at, sign in enumerate(plain) if at and sign in CLOSING and not plain[at + 1 : at + 2].isalnum()
    ]
    if not ends:
        return plain[1:], ""
    part, rest = part_at(plain[ends[-1] + 1 :])
    if not part and len(ends) > 1 and rest:
        part, _ = part_at(plain[ends[0] + 1 :])
        return plain[1 : ends[0]], part
    return plain[1 : ends[-1]], part
