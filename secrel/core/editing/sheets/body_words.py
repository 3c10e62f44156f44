"""What people call the bodies, in cells of the tables that they paste."""

from collections.abc import Iterable

WORDS: dict[str, tuple[str, ...]] = {
    "secas": ("Code Administrator",),
    "panel": ("SEC Panel", "The Panel", "The SEC Panel"),
    "csc": ("Change Sub Committee", "SEC Change Sub-Committee"),
    "change-board": ("The Change Board", "SEC Change Board", "CB"),
    "authority": ("The Authority", "Ofgem", "Authority (Ofgem)"),
    "dcc": ("The DCC", "Smart DCC", "Data Communication Company"),
    "tag": ("The TAG", "Test Advisory Group"),
    "operations-group": ("The Operations Group", "Ops Group", "OPSG", "SEC Operations Group"),
    "ssc": ("The SSC", "Security Sub Committee"),
    "tabasc": ("The TABASC",),
    "parties": ("SEC Parties", "All Parties", "All SEC Parties"),
}


def body_words(bodies: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of a word and the key of its body, from (key, name, short name) of each body."""
    return tuple(
        (word, key)
        for key, name, short in bodies
        for word in (name, f"{name} ({short})", *WORDS.get(key, ()))
    )
