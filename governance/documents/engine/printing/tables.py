"""The facts of a document as CSV files in one archive: one table each, the first row names the columns."""

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.printing.zipped import zipped
from secrel.core.web.csv_text import as_csv


def render_tables(kind: DocumentKind, document: Fact) -> bytes:
    """A ZIP of UTF-8 CSV files; the same document gives the same bytes."""
    files = ((f"{name}.csv", as_csv(rows)) for name, rows in kind.tables(document).items())
    return zipped(files, kind.created(document))
