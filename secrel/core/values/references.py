"""References of modifications: read from any way of writing them, and sorted by number.

The field's rule: SECMP and four digits (old), DP and three for a Draft Proposal, MP and three once converted; a letter
for one of two separate modifications (MP102A, MP102B).
"""

import re
from dataclasses import dataclass

DIGITS = {"SECMP": 4, "MP": 3, "DP": 3}
_FORM = re.compile(r"\s*+(SECMP|MP|DP)\s*+(?:-\s*+)?(\d{1,4})\s*+([A-Z]?)\s*+", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, order=True)
class ModificationReference:
    """Sorts by number, then letter: SECMP0007, MP078, MP102A, MP102B, DP173."""

    number: int
    suffix: str
    prefix: str

    @classmethod
    def parse(cls, text: str) -> "ModificationReference":
        """Read a reference in any way of writing it (mp 153, SECMP0062). Raises ValueError with a sentence."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” is not a reference: write MP153, MP102A, DP173 or SECMP0062.")
        prefix, number, suffix = found[1].upper(), int(found[2]), found[3].upper()
        if number == 0 or number >= 10 ** DIGITS[prefix]:
            raise ValueError(f"“{text}” is not a reference: {prefix} has {DIGITS[prefix]} digits.")
        return cls(number, suffix, prefix)

    def __str__(self) -> str:
        return f"{self.prefix}{self.number:0{DIGITS[self.prefix]}d}{self.suffix}"
