"""Offers a file of evidence as a download, or a text file as a page that shows it decoded."""

import csv
import io
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secrel.core.files.names import ending_of
from secrel.core.files.sending import checked_bytes, send_file
from secrel.core.files.texts import ENCODINGS, ShownText, shown_text
from secrel.core.models.files import StoredFile

MOST_BYTES = 256 * 1024
MOST_LINES, MOST_COLUMNS = 500, 50
READ_AS = "read-as"
"""The parameter that requests the page: an encoding; with any other value it is detected."""


@dataclass
class ShownFile:
    """What the page shows: rows of a table, or else the text itself."""

    text: ShownText
    body: str
    rows: list[list[str]] = field(default_factory=list)
    is_cut: bool = False


def offer_file(request: HttpRequest, file: StoredFile, name: str, *, back: str) -> HttpResponse:
    """The file as a download; a text file as a page with the parameter `?read-as=`."""
    encoding = request.GET.get(READ_AS)
    if encoding is None:
        return send_file(file, name, inline=False)
    if not file.is_text:
        raise Http404("Only text and CSV files are shown here. Download the file instead.")
    opened = io.BytesIO(checked_bytes(file, made_by_us=False))
    text = shown_text(opened, MOST_BYTES, encoding if encoding in ENCODINGS else None)
    context = {
        "name": name,
        "back": back,
        "shown": shown(text, is_table=ending_of(name) == ".csv"),
        "encoding": ENCODINGS[text.encoding],
        "others": {key: label for key, label in ENCODINGS.items() if key != text.encoding},
    }
    return render(request, "text_file.html", context)


def shown(text: ShownText, *, is_table: bool) -> ShownFile:
    """The first lines; of a CSV file the first rows and columns, by the separator of its first line."""
    lines = text.text.split("\n")
    found = ShownFile(text, "\n".join(lines[:MOST_LINES]), is_cut=text.is_cut or len(lines) > MOST_LINES)
    separator = max(",;\t|", key=lines[0].count)
    if is_table and separator in lines[0]:
        reader = csv.reader(io.StringIO(found.body), delimiter=separator)
        try:
            rows = list(reader)
        except csv.Error:  # a cell beyond 128 KB: shown as lines
            return found
        found.rows = [row[:MOST_COLUMNS] for row in rows]
        found.is_cut |= any(len(row) > MOST_COLUMNS for row in rows)
    return found
