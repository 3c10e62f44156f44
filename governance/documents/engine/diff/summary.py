"""The head line of a comparison: what matters most in a few words, each part linked to its changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.documents.engine.diff.change import Change


@dataclass(frozen=True)
class HeadPart:
    """A part of the head line: “3 modifications in”. `addresses`: of its changes."""

    text: str
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, text: str, changes: Iterable[Change]) -> "HeadPart":
        return cls(text, tuple(change.address for change in changes))


def by_section(changes: Sequence[Change]) -> tuple[HeadPart, ...]:
    """'Purpose: one change' for each section: the head line of a document without one of its own."""
    sections: dict[str, list[Change]] = {}
    for change in changes:
        sections.setdefault(change.section_name, []).append(change)
    return tuple(
        HeadPart.of(f"{name}: {number} {'change' if number == 1 else 'changes'}", rows)
        for name, rows in sections.items()
        if (number := len(rows))
    )


def head_line(parts: Iterable[HeadPart]) -> str:
    """'3 modifications in; 2 out; go-live 50 days earlier', with a capital letter at its beginning."""
    text = "; ".join(part.text for part in parts)
    return text[:1].upper() + text[1:]
