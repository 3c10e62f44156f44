"""The second axis of a version: published or not, whatever state it is in. Source: DOMAIN 5."""

from datetime import date

from governance.versions.models import RidVersion, VersionKind
from governance.versions.operations.freezing import note_step
from governance.versions.operations.news import tell_published, tell_taken_back
from governance.versions.operations.version_rows import locked_version, target_of
from governance.versions.workflow import pdf_is_ready
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission


@operation("governance.publish", Permission.PUBLISH_VERSIONS)
def publish_version(*, by: Actor, version: RidVersion, token: Token, on: date) -> RidVersion:
    """Publish a draft as it is frozen, to whom its class lets read it; what comes into force is published by that."""
    version = locked_version(version, token)
    if reason := why_not_published(version):
        raise RuleBroken(reason)
    version.published_on = on
    tell_published(version, on)
    return _kept(version, by, "publish", [None, on], "", on)


@operation(
    "governance.unpublish",
    Permission.PUBLISH_VERSIONS,
    reason="Give a reason for taking it back. The reason is kept in the audit trail.",
)
def unpublish_version(*, by: Actor, version: RidVersion, token: Token, reason: str, on: date) -> RidVersion:
    """Take a published draft back, for a reason; what was in force stays published for good."""
    version = locked_version(version, token)
    if not may_unpublish(version):
        raise RuleBroken(f"{version.number} is no published draft: what was in force stays published.")
    before, version.published_on = version.published_on, None
    tell_taken_back(version, on)
    return _kept(version, by, "unpublish", [before, None], reason, on)


def why_not_published(version: RidVersion) -> str | None:
    """The reason why it cannot be published now; None where it can."""
    if version.is_published:
        return f"{version.number} is published already."
    if version.state == "withdrawn":
        return f"{version.number} is withdrawn. Issue another draft and publish that."
    return pdf_is_ready(version)


def may_unpublish(version: RidVersion) -> bool:
    return version.is_published and version.kind == VersionKind.DRAFT


def _kept(
    version: RidVersion, by: Actor, move: str, published: list[date | None], reason: str, on: date
) -> RidVersion:
    version.token += 1
    version.save(update_fields=["published_on", "token"])
    note_step(version, move, by, on)
    record(**target_of(version), changes={"published_on": published}, reason=reason, on=on)
    return version
