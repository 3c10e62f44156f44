"""Receipt numbers for what people submit. They can be read out and cannot be guessed: E-2021-7QK4-M2XD."""

import secrets
from datetime import date

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt(kind: str, on: date) -> str:
    """A new receipt number; `kind` is its first letter: E for evidence, R for a registration,
    T for a Test Participant."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2))
    return f"{kind}-{on.year}-{'-'.join(groups)}"
