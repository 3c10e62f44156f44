"""Running all rules on a paper, in its order, the most severe findings first."""

from governance.documents.checks.findings import Against, Finding, Severity
from governance.documents.paper.checks import asking, dates, scope
from governance.documents.paper.checks.rules import RULES, CheckedPaper, PaperFacts
from governance.documents.paper.types import Paper

MODULES = (scope, dates, asking)
"""Importing these registers the rules."""
SEVERITIES = {
    Against.ITSELF: Severity.ERROR,
    Against.POLICY: Severity.WARNING,
    Against.COMPLETENESS: Severity.WARNING,
    Against.USAGE: Severity.NOTE,
}


def check_paper(paper: Paper, facts: PaperFacts) -> list[Finding]:
    """The findings in a paper. The same paper gives the same findings."""
    checked = CheckedPaper(paper, facts)
    findings = [
        Finding(
            rule.name,
            SEVERITIES[problem.against or rule.against],
            rule.section,
            problem.path,
            "",
            problem.message,
            problem.mend,
        )
        for rule in RULES.values()
        for problem in rule.find(checked)  # type: ignore[arg-type]
    ]
    severities = list(Severity)
    return sorted(findings, key=lambda row: severities.index(row.severity))
