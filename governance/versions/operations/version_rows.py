"""Locking a version together with its release, its target in the audit trail, and own work."""

from governance.versions.models import RidVersion
from governance.versions.queries.editors import editors_of
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, Stale
from secrel.core.changes.operations import AS_STORED, Actor, Token
from secrel.core.changes.targets import Target
from secrel.core.models.record import actor_key

OWN_WORK = ["draft", "comment", "present", "issue"]


def locked_version(version: RidVersion, token: Token) -> RidVersion:
    """The current version, locked after its release; raises Stale if the token is outdated."""
    locked_release(version.release)
    version = (
        RidVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "snapshot__content", "snapshot__job", "meeting__body")
        .get(pk=version.pk)
    )
    if token is not AS_STORED and token != version.token:
        raise Stale(
            f"{version} has changed since you opened it: it is now {version.workflow_state.label.lower()}. "
            "Reload the page and check it before you decide.",
            theirs={"state": version.state},
            token=version.token,
        )
    return version


def target_of(version: RidVersion) -> dict[str, str]:
    """Target and label of an audit entry about the version."""
    return {"target": Target.VERSION(version.release.slug, version.number), "label": str(version)}


def not_own_version(by: Actor, version: RidVersion) -> None:
    """Raise NotAllowed if `by` issued, presented or edited the version: nobody approves their own work."""
    if version.steps.filter(taken_by=by.pk, move__in=OWN_WORK).exists():
        raise NotAllowed(
            "You issued or presented this version, so you cannot approve it. Ask somebody else to."
        )
    if actor_key(by.pk) in editors_of(version):
        raise NotAllowed(
            "You edited the content of this version, so you cannot approve it. Ask somebody else to."
        )
