"""The findings of the checker in a release or a version, each with its waiver."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from django.db.models import Q, prefetch_related_objects

from governance.composing.together import releases_with_facts
from governance.documents.checks.document import CheckContext
from governance.documents.checks.findings import Finding, Severity
from governance.documents.checks.run import check
from governance.documents.checks.said import facts_in
from governance.documents.rid.types.rid import Rid, RidContent
from governance.versions.models import RidVersion, Waiver
from governance.versions.queries.check_context import Outside, check_context
from governance.versions.queries.differences import last_version
from governance.versions.queries.live import live_rid
from governance.versions.queries.versions import EARLIER, VERSIONS
from releases.models.releases import Release
from secrel.core.changes.read_once import only_reading, read_once
from secrel.core.changes.result_cache import cached_results
from secrel.core.values.related import Related

WAIVERS: Related[Waiver] = Related("waivers", lambda rows: rows.select_related("made_by"))


@dataclass(frozen=True)
class CheckedFinding:
    """A finding with its waiver; None where it is not waived."""

    finding: Finding
    waiver: Waiver | None

    @property
    def blocks(self) -> bool:
        """Whether it is an error without a waiver, which blocks presenting and issuing."""
        return self.finding.severity is Severity.ERROR and self.waiver is None


def findings_in(release: Release, rid: Rid) -> list[Finding]:
    """The findings in the RID that the next draft of the release would be."""
    return check(rid, context_of(release, rid))


def checked_in_rehearsal(slugs: Iterable[str]) -> list[tuple[Release, RidContent, list[CheckedFinding]]]:
    """Each release as it is after the changes of a rehearsed operation: composed and checked, as its next draft.

    All are read at once, and what several of them need is read once.
    """
    with only_reading():
        releases = releases_with_facts(slugs, VERSIONS, EARLIER, WAIVERS)
        last = [found for row in releases if (found := last_version(row))]
        prefetch_related_objects(last, "snapshot__content")
        rids = [(row, live_rid(row)) for row in releases]
        outside = Outside(rid.content for _, rid in rids)
        return [
            (
                row,
                rid.content,
                with_waivers(row, check(rid, outside.of(rid.content, before=_before(row)))),
            )
            for row, rid in rids
        ]


def context_of(release: Release, rid: Rid) -> CheckContext:
    """The facts that those findings need from outside the document."""
    return check_context(rid.content, before=_before(release))


def check_version(version: RidVersion, *, with_drafts: bool) -> list[CheckedFinding]:
    """Check a version as it was frozen; the newest also against where its modifications are today.

    Without `with_drafts` (for readers who may not read drafts) findings of today are left out unless they are waived.
    """
    today, frozen = _findings_of(version)
    rows = with_waivers(version.release, today)
    return rows if with_drafts else [row for row in rows if row.waiver or row.finding in set(frozen)]


@read_once
def _findings_of(version: RidVersion) -> tuple[list[Finding], list[Finding]]:
    """The findings as of today, and those in the version as it was frozen; kept until anything changes."""
    key = f"findings/{version.release.slug}/{version.number}"
    found = cached_results({key: Q()})
    if key in found.data:
        return msgspec.convert(found.data[key], tuple[list[Finding], list[Finding]])
    others = version.release.versions.exclude(state="withdrawn").values_list("major", "minor")
    is_newest = all(number <= (version.major, version.minor) for number in others)
    frozen = _checked(version, as_now=False)
    made = (_checked(version, as_now=True) if is_newest else frozen, frozen)
    found.store({key: msgspec.to_builtins(made)})
    return made


def _checked(version: RidVersion, *, as_now: bool) -> list[Finding]:
    rid = version.snapshot.rid
    before = _before(version.release, (version.major, version.minor))
    return check(rid, check_context(rid.content, as_now=as_now, before=before))


def _before(release: Release, number: tuple[int, int] | None = None) -> RidContent | None:
    """The content of the newest version before a number, or of the newest one."""
    version = last_version(release, number)
    return version.snapshot.rid.content if version else None


def waivers_of(release: Release) -> dict[tuple[str, str], Waiver]:
    """Waivers in force, by rule and finding."""
    last = {(row.rule, row.finding): row for row in WAIVERS.of(release)}
    return {key: row for key, row in last.items() if row.is_waived}


def with_waivers(release: Release, findings: Sequence[Finding]) -> list[CheckedFinding]:
    """Each finding with its waiver: of the same words, or of the same facts in other words."""
    waived = waivers_of(release)
    by_facts = {row.facts_key: row for row in waived.values() if row.facts_key}
    older = {
        (row.rule, facts_in(row.finding)): row for row in waived.values() if not row.facts_key
    }  # they do not say which place they are about
    often = Counter(row.facts_key for row in findings) if by_facts else Counter()
    often_said = Counter((row.rule, facts_in(row.message)) for row in findings) if older else Counter()

    def waiver_of(row: Finding) -> Waiver | None:
        if found := waived.get((row.rule, row.message)):
            return found
        if by_facts and often[row.facts_key] == 1 and (found := by_facts.get(row.facts_key)):
            return found
        said = (row.rule, facts_in(row.message)) if older else None
        return older.get(said) if said and often_said[said] == 1 and said[1] else None

    return [CheckedFinding(row, waiver_of(row)) for row in findings]


def counted(unwaived: Iterable[Finding]) -> list[tuple[str, int]]:
    """The number of errors, warnings and notes, as ("error", 2)."""
    numbers = Counter(finding.severity for finding in unwaived)
    return [(severity.value, numbers[severity]) for severity in Severity]
