"""The RID of a release as it is now: what its next draft would say, and the checker's findings in it.

It is composed and checked once, and kept until an entry of the audit trail bears on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from django.db.models import Q

from governance.documents.checks.findings import Finding
from governance.documents.rid import numbering
from governance.documents.rid.types.rid import Rid, RidContent
from governance.versions.models import RidVersion
from governance.versions.queries.checking import CheckedFinding, findings_in, with_waivers
from governance.versions.queries.live import live_rid
from governance.versions.queries.outlook import UpcomingStep, planned_steps
from governance.versions.queries.versions import versions_and_earlier
from releases.models.releases import Release
from secrel.core.changes.read_once import read_once
from secrel.core.changes.record import digest_of
from secrel.core.changes.result_cache import CachedResults, cached_results

WITHOUT_EFFECT = (
    *("users", "registrations", "subscriptions", "powers", "lead-times", "files", "programmes"),
    *("meetings", "flags", "pdfs", "papers", "notices", "consultations", "scenarios", "blackouts"),
)
"""Kinds of entries that bear on no RID. Kinds that are not named here, also new ones, bear on all."""


@dataclass(frozen=True)
class CurrentRid:
    """`stated`: the document, and what follows from it and its versions; `compared`: what also depends on others."""

    stated: dict[str, Any]
    compared: dict[str, Any]

    @cached_property
    def rid(self) -> Rid:
        return Rid.of_data({"content": self.stated["content"], "issue": self.stated["issue"]})

    @property
    def content(self) -> RidContent:
        return self.rid.content

    @property
    def may_issue(self) -> bool:
        """Whether SECAS may issue versions on its own account."""
        return bool(self.stated["may_issue"])

    @property
    def findings(self) -> list[Finding]:
        return msgspec.convert(self.compared["findings"], list[Finding])

    @property
    def unwaived(self) -> list[Finding]:
        """The findings without a waiver."""
        return [row for row in self.findings if row.key not in self.compared["waived"]]

    @property
    def steps(self) -> list[UpcomingStep]:
        """Dated rows of the timetable, and cut-offs."""
        return [UpcomingStep.of_data(step) for step in self.compared["steps"]]

    def equals(self, version: RidVersion) -> bool:
        """Whether its content equals that of the version, including order."""
        return version.has_content(self.stated["digest"])


@read_once
def current_rid(release: Release) -> CurrentRid:
    """The RID of the release as it is now."""
    return current_rids([release])[release.slug]


def current_rids(releases: Iterable[Release]) -> dict[str, CurrentRid]:
    """The RIDs of releases as they are now, by slug; what is stored of them is read at once."""
    rows = {row.slug: row for row in releases}
    found = _cached(*rows.values())
    made = dict(found.data)
    for row in rows.values():
        whole, beside = _keys(row)
        if whole not in made:
            made[whole] = _stated(Release.objects.get(pk=row.pk))
        if beside not in made:
            made[beside] = _compared(row, made[whole])
    found.store({key: data for key, data in made.items() if key not in found.data})
    return {slug: _current(row, made) for slug, row in rows.items()}


def current_at_hand(release: Release) -> CurrentRid | None:
    """The RID as it is now, if it is composed and checked already; one query."""
    data = _cached(release).data
    return _current(release, data) if {*_keys(release)} <= data.keys() else None


def _current(release: Release, data: Mapping[str, dict[str, Any]]) -> CurrentRid:
    whole, beside = _keys(release)
    return CurrentRid(data[whole], data[beside])


def _keys(release: Release) -> tuple[str, str]:
    return f"rid/{release.slug}", f"findings/{release.slug}"


@read_once
def _cached(*releases: Release) -> CachedResults:
    bears, own = ~Q(kind__in=WITHOUT_EFFECT), {}
    for release in releases:
        whole, beside = _keys(release)
        own |= {whole: bears & ~_only_of_others(release), beside: bears}
    return cached_results(own)


def check_release(release: Release, current: CurrentRid | None = None) -> list[CheckedFinding]:
    """The findings in the release as it is now, each with its waiver."""
    return with_waivers(release, (current or current_rid(release)).findings)


def _only_of_others(release: Release) -> Q:
    """Entries about other releases that did not touch this one."""
    own = Q(target=f"releases/{release.slug}") | Q(target__startswith=f"releases/{release.slug}/")
    return Q(kind="releases") & ~own & ~Q(composed__has_key=release.slug)


def _stated(release: Release) -> dict[str, Any]:
    rid = live_rid(release)
    data = rid.as_data()
    may_issue = numbering.may_issue(versions_and_earlier(release))
    return {**data, "digest": digest_of(data["content"]), "may_issue": may_issue}


def _compared(release: Release, stated: dict[str, Any]) -> dict[str, Any]:
    findings = findings_in(release, CurrentRid(stated, {}).rid)
    waived = [row.finding.key for row in with_waivers(release, findings) if row.waiver]
    return {
        "findings": msgspec.to_builtins(findings),
        "waived": waived,
        "steps": [step.as_data() for step in planned_steps(release)],
    }
