"""Changing the statements of a section outside its tables together."""

from datetime import date
from typing import Any

from releases.models.releases import Release
from releases.operations.releases import change_release
from releases.operations.sections import lock_section, set_notes
from releases.operations.testing import set_test_strategy
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation("releases.state", Permission.EDIT_RELEASES)
def state_section(
    *,
    by: Actor,
    release: Release,
    key: str,
    statements: dict[str, Any],
    token: Token,
    reason: str = "",
    on: date,
) -> None:
    """Change statements of a section: facts of the release, the test strategy, the notes at its end.

    Raises Stale if the section was changed since.
    """
    section = lock_section(release, key)
    take_token(section, token, lambda: {"notes": section.notes}, section.get_key_display())
    rest = dict(statements)
    common = {"by": by, "release": release, "on": on, "reason": reason}
    if "notes" in rest:
        set_notes(key=key, notes=rest.pop("notes"), token=AS_STORED, **common)
    if strategy := {
        name: rest.pop(name) or None for name in ("dcc_approach", "user_approach") if name in rest
    }:
        stored = {name: getattr(release.test_strategy, name) for name in ("dcc_approach", "user_approach")}
        set_test_strategy(**stored | strategy, token=AS_STORED, **common)
    if rest:
        change_release(fields=rest, token=AS_STORED, **common)
    record(
        target=Target.SECTION(release.slug, key),
        label=f"Statements, {section}",
        changes={name: [None, value] for name, value in statements.items()},
        reason=reason,
        on=on,
    )
