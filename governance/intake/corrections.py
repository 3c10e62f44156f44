"""The fields that a person can correct before an import, each as one line of text, read by the importer's grammars."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from governance.importer.files import place_in_words
from governance.importer.understanding.understood import SURE, UnderstoodField
from governance.importer.updates.recognising import RID
from governance.importer.words.dates import read_date
from governance.importer.words.money import days_in_words, pounds_in, read_cost
from governance.intake.reading import Reading
from governance.intake.tables import Shown, is_table, read_table, table_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.values.texts import one_line

Data = dict[str, Any]
LONG = 80
NO = ("no", "false", "")
YES_OR_NO = "yes or no"
NAMES = {
    "ref": "reference",
    "impacts DCC": "impacts DCC Systems",
    "by modification": "changed by a modification",
}
"""Names of fields where the word of the data would not say what they are."""


@dataclass(frozen=True)
class Unsure:
    """A field that is not sure. `text`: what stands in its box; `can_correct`: whether one line of text can say it."""

    field: UnderstoodField
    text: str
    can_correct: bool
    hint: str = ""
    table: Shown | None = None
    of: str = ""
    """What the row is that it belongs to, where a number would not say so."""

    @property
    def name(self) -> str:
        return f"field{self.field.path}"

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG

    @property
    def place(self) -> str:
        """page 3, line 12."""
        return place_in_words(self.field.place)

    @property
    def is_yes_or_no(self) -> bool:
        return self.hint == YES_OR_NO

    @property
    def key(self) -> str:
        key = self.field.label.rpartition(", ")[2]
        return NAMES.get(key, key)

    @property
    def label(self) -> str:
        return f"{self.of}: {self.key}" if self.of else self.field.label

    @property
    def asked(self) -> tuple[str, str]:
        """What is asked of the row and why, where the same may be asked of others, so that they stand in one table."""
        if not self.of or self.field.source or self.is_long or not self.can_correct:
            return "", ""
        return f"{self.key[:1].upper()}{self.key[1:]}", self.field.changed


def unsure_fields(reading: Reading, sent: Mapping[str, str] | None = None) -> list[Unsure]:
    """The unsure fields, least sure first, with what was typed if a form was sent."""
    rows = sorted((one for one in reading.fields if one.confidence < SURE), key=lambda one: one.confidence)
    found: dict[str, Unsure] = {}
    for one in rows:
        value, is_there = at(reading.facts, one.path)
        if reading.kind == RID and is_table(one.path) and (value is None or not isinstance(value, str)):
            found.setdefault(one.path, Unsure(one, "", False, table=table_of(one, value, sent)))
            continue
        text, hint = _shown(value)
        row = Unsure(one, text, is_there and hint != "-", "" if hint == "-" else hint)
        if sent is not None and row.can_correct:
            row = Unsure(one, sent.get(row.name, text), True, row.hint)
        found.setdefault(one.path, row)
    return [replace(row, of=_row_of(reading.facts, path)) for path, row in found.items()]


def _row_of(facts: Data, path: str) -> str:
    """The modification or document that a field of a paper or notice is of, with its release or notice."""
    keys = list(_keys(path))
    if len(keys) < 5 or keys[0] not in ("releases", "notices"):
        return ""
    above, _ = at(facts, "/".join(["", *keys[:2]]))
    row, _ = at(facts, "/".join(["", *keys[:4]]))
    name = row.get("ref") or row.get("document") or ""
    return f"{name}, {above.get('name') or above.get('title')}"


def corrected(reading: Reading, sent: Mapping[str, str]) -> Data:
    """The facts with what a person typed. Raises RuleBroken for a text that is not understood."""
    facts = copy.deepcopy(reading.facts)
    for row in unsure_fields(reading):
        if row.table and row.table.name in sent:
            before, _ = at(facts, row.field.path)
            value = read_table(row.table, sent, before)
            if value or before:
                _put(facts, row.field.path, value)
            continue
        text = sent.get(row.name)
        if row.can_correct and text is not None and one_line(text) != one_line(row.text):
            before, _ = at(facts, row.field.path)
            _put(facts, row.field.path, _read(one_line(text), before, row.label))
    return facts


def at(node: Any, path: str) -> tuple[Any, bool]:
    """The value at a JSON pointer, and whether it is there."""
    for key in _keys(path):
        if isinstance(node, dict) and key in node:
            node = node[key]
        elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        else:
            return None, False
    return node, True


def _keys(path: str) -> Iterator[str]:
    return (key.replace("~1", "/").replace("~0", "~") for key in path.split("/")[1:])


def _put(node: Any, path: str, value: Any) -> None:
    *before, last = _keys(path)
    for key in before:
        node = node[int(key)] if isinstance(node, list) else node[key]
    node[int(last) if isinstance(node, list) else last] = value


def _pounds(amount: str) -> str:
    """£1,200 or £1,200.50, as people write it; a text that is no amount stays as it is."""
    whole, stop, pence = amount.partition(".")
    return f"£{int(whole):,}{stop}{pence}" if whole.isdecimal() else f"£{amount}"


def _shown(value: Any) -> tuple[str, str]:
    """A value as one line, and a hint how to write it; the hint is "-" where one line cannot say it."""
    if value is None:
        return "", "Leave it empty if there is none."
    if isinstance(value, bool):
        return ("yes" if value else "no"), YES_OR_NO
    if isinstance(value, str):
        return value, ""
    if isinstance(value, dict) and value.keys() == {"label", "precision", "date"}:
        return value[
            "label"
        ], "A date such as 24 Jun 21, Late Nov 21 or Feb 22; empty if it is still to be set."
    if isinstance(value, dict) and {"status", "amount"} <= value.keys():
        amount = _pounds(value["amount"]) if value["amount"] else ""
        return " ".join(
            filter(None, [value["status"], amount])
        ), "A status (firm, estimate, quoted, tbc, none) and an amount."
    if isinstance(value, dict) and {"days", "amount"} <= value.keys():
        return f"{value['days']} days, {_pounds(value['amount'])}", "Days and pounds, such as 2 days, £1,200."
    if isinstance(value, list) and all(isinstance(one, str) for one in value) and value:
        return ", ".join(value), "Names with commas between them."
    return "", "-"


def _read(text: str, before: Any, label: str) -> Any:
    if before is None:
        return text or None
    if isinstance(before, bool):
        return text.casefold() not in NO
    if isinstance(before, str):
        return text
    if isinstance(before, list):
        return [one_line(part) for part in text.split(",") if part.strip()]
    if "label" in before:
        found = read_date(text)
        if text and not found.sure:
            raise RuleBroken(
                f"{label}: “{text[:60]}” is not a date. Write 24 Jun 21, Late Nov 21, Feb 22 or Q4 2021."
            )
        return found.data
    if "days" in before:
        days, amounts = days_in_words(text), pounds_in(text)
        if not (days and amounts):
            raise RuleBroken(f"{label}: write days and pounds, such as 2 days, £1,200.")
        return before | {"days": days[0], "amount": amounts[0][0]}
    return before | _cost(text, label)


def _cost(text: str, label: str) -> Data:
    first, _, rest = text.partition(" ")
    statuses = ("firm", "estimate", "quoted", "tbc", "not_applicable", "none")
    if first in statuses:
        amounts = pounds_in(rest if rest.startswith("£") else f"£{rest}") if rest else []
        if rest and not amounts:
            raise RuleBroken(f"{label}: “{rest[:40]}” is not an amount. Write £1,200.")
        return {"status": first, "amount": amounts[0][0] if amounts else None}
    found = read_cost(text)
    if not found.sure:
        raise RuleBroken(
            f"{label}: “{text[:60]}” is not a cost. Write a status and an amount, such as firm £1,200."
        )
    return found.data
