"""Waivers: an error blocks presenting and issuing a version until it is corrected or waived with a reason."""

from datetime import date

from governance.documents.checks.findings import Finding, Severity
from governance.versions.models import RidVersion, Waiver
from governance.versions.queries.checking import check_version, waivers_of
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User

SHOWN = 5


@operation(
    "governance.waive_finding",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for waiving this error. It is kept in the audit trail.",
)
def waive_finding(*, by: User, release: Release, finding: Finding, reason: str, on: date) -> Waiver:
    """Waive an error. The reason is shown in the audit trail and on the review page."""
    if finding.severity is not Severity.ERROR:
        raise RuleBroken("Only errors can be waived. Warnings and notes do not block presenting or issuing.")
    facts = {"rule": finding.rule, "finding": finding.message, "facts_key": finding.facts_key}
    return _create_waiver(by, release, reason, on, is_waived=True, **facts)


@operation(
    "governance.lift_waiver",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for withdrawing the waiver. It is kept in the audit trail.",
)
def lift_waiver(*, by: User, release: Release, waiver: Waiver, reason: str, on: date) -> Waiver:
    """Withdraw a waiver, so that the error blocks again."""
    facts = {"rule": waiver.rule, "finding": waiver.finding, "facts_key": waiver.facts_key}
    return _create_waiver(by, release, reason, on, is_waived=False, **facts)


def _create_waiver(
    by: User,
    release: Release,
    reason: str,
    on: date,
    *,
    rule: str,
    finding: str,
    facts_key: str,
    is_waived: bool,
) -> Waiver:
    release = locked_release(release)
    if ((rule, finding) in waivers_of(release)) is is_waived:
        state = "already waived" if is_waived else "not waived"
        raise RuleBroken(f"This error is {state}. Reload the page to see the current findings.")
    waiver = Waiver.objects.create(
        release=release,
        rule=rule,
        finding=finding,
        facts_key=facts_key,
        is_waived=is_waived,
        reason=reason,
        made_by=by,
        made_at=moment_of_change(),
        on=on,
    )
    record(
        target=Target.CHECKS(release.slug),
        label=f"{release}: {rule}",
        changes={"finding": [None, finding], "waived": [not is_waived, is_waived]},
        reason=reason,
        on=on,
    )
    return waiver


def refuse_errors(version: RidVersion, *, is_new: bool = False) -> None:
    """Raise RuleBroken if the version has an error that is not waived.

    `is_new`: a refused version does not exist, so the link leads to the checks of the release.
    """
    errors = [row.finding for row in check_version(version, with_drafts=True) if row.blocks]
    if not errors:
        return
    count = f"{len(errors)} {'error' if len(errors) == 1 else 'errors'}"
    more = f" And {len(errors) - SHOWN} more." if len(errors) > SHOWN else ""
    messages = " ".join(finding.message for finding in errors[:SHOWN])
    raise RuleBroken(
        f"{version.number} has {count}: {messages}{more} Correct each error, or waive it with a reason:",
        link=(
            f"/releases/{version.release.slug}/{'' if is_new else f'rid/{version.number}/'}checks/",
            "Checks",
        ),
    )
