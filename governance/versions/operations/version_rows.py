"""The row of a version, locked for a change after its release; and what the record calls it."""

from governance.versions.models import RidVersion
from governance.versions.queries.editors import editors_of
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, Stale
from secrel.core.changes.operations import AS_STORED, Actor, Token
from secrel.core.changes.targets import Target
from secrel.core.models.record import actor_key

OWN_WORK = ["draft", "comment", "present", "issue"]


def locked_version(version: RidVersion, token: Token) -> RidVersion:
    """The version as it stands, locked with its release; raises Stale where the token is another."""
    locked_release(version.release)
    version = (
        RidVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "snapshot__content", "snapshot__job", "meeting__body")
        .get(pk=version.pk)
    )
    if token is not AS_STORED and token != version.token:
        raise Stale(
            f"{version} was changed since you opened it: it is {version.workflow_state.label.lower()} now. "
            "Load the page again and look before you decide.",
            theirs={"state": version.state},
            token=version.token,
        )
    return version


def target_of(version: RidVersion) -> dict[str, str]:
    """What an entry of the record names."""
    return {"target": Target.VERSION(version.release.slug, version.number), "label": str(version)}


def not_own_version(by: Actor, version: RidVersion) -> None:
    if version.steps.filter(taken_by=by.pk, move__in=OWN_WORK).exists():
        raise NotAllowed("Nobody approves their own work: you issued or presented this version. Ask another.")
    if actor_key(by.pk) in editors_of(version):
        raise NotAllowed("Nobody approves their own work: you edited what this version says. Ask another.")
