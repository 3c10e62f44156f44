"""The SEC documents that a notice lists: as points, as a table, or as a table that ran together."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from governance.importer.source.document import Place, Table
from governance.importer.understanding.understood import DOUBTFUL, MENDED, Gathered
from governance.importer.updates.pieces import Piece
from governance.importer.updates.titles import CLOSING, OPENING
from governance.importer.words.references import document_at, documents_in
from secrel.core.values.texts import folded, one_line

Data = dict[str, Any]
_AFFECTED = re.compile(
    r"\b(?:parts?|documents?|sections?)\b.{0,40}\b(?:affected|updated|changed|amended|impacted)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"^(?:Where|Who|Why|How|What)\b.{0,100}\?$")
_COLUMNS = (
    ("codeworks", re.compile(r"codeworks|digital sec", re.IGNORECASE)),
    ("by_modification", re.compile("modification", re.IGNORECASE)),
    ("by_designation", re.compile(r"designat", re.IGNORECASE)),
    ("by_notification", re.compile(r"notif", re.IGNORECASE)),
)
_ANSWERS = re.compile(r"\s*(Yes|No|Y|N|✓|✗|–|-)(?=\s|Yes|No|✓|✗|–|-|$)", re.IGNORECASE)
_YES = ("yes", "y", "✓", "x")
_ODD = re.compile(r"^(?:SEC )?(Schedule|Section|Appendix) ([A-Z0-9]{1,2})\b")
_TITLED = re.compile(r"\b(?:SEC )?(?:Section|Schedule|Appendix) [A-Z0-9]{1,2} ?[‘'“\"]")
_OTHER_KIND = {"Schedule": "Section", "Section": "Schedule"}
_CLAUSE = re.compile(
    r"\b(?:Pursuant to|under|in accordance with) "
    r"(Clauses? [\d.]{1,8}(?: of (?:the )?(?:SEC )?(?:Appendix|Section|Schedule) [A-Z0-9]{1,2})?)",
    re.IGNORECASE,
)
LONGEST_LEAD = 200
ANSWERED = ("codeworks", "by_modification", "by_designation", "by_notification")


def read_documents(
    pieces: Sequence[Piece],
    modifications: Sequence[Data],
    path: str,
    gathered: Gathered,
    *,
    counted: bool = False,
) -> list[Data]:
    """The documents below the words that say which parts of the SEC are affected. `counted`: whether the notice says
    that modifications change them, although it lists none."""
    listed, is_inside = _Listed(pieces, modifications, path, gathered), False
    listed.is_modified = counted or bool(modifications)
    for piece in pieces:
        text = one_line(piece.text)
        if piece.table is not None:
            listed.table(piece.table)
        elif _AFFECTED.search(text) and len(text) < LONGEST_LEAD:
            is_inside = True
        elif _ENDS.match(text):
            is_inside = False
        elif is_inside and (piece.level or _TITLED.match(text) or len(list(documents_in(text))) > 2):
            listed.text(text, piece)
        elif is_inside and not piece.level and listed.rows:
            is_inside = False
    return listed.rows


class _Listed:
    """The documents found so far. Without columns, a document changes by what the notice is about."""

    def __init__(
        self, pieces: Sequence[Piece], modifications: Sequence[Data], path: str, gathered: Gathered
    ) -> None:
        self.rows: list[Data] = []
        self.is_modified = bool(modifications)
        self.modifications = [row["ref"] for row in modifications]
        self.path, self.gathered = path, gathered
        self.clause = next((one_line(m[1]) for piece in pieces if (m := _CLAUSE.search(piece.text))), "")

    def table(self, table: Table) -> None:
        heads = [one_line(cell.text) for cell in table.rows[0]]
        keys = {
            at: key for at, head in enumerate(heads) for key, words in _COLUMNS if at and words.search(head)
        }
        if not any(_names_document(one_line(row[0].text)) for row in table.rows):
            return
        for row in table.rows:
            answers = {key: folded(row[at].text) in _YES for at, key in keys.items() if at < len(row)}
            place = row[0].lines[0].place if row[0].lines else table.place
            self.add(
                one_line(row[0].text), answers, place, next((cell.doubt for cell in row if cell.doubt), "")
            )

    def text(self, text: str, piece: Piece) -> None:
        """Documents in a text: one in a point, or many with answers in a table that ran together."""
        starts = [found.start for found in documents_in(text) if _is_titled(text[found.end : found.end + 3])]
        if _ODD.match(text) and 0 not in starts:
            starts.insert(0, 0)
        if not starts:
            self.gathered.leave(text, piece.place)
            return
        keys = _keys(text[: starts[0]]) if len(starts) > 1 else []
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            label, answered = _answered(text[start:end].strip())
            doubt = piece.doubt
            if keys and len(answered) != len(keys):
                doubt = "It has another number of answers than the table has columns."
            own = {"by_notification": True} if self.clause else {"by_modification": self.is_modified}
            self.add(label, dict(zip(keys, answered, strict=False)) if keys else own, piece.place, doubt)

    def add(self, label: str, answers: Mapping[str, bool], place: Place, doubt: str) -> None:
        label, mended = _as_document(label)
        found = document_at(label)
        if found is None:
            if label and not folded(label).startswith("sec doc"):
                self.gathered.leave(label, place)
            return
        if any(row["document"] == found.ref for row in self.rows):
            return
        at, is_told = f"{self.path}/documents/{len(self.rows)}", "codeworks" in answers
        title = label[found.end :].strip(" :–-").strip("".join((*OPENING, *CLOSING)))
        is_only = len(self.modifications) == 1 and not is_told and answers.get("by_modification")
        row: Data = {
            "document": found.ref,
            "title": title,
            "codeworks": ("yes" if answers["codeworks"] else "no") if is_told else "not_stated",
            **{key: answers.get(key, False) for key in ANSWERED[1:]},
            "clause": self.clause if answers.get("by_notification") else "",
            "modifications": list(self.modifications) if is_only else [],
        }
        self.rows.append(row)
        why, add = " ".join(filter(None, [mended, found.changed, doubt])), self.gathered.add
        sure = MENDED if why else 0.95
        add(f"{at}/document", sure, place, "document that a notice lists", changed=why, source=label)
        add(f"{at}/title", 0.95 if title else DOUBTFUL, place, "title in quotation marks", source=label)
        for key in ANSWERED:
            sure = DOUBTFUL if doubt else 0.9
            add(f"{at}/{key}", sure, place, "answer behind the document", changed=doubt, source=label)


def _names_document(label: str) -> bool:
    return document_at(label) is not None or bool(_ODD.match(label))


def _as_document(label: str) -> tuple[str, str]:
    """The label, with the kind of document that it can only be: there is no Schedule G, and no Section 8."""
    odd = _ODD.match(label) if document_at(label) is None else None
    other = document_at(f"{_OTHER_KIND.get(odd[1], odd[1])} {odd[2]}") if odd else None
    if not odd or not other:
        return label, ""
    return f"{other.ref}{label[odd.end() :]}", f"“{odd[0]}” is no document; it is read as {other.ref}."


def _is_titled(after: str) -> bool:
    return after.strip()[:1] in OPENING or not after.strip()


def _keys(head: str) -> list[str]:
    """The columns that a row of headings names, in the order in which they stand."""
    found = []
    for key, words in _COLUMNS:
        if place := words.search(head):
            found.append((place.start(), key))
    return [key for _, key in sorted(found)]


def _answered(text: str) -> tuple[str, list[bool]]:
    """A document with its title, and the answers behind the title."""
    close = max((text.rfind(sign) for sign in CLOSING), default=-1)
    if close < 0:
        return text, []
    answers, at = [], close + 1
    while found := _ANSWERS.match(text, at):
        answers.append(found[1].casefold() in _YES)
        at = found.end()
    return text[: close + 1], answers
