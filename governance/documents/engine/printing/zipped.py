"""Archives whose bytes depend on their content and its date alone."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date


def zipped(files: Iterable[tuple[str, bytes | str]], created: str) -> bytes:
    """A ZIP of files, each as of that day (ISO 8601)."""
    on = date.fromisoformat(created)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
