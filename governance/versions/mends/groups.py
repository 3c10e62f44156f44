"""Findings together by rule: “7 modifications have no tick: MP149, …”. Each keeps its own waiver and correction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.documents.checks.findings import RULES, CheckRule, Severity
from governance.documents.rid.document import PAGES
from governance.versions.mends.mend import OfferedMend
from governance.versions.queries.checking import CheckedFinding


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one rule that are equally severe, and all waived or none of them."""

    rule: CheckRule
    severity: Severity
    is_waived: bool
    rows: tuple[CheckedFinding, ...]
    offer: OfferedMend | None = None

    @property
    def heading(self) -> str:
        """What they say together; of one, what it says."""
        findings = [row.finding for row in self.rows]
        return findings[0].message if len(findings) == 1 else self.rule.heading(findings)

    @property
    def address(self) -> str:
        """The page on which all of them are corrected; empty if there are several pages."""
        addresses = {row.finding.address for row in self.rows}
        return addresses.pop() if len(addresses) == 1 else ""

    @property
    def page(self) -> str:
        """The name of that page."""
        path = self.address.partition("/edit/")[2].rstrip("/")
        return next((page.name for page in PAGES if page.path == path), "Release facts")


def grouped(
    rows: Iterable[CheckedFinding], offers: Mapping[str, OfferedMend] | None = None
) -> list[FindingGroup]:
    """The findings by rule, severity and whether they are waived, in the order of the first of each."""
    found: dict[tuple[str, Severity, bool], list[CheckedFinding]] = {}
    for row in rows:
        key = row.finding.rule, row.finding.severity, row.waiver is not None
        found.setdefault(key, []).append(row)
    shown = dict(offers or {})
    return [
        FindingGroup(
            RULES[rule], severity, is_waived, tuple(of_rule), None if is_waived else shown.pop(rule, None)
        )
        for (rule, severity, is_waived), of_rule in found.items()
    ]
