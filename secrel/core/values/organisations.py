"""Names of organisations, as they are compared."""

import unicodedata

from secrel.core.values.texts import one_line

KEY_LENGTH = 480


def organisation_key(name: str) -> str:
    """The name as it is compared: letters and digits in one case, and single spaces; "A. Supplier Ltd." is "a supplier
    ltd". Empty for a name without letters and digits.
    """
    folded = unicodedata.normalize("NFKC", one_line(name)).casefold()
    kept = "".join(letter for letter in folded if letter not in ".,'’")
    return " ".join(kept.split())[:KEY_LENGTH] if any(map(str.isalnum, kept)) else ""
