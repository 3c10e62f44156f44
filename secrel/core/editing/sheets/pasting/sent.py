"""Reads the tables that a form sends: an uploaded file, which is not stored, or what was pasted into a text field."""

from django.http import HttpRequest

from secrel.core.editing.sheets.pasting.reading.clipboard import read_block
from secrel.core.editing.sheets.pasting.reading.commas import read_commas
from secrel.core.editing.sheets.pasting.reading.files import read_file
from secrel.core.editing.sheets.pasting.reading.html import read_html
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_HTML, Block, NoTable
from secrel.core.files.uploads import check_file, refuse_lost_upload

LONGEST = 200_000
DAMAGED = "We could not read the tables of this file. Open it, copy the cells and paste them."
NO_TABLE = "We found no table in this file. Open it, copy the cells and paste them."


def has_file(request: HttpRequest) -> bool:
    return "file" in request.FILES or getattr(request, "too_large", False)


def sent_tables(request: HttpRequest) -> list[Block]:
    """The tables of the field `file`, else of `text` and `html`; none if nothing was sent. Raises as `file_tables`."""
    if has_file(request):
        return file_tables(request)
    text = request.POST.get("text", "")
    return tables_of(text, request.POST.get("html", "")) if text.strip() else []


def file_tables(request: HttpRequest) -> list[Block]:
    """The tables of the file that was sent. Raises RuleBroken for a file that is not accepted, and NoTable with a
    sentence for one without tables that can be read."""
    refuse_lost_upload(request)
    file = check_file(request.FILES.get("file"), too_large=getattr(request, "too_large", False))
    file.file.seek(0)
    try:
        tables = read_file(file.name, file.file.read())
    except NoTable as error:
        raise NoTable(str(error) or DAMAGED) from error
    if not tables:
        raise NoTable(NO_TABLE)
    return tables


def tables_of(text: str, html: str = "") -> list[Block]:
    """The tables of both flavours of the clipboard. Raises NoTable with a sentence."""
    if len(text) > LONGEST:
        raise NoTable(f"The text is longer than {LONGEST:,} characters. Paste fewer rows.")
    try:
        tables = read_html(html) if "<table" in html.lower() and len(html) <= LONGEST_HTML else []
        return tables or [read_commas(text) or read_block(text)]
    except NoTable as error:
        raise NoTable("We could not read this as a table. Copy the cells again, fewer at a time.") from error
