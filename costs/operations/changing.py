"""What every change to the costs of a release does first and last."""

from datetime import date
from typing import Any

from releases.models.releases import Release, Section
from releases.operations.sections import lock_section
from secrel.core.changes.operations import Token, record, take_token, touch
from secrel.core.changes.targets import Target


def lock_costs(release: Release, token: Token) -> None:
    """Lock the section of the costs and take its token. Raises Stale."""
    take_token(lock_section(release, Section.Key.COSTS), token, dict, "The costs")


def record_costs(
    release: Release, what: str, changes: dict[str, list[Any]], *, reason: str = "", on: date | None
) -> None:
    """Write the entry of a change to the release's costs, labelled with `what` of them changed."""
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"{what} of the {release}",
        changes=changes,
        reason=reason,
        on=on,
    )
