"""Every loop over text and rows from people, by name, with inputs made of one repeated piece."""

import copy
import csv
import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from django.http import QueryDict

from costs.sheets.cells import read_cost
from governance.documents.checks.document import CheckContext
from governance.documents.checks.run import check
from governance.documents.engine.printing.glyphs import lacking, set_elsewhere, spell
from governance.documents.engine.printing.render import render_print
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.terms import read_terms, terms_of
from governance.documents.pictures.timetable import timetable_picture
from governance.documents.redline.kind import redline_chapters
from governance.documents.rid.deviations import differences
from governance.documents.rid.document import printed_texts
from governance.documents.rid.history_row import drafted, scope_changes
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift, plain
from governance.documents.rid.types.rid import Rid, RidContent
from governance.importer.reading import Refused, check_document
from governance.importer.restating import restated
from governance.register.queries.standing import standing
from governance.watch.calendar_file import as_ics
from governance.watch.feed import as_atom
from governance.watch.models import CalendarEvent
from releases.forms.scope_block import read_scope
from releases.sheets.event_meanings import meaning_of
from releases.sheets.printed_lists import annexes_in, change_requests_in
from releases.steps import acting_body, steps_of
from releases.timing import Dated, computed, impossible, read_rule
from secrel.core.changes.record import digest_of
from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from secrel.core.editing.days_and_amounts import read_amount, read_day
from secrel.core.editing.form_fields import LinesInput, ParagraphsInput
from secrel.core.editing.sheets.columns import Column, LookupListColumn
from secrel.core.editing.sheets.drawing import errors_of, lines_of, sides_of
from secrel.core.editing.sheets.merging import merge
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.pasting.reading.html import read_html
from secrel.core.editing.sheets.pasting.reading.parts import read_parts
from secrel.core.editing.sheets.pasting.reading.points import points_of
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, SheetRow, opened, read_input
from secrel.core.models.subscriptions import News
from secrel.core.search.reading import read_search
from secrel.core.values.references import ModificationReference
from secrel.core.values.texts import unstorable
from secrel.core.web.csv_text import as_csv
from secrel.sections import pages_named
from tests.support.large import large_document, long_document

Data = dict[str, Any]
Act = Callable[[Any], object]


def quietly(read: Act, text: str) -> None:
    """Run it; a refusal is a result like any other."""
    with suppress(ValueError, Refused):
        read(text)


SMALL = lift(large_document(4), site="https://example.org", marks=["SEC"]).as_data()


def filled(text: str) -> Rid:
    """A document with the text in a field of each kind."""
    whole = copy.deepcopy(SMALL)
    content, issue = whole["content"], whole["issue"]
    item, row = content["scope"]["targeted"][0], content["timeline"][0]
    item |= {"title": text, "summary": text, "options": [{"kind": "proposed", "text": text}]}
    row |= {"event": text, "notes": text}
    content["impacts"]["party_summaries"][0]["points"][0] = {"text": text, "sub": [text], "modifications": []}
    content["impacts"]["dcc_summaries"][0]["area"] = text
    content["impacts"]["other_codes"] = [text]
    content["scope"]["additions"] = [text]
    content["testing"]["dcc_approach"] = [text]
    content["costs"]["dcc_lines"][0]["sit"] = {"status": "not_applicable", "amount": None, "reason": text}
    content["acceptance"]["operational"][0] = text
    content["glossary"]["TERM"] = text
    issue["history"][0]["changes"] = text
    return Rid.of_data(whole)


def _checked(text: str) -> None:
    standard = tuple(
        (name, f"The {name} criteria are met.") for name in ("operational", "testing", "security")
    )
    check(filled(text), CheckContext(standard=standard, expansions={"SM": "Smart Metering", "AA": "Aa"}))


def _row(pair: tuple[RidContent, RidContent]) -> str:
    old, new = pair
    return drafted(scope_changes(old.scope, new.scope), RID_KIND.compare(old, new))


