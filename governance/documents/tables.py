"""The facts of a snapshot as CSV files in one archive: one table each, the first row names the columns."""

import io
import zipfile
from datetime import date

from governance.documents.issue import created
from governance.documents.rid import SECTIONS
from governance.documents.types.rid import Rid
from secrel.core.csv_text import Rows, as_csv


def render_tables(rid: Rid) -> bytes:
    """A ZIP of UTF-8 CSV files; the same snapshot gives the same bytes."""
    on = date.fromisoformat(created(rid))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables(rid).items():
            entry = zipfile.ZipInfo(f"{name}.csv", (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, as_csv(rows))
    return out.getvalue()


def tables(rid: Rid) -> dict[str, Rows]:
    """Rows by the table's name, header first, section by section."""
    found: dict[str, Rows] = {}
    for section in SECTIONS:
        found |= section.tables(rid.content, rid.issue)
    return found
