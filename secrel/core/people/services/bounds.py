"""What a program may not do, whatever its token allows."""

from typing import Any

from secrel.core.changes.errors import NotAllowed

PEOPLE_ONLY = (
    "This is a service account: it reads, and hands in drafts. A person of its organisation does this. Nothing was "
    "changed."
)


def refuse_program(by: Any, *, program_may: bool) -> None:
    """Raise NotAllowed for a service account, unless a person acts on what the operation makes before it has effect."""
    if getattr(by, "is_service", False) and not program_may:
        raise NotAllowed(PEOPLE_ONLY)