def _compared(change: Callable[[str], str], text: str) -> None:
    pair = filled(text), filled(change(text))
    _row((pair[0].content, pair[1].content))
    redline_chapters(RID_KIND, *pair)


def _imported(text: str) -> None:
    quietly(check_document, plain(filled(text)))


def _odd(text: str) -> str:
    """Of every second character, one before it that no typeface has, that another has, or that joins."""
    return "".join("😀東\u200d"[place % 3] + part for place, part in enumerate(text[::2]))


def _feed(text: str) -> None:
    row = News(subject=text, body=text, path="/", on=date(2021, 6, 1), at=datetime(2021, 6, 1, tzinfo=UTC))
    as_atom([row], text, "https://example.org", "/a", "/b")


def _calendar(text: str) -> None:
    sent = {
        "begins": "2021-06-01",
        "on": "2021-06-01",
        "label": text,
        "what": text,
        "place": text,
        "path": "/",
    }
    event = CalendarEvent(
        key="k", sequence=0, sent=sent | {"is_off": False}, changed_at=datetime(2021, 6, 1, tzinfo=UTC)
    )
    as_ics([event], "Name", "https://example.org")


def _every_second(text: str) -> str:
    return " ".join(f"{word}x" if n % 2 else word for n, word in enumerate(text.split(" ")))


class _Names(Sheet):
    columns = (
        Column("name", "Name", max_length=100_000),
        Column("text", "Text", kind="long", max_length=100_000),
    )
    add = "Add a row"
    may_order = True

    def stored(self) -> tuple[list[SheetRow], int]:
        return [SheetRow("1", {"name": "first", "text": "as stored"})], 1


def _sheet(text: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"row": "1", "1.name": text, "1.text": text, "was": json.dumps({"1": {"name": text}})})
    entered = read_input(_Names(), data)
    entered.check()
    lines = lines_of(entered)
    list(errors_of(entered, lines))


class _Lines(_Names):
    add = ""
    head = "Line"


def _pasted(text: str) -> None:
    paste(opened(_Names()), text)
    paste(opened(_Names()), f"Name\tText\n{text}")


def _pasted_by_name(rows: int) -> None:
    """Onto rows that the block names: in full, by their beginnings, and by names that do not exist."""
    lines = [SheetRow(f"r{n}", {"name": "", "text": ""}, head=f"MP{n:04d} A title") for n in range(rows)]
    names = [f"MP{n:04d}{(' A title', '', ' none')[n % 3]}" for n in reversed(range(rows))]
    paste(SheetInput(_Lines(), lines, {}), "\n".join(f"{name}\tb\tc" for name in names))


