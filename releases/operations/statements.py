"""Changing the statements of a section outside its tables together."""

from datetime import date
from typing import Any

from releases.models.releases import ListState, Release, Section
from releases.operations.releases import change_release
from releases.operations.sections import lock_sections, set_notes
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

    `state_` and `reason_` before the key of a list: what is stated of it while it is empty, and why it does not apply.

    Raises Stale if the section was changed since.
    """
    section = lock_sections(release, {key, Section.Key.SCOPE})[key]
    take_token(section, token, lambda: {"notes": section.notes}, section.get_key_display())
    rest = dict(statements)
    common: dict[str, Any] = {"by": by, "release": release, "on": on, "reason": reason}
    if "notes" in rest:
        set_notes(key=key, notes=rest.pop("notes"), token=AS_STORED, **common)
    strategy: dict[str, Any] = {
        name: rest.pop(name) or None for name in ("dcc_approach", "user_approach") if name in rest
    }
    if strategy:
        stored = {name: getattr(release.test_strategy, name) for name in ("dcc_approach", "user_approach")}
        set_test_strategy(**stored | strategy, token=AS_STORED, **common)
    if rest := rest | _list_statements(Release.objects.get(pk=release.pk), rest):
        change_release(fields=rest, token=AS_STORED, **common)
    record(
        target=Target.SECTION(release.slug, key),
        label=f"Statements, {section}",
        changes={name: [None, value] for name, value in statements.items()},
        reason=reason,
        on=on,
    )


def _list_statements(release: Release, fields: dict[str, Any]) -> dict[str, Any]:
    """Take the statements about lists out of the fields, and return the columns that they change."""
    columns: dict[str, dict[str, str]] = {}
    for prefix, column in (("state_", "list_states"), ("reason_", "list_reasons")):
        given = {name: fields.pop(name) for name in list(fields) if name.startswith(prefix)}
        if given:
            whole = getattr(release, column) | {
                name.removeprefix(prefix): value for name, value in given.items()
            }
            columns[column] = {
                name: value for name, value in whole.items() if value not in ("", ListState.NOT_STATED)
            }
    return columns
