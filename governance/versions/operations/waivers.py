"""Errors that the checker finds block putting a version forward, until they are mended or waived with a reason."""

from datetime import date

from governance.documents.checks.findings import Finding, Severity
from governance.versions.models import RidVersion, Waiver
from governance.versions.queries.judged import judged_version
from governance.versions.queries.waivers import waivers_of
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.people import User

SHOWN = 5


@operation(
    "governance.waive_finding",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for accepting this error. The reason is kept in the audit trail.",
)
def waive_finding(*, by: User, release: Release, finding: Finding, reason: str, on: date) -> Waiver:
    """Let an error stand, for a reason that the record and the review page show."""
    if finding.severity is not Severity.ERROR:
        raise RuleBroken("Only an error is waived: a warning or a note keeps nothing from being presented.")
    return _say(by, release, finding.rule, finding.said, True, reason, on)


@operation(
    "governance.lift_waiver",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for withdrawing the waiver. The reason is kept in the audit trail.",
)
def lift_waiver(*, by: User, release: Release, waiver: Waiver, reason: str, on: date) -> Waiver:
    """Take it back: the error blocks again."""
    return _say(by, release, waiver.rule, waiver.said, False, reason, on)


def _say(by: Actor, release: Release, rule: str, said: str, waived: bool, reason: str, on: date) -> Waiver:
    release = locked_release(release)
    if ((rule, said) in waivers_of(release)) is waived:
        raise RuleBroken("It is waived already." if waived else "It counts already. Load the page again.")
    waiver = Waiver.objects.create(
        release=release,
        rule=rule,
        said=said,
        is_waived=waived,
        reason=reason,
        made_by=by,
        made_at=clock.now(),
        on=on,
    )
    record(
        target=Target.CHECKS(release.slug),
        label=f"{release}: {rule}",
        changes={"finding": [None, said], "waived": [not waived, waived]},
        reason=reason,
        on=on,
    )
    return waiver


def refuse_errors(version: RidVersion, *, is_new: bool = False) -> None:
    """Raise where the version holds an error that nobody waived. `is_new`: refused, it is not there to be looked at."""
    wrong = [row.finding for row in judged_version(version, with_drafts=True) if row.blocks]
    if not wrong:
        return
    count = f"{len(wrong)} {'error' if len(wrong) == 1 else 'errors'}"
    more = f" And {len(wrong) - SHOWN} more." if len(wrong) > SHOWN else ""
    said = " ".join(finding.said for finding in wrong[:SHOWN])
    raise RuleBroken(
        f"{version.number} has {count}: {said}{more} Mend what is wrong, or waive it with a reason:",
        link=(
            f"/releases/{version.release.slug}/{'' if is_new else f'rid/{version.number}/'}checks/",
            "Checks",
        ),
    )