READERS: dict[str, Act] = {
    "scopes pasted": read_scope,
    "standing paragraphs": lambda text: standing([text]),
    "a cost": read_cost,
    "an amount": read_amount,
    "a day": read_day,
    "a partial date": read_partial_date,
    "a stored date": PartialDate.parse,
    "a rule of a timetable": read_rule,
    "a reference": ModificationReference.parse,
    "several names": LookupListColumn("names", "Names").read,
    "paragraphs": ParagraphsInput().read,
    "lines": LinesInput().read,
    "control characters": lambda text: list(unstorable({"a": [text]})),
    "a search": lambda text: pages_named(read_search(text), signed_in=True, edits=True),
    "steps of an event": lambda text: (steps_of(text), acting_body(text)),
    "a CSV": lambda text: as_csv([[text]]),
    "a table that is read": lambda text: list(csv.reader(io.StringIO(text), delimiter="\t")),
    "characters without a glyph": lambda text: [act(_odd(text)) for act in (spell, lacking, set_elsewhere)],
    "terms": lambda text: terms_of([text], {"AB": "x", "A": "y"}),
    "short forms": lambda text: read_terms([text], ["A B", "A A A", "AB"]),
    "a sheet": _sheet,
    "a pasted block": _pasted,
    "a pasted page": lambda text: read_html(f"<table><tr><td>{text}<td>x</table>"),
    "a copied document": lambda text: read_parts(f"<h2>{text}</h2><ul><li>{text}</ul><p>{text}</p>"),
    "a list of Change Requests": lambda text: change_requests_in([[""], [text], [f"CR1 ‘{text}’ {text}"]]),
    "a list of annexes": lambda text: annexes_in([[""], [text], [f"Annex A: {text} (to come, {text})"]]),
    "the points of a cell": points_of,
    "the meaning of an event": meaning_of,
    "a feed": _feed,
    "a calendar file": _calendar,
}
DOCUMENTS: dict[str, Act] = {
    "the checker": _checked,
    "the printed texts": lambda text: list(printed_texts(filled(text).content)),
    "the digest": lambda text: digest_of(filled(text).content.as_data()),
    "the HTML": lambda text: render_print(RID_KIND, filled(text)),
    "the tables": lambda text: render_tables(RID_KIND, filled(text)),
    "the Word file": lambda text: render_word(RID_KIND, filled(text)),
    "the import": _imported,
    "differences: nothing": partial(_compared, str),
    "differences: one word more": partial(_compared, lambda text: f"{text} more"),
    "differences: one word fewer at the front": partial(_compared, lambda text: text.partition(" ")[2]),
    "differences: every second word": partial(_compared, _every_second),
    "differences: all": partial(_compared, lambda text: " ".join(f"x{word}" for word in text.split(" "))),
    "differences: the other way round": partial(_compared, lambda text: " ".join(text.split(" ")[::-1])),
}


def _large(rows: int, change: Callable[[Data, int], object] = lambda content, rows: None) -> Rid:
    """A document with so many modifications, timetable rows, points, criteria, terms and history rows."""
    document = large_document(rows, rows=rows)
    document["impacts"]["party_summaries"][0]["points"] = [_point(n) for n in range(rows)]
    document["impacts"]["dcc_summaries"] = [{"area": f"Area {n}", "points": [_point(n)]} for n in range(rows)]
    document["acceptance"]["operational"] = [
        f"The service number {n} is stable in operation." for n in range(rows)
    ]
    document["glossary"] |= {f"AB{n}C": f"Alpha Beta number {n}" for n in range(rows)}
    document["history"] = [
        {"version": f"0.{n}", "date": "2022-05-06", "changes": f"Names MP{n % 900 + 60:03d} and AB{n}X."}
        for n in range(1, rows)
    ]
    for n, line in enumerate(document["costs"]["dcc_lines"]):
        line["sit"] = {
            "status": "not_applicable",
            "amount": None,
            "reason": f"Counted elsewhere, see note {n}.",
        }
    whole = lift(document, site="https://example.org", marks=["SEC"]).as_data()
    change(whole["content"], rows)
    return Rid.of_data(whole)


def _point(n: int) -> Data:
    return {"text": f"The answers of the service come sooner for user {n}.", "sub": [], "modifications": []}


def _reworded(content: Data, rows: int) -> None:
    """Change the text of every row, and the order of rows without a key."""
    words = content["acceptance"]["operational"]
    content["acceptance"]["operational"] = [f"{text} So said {n}." for n, text in enumerate(words)][::-1]
    points = content["impacts"]["party_summaries"][0]["points"]
    content["impacts"]["party_summaries"][0]["points"] = [
        {**one, "text": f"{one['text']} New."} for one in points
    ][::-1]
    for row in content["timeline"]:
        row["notes"] += " And more."


def _strange(content: Data, rows: int) -> None:
    content["acceptance"]["operational"] = [f"{n} {n}a {n}b {n}c {n}d" for n in range(rows)]


def _chain(rows: int) -> list[Dated]:
    """Each row hangs on the one before it."""
    first = Dated("Row 0.", False, PartialDate.parse("2021-06-24"), False, None, "")
    return [
        first,
        *(Dated(f"Row {n}.", False, PartialDate(), True, 1, f"Row {n - 1}.") for n in range(1, rows)),
    ]


