"""Makes the file names of uploads safe to store, show and send."""

import re
import unicodedata

STEM, ENDING = 100, 20
"""The maximum length of a name before its ending, and of the ending with its full stop."""


def safe_name(name: str) -> str:
    """The name without folders, control and invisible characters (so no right-to-left override), at most
    120 characters long. The ending is not changed."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(" " if character.isspace() else character for character in name)
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    name = re.sub(" +", " ", name).strip(" ").rstrip(" .")
    stem, stop, ending = name.rpartition(".")
    if not stop:
        return name[:STEM]
    return (stem[:STEM].strip(" ") or "file") + (stop + ending)[:ENDING]


def ending_of(name: str) -> str:
    """The ending in lower case with its full stop (".pdf"); "" where there is none."""
    _, stop, ending = name.rpartition(".")
    return f".{ending.lower()}" if stop else ""
