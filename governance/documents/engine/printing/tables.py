"""The facts of a document as CSV files in one archive: one table each, the first row names the columns."""

import io
import zipfile
from datetime import date

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from secrel.core.web.csv_text import as_csv


def render_tables(kind: DocumentKind, document: Fact) -> bytes:
    """A ZIP of UTF-8 CSV files; the same document gives the same bytes."""
    on = date.fromisoformat(kind.created(document))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in kind.tables(document).items():
            entry = zipfile.ZipInfo(f"{name}.csv", (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, as_csv(rows))
    return out.getvalue()
