"""Version numbers of documents as old documents and OCR write them."""

import re

from governance.importer.words.noise import as_figures
from secrel.core.values.texts import one_line

_VERSION = re.compile(r"^(?:v|version)?\s*(\d{1,3})\s*[.,]\s*(\d{1,3})\b", re.IGNORECASE)


def version_of(text: str) -> tuple[str, str]:
    """A version and what was changed to read it; ("", "") if the text is none."""
    shown = one_line(text)
    if found := _VERSION.match(shown):
        return f"{found[1]}.{found[2]}", "" if "," not in found[
            0
        ] else f"“{shown}” is read as {found[1]}.{found[2]}."
    mended = as_figures(shown)
    if mended != shown and (found := _VERSION.match(mended)):
        return f"{found[1]}.{found[2]}", f"“{shown}” is read as {found[1]}.{found[2]}."
    if re.fullmatch(r"v?\d{1,2}", shown):
        return f"{shown.lstrip('v')}.0", f"“{shown}” is read as {shown.lstrip('v')}.0."
    return "", ""