def _cells(keys: Iterable[str], text: str = "x") -> dict[str, dict[str, str]]:
    return {key: {"name": f"{key} {text}", "text": text} for key in keys}


def _merged(rows: int) -> None:
    keys = [f"r{n}" for n in range(rows)]
    merge(
        _cells(keys),
        _cells([*keys, *(f"s{n}" for n in range(rows))], "y"),
        _cells([*keys[::-1], *(f"new-{n}" for n in range(rows))]),
    )


def _conflicts(rows: int) -> None:
    keys = [f"r{n}" for n in range(rows)]
    entered = SheetInput(
        _Names(), [SheetRow(key, cells) for key, cells in _cells(keys).items()], _cells(keys, "was")
    )
    merged = merge(_cells(keys, "was"), _cells(keys, "stored"), _cells(keys, "entered"))
    entered.conflicts = merged.conflicts
    sides_of(entered)
    lines_of(entered)


def _posted(rows: int) -> None:
    data = QueryDict(mutable=True)
    data.setlist("row", [f"new-{n}" for n in range(rows)])
    data.setlist("take", [f"new-{n}.name" for n in range(rows)])
    for n in range(rows):
        data[f"new-{n}.name"] = f"Name {n}"
    read_input(_Names(), data)


ROWS: dict[str, tuple[Act, Callable[[int], Any]]] = {
    "the checker": (lambda document: check(document, CheckContext()), _large),
    "the printed texts": (lambda document: list(printed_texts(document.content)), _large),
    "the tables": (lambda document: render_tables(RID_KIND, document), _large),
    "the plain form": (plain, _large),
    "the import": (lambda document: quietly(check_document, document), lambda rows: plain(_large(rows))),
    "steps of one event": (
        lambda document: lift(document, site="https://example.org", marks=[]),
        partial(long_document, "steps"),
    ),
    "the HTML": (lambda document: render_print(RID_KIND, document), _large),
    "the Word file": (lambda document: render_word(RID_KIND, document), _large),
    "the picture of a timetable": (
        lambda document: timetable_picture(document.content.timeline, date(2023, 1, 6)),
        _large,
    ),
    "the unknown acronyms": (
        lambda words: read_terms(words, words),
        lambda rows: [f"AB{n} AB{n}s and the ABC{n}" for n in range(rows)],
    ),
    "differences: all reworded": (
        _row,
        lambda rows: (_large(rows).content, _large(rows, _reworded).content),
    ),
    "differences: other rows": (
        _row,
        lambda rows: (_large(rows).content, _large(rows, _strange).content),
    ),
    "a redline: all reworded": (
        lambda pair: redline_chapters(RID_KIND, *pair),
        lambda rows: (_large(rows), _large(rows, _reworded)),
    ),
    "a redline: other rows": (
        lambda pair: redline_chapters(RID_KIND, *pair),
        lambda rows: (_large(rows), _large(rows, _strange)),
    ),
    "a document made again from its facts": (
        lambda pair: restated(*pair, list(differences(*pair))),
        lambda rows: (_large(rows, _reworded).content.as_data(), _large(rows).content.as_data()),
    ),
    "a timetable that hangs together": (
        lambda rows: (impossible(rows), computed(rows, WorkingDays())),
        _chain,
    ),
    "rows pasted": (lambda rows: _pasted("\n".join(f"Name {n}\ttext" for n in range(rows))), int),
    "rows pasted by name": (_pasted_by_name, int),
    "rows pasted above the limit": (
        lambda text: paste(opened(_Names()), text),
        lambda rows: "Name\tText\n" + "".join(f"Name {n}\ttext {n}\n" for n in range(20 * rows)),
    ),
    "rows merged": (_merged, int),
    "rows in conflict": (_conflicts, int),
    "rows posted": (_posted, int),
}
