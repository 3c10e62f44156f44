"""What the checker finds in a release or a version of it, with what was waived and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.checks.findings import Finding, Severity
from governance.documents.checks.run import check
from governance.documents.rid.types.rid import Rid, RidContent
from governance.versions.models import RidVersion, Waiver
from governance.versions.queries.known import known_for
from governance.versions.queries.live import live_issue
from governance.versions.queries.waivers import waivers_of
from releases.models.releases import Release


@dataclass(frozen=True)
class Judged:
    """A finding, and who lets it stand for what reason; None: nobody does."""

    finding: Finding
    waiver: Waiver | None

    @property
    def blocks(self) -> bool:
        """An error that nobody waived: the document is not put before a body."""
        return self.finding.severity is Severity.ERROR and self.waiver is None


def judged_release(release: Release, content: RidContent) -> list[Judged]:
    """The release as it stands now, composed to this content, under the number of its next draft."""
    rid = Rid(content=content, issue=live_issue(release, content))
    return _judged(release, check(rid, known_for(content)))


def judged_version(version: RidVersion, *, with_drafts: bool) -> list[Judged]:
    """A version as it is frozen; the newest is judged by where its modifications are by now, too. Without
    `with_drafts`, for who may not read those, only what was waived is told of that: it was waived for them to read."""
    others = version.release.versions.exclude(state="withdrawn").values_list("major", "minor")
    is_newest = all(number <= (version.major, version.minor) for number in others)
    rows = _judged(version.release, _checked(version, as_now=is_newest))
    if with_drafts or not is_newest:
        return rows
    frozen = set(_checked(version, as_now=False))
    return [row for row in rows if row.waiver or row.finding in frozen]


def _checked(version: RidVersion, *, as_now: bool) -> list[Finding]:
    rid = version.snapshot.rid
    return check(rid, known_for(rid.content, as_now=as_now))


def _judged(release: Release, findings: Sequence[Finding]) -> list[Judged]:
    waived = waivers_of(release)
    return [Judged(row, waived.get((row.rule, row.said))) for row in findings]


def counted(rows: Sequence[Judged]) -> list[tuple[str, int]]:
    """How many errors, warnings and notes, as ("error", 2); what is waived counts as neither."""
    return [
        (one.value, sum(row.finding.severity is one and row.waiver is None for row in rows))
        for one in Severity
    ]
