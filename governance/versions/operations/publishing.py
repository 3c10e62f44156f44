"""Publishing and unpublishing a version, independently of its state."""

from datetime import date

from governance.versions.models import RidVersion, VersionKind
from governance.versions.operations.freezing import end_privacy, note_step
from governance.versions.operations.news import announce_published, announce_unpublished
from governance.versions.operations.version_rows import locked_version, target_of
from governance.versions.workflow import pdf_is_ready
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission


@operation("governance.publish", Permission.PUBLISH_VERSIONS)
def publish_version(*, by: Actor, version: RidVersion, token: Token, on: date) -> RidVersion:
    """Publish a draft as frozen, to the readers of its class. Versions in force are published automatically."""
    version = locked_version(version, token)
    if reason := why_not_published(version):
        raise RuleBroken(reason)
    version.published_on = on
    end_privacy(version.release, version.snapshot.rid.issue.document.classification or "")
    announce_published(version, on)
    return _save(version, by, "publish", [None, on], "", on)


@operation(
    "governance.unpublish",
    Permission.PUBLISH_VERSIONS,
    reason="Give a reason for unpublishing this draft. It is kept in the audit trail.",
)
def unpublish_version(*, by: Actor, version: RidVersion, token: Token, reason: str, on: date) -> RidVersion:
    """Unpublish a draft. Versions that have been in force stay published."""
    version = locked_version(version, token)
    if not may_unpublish(version):
        raise RuleBroken(
            f"{version.number} is not a published draft. Versions that have been in force stay published."
        )
    before, version.published_on = version.published_on, None
    announce_unpublished(version, on)
    return _save(version, by, "unpublish", [before, None], reason, on)


def why_not_published(version: RidVersion) -> str | None:
    """The reason why it cannot be published now; None if it can."""
    if version.is_published:
        return f"{version.number} is already published."
    if version.state == "withdrawn":
        return f"{version.number} is withdrawn. Issue another draft and publish that one."
    return pdf_is_ready(version)


def may_unpublish(version: RidVersion) -> bool:
    return version.is_published and version.kind == VersionKind.DRAFT


def _save(
    version: RidVersion, by: Actor, move: str, published: list[date | None], reason: str, on: date
) -> RidVersion:
    version.token += 1
    version.save(update_fields=["published_on", "token"])
    note_step(version, move, by, on)
    record(**target_of(version), changes={"published_on": published}, reason=reason, on=on)
    return version
