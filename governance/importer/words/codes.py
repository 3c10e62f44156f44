"""Other industry codes that a text names."""

import re

from secrel.core.values.texts import one_line

KNOWN = (
    "Independent Gas Transporters Uniform Network Code",
    "Distribution Connection and Use of System Agreement",
    "Connection and Use of System Code",
    "System Operator Transmission Owner Code",
    "Supply Point Administration Agreement",
    "Balancing and Settlement Code",
    "Master Registration Agreement",
    "Uniform Network Code",
    "Retail Energy Code",
    "Distribution Code",
    "Grid Code",
)
"""Codes of the energy industry of Great Britain; those with “and” in their names could not be told otherwise."""
_KNOWN = re.compile(rf"\b(?:{'|'.join(KNOWN)})(?:\s+\([A-Za-z]{{2,7}}\))?")
_CODE = re.compile(
    r"(?<![\w’'-])((?:[A-Z][\w’'-]+\s+(?:and\s+|of\s+)?){1,6}(?:Code|Agreement)(?:\s+\([A-Z]{2,6}\))?)"
)


def codes_in(text: str) -> list[str]:
    """The codes in the order in which they stand, without the SEC itself."""
    found = [(one.start(), one_line(one[0])) for one in _KNOWN.finditer(text)]
    rest = _KNOWN.sub(lambda one: "," * len(one[0]), text)
    for one in _CODE.finditer(rest):
        name = re.sub(r"^(?:The|Other)\s+", "", one_line(one[1]))
        if not name.startswith("Smart Energy") and len(name.split()) > 1:
            found.append((one.start(), name))
    return [name for _, name in sorted(found)]
