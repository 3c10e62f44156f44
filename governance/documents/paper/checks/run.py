"""Running all rules on a paper, in its order, the most severe findings first."""

from governance.documents.checks.findings import Finding, Severity
from governance.documents.paper.checks import asking, dates, scope
from governance.documents.paper.checks.rules import RULES, CheckedPaper, PaperFacts
from governance.documents.paper.types import Paper

MODULES = (scope, dates, asking)
"""Importing these registers the rules."""


def check_paper(paper: Paper, facts: PaperFacts) -> list[Finding]:
    """The findings in a paper. The same paper gives the same findings."""
    checked = CheckedPaper(paper, facts)
    findings = [rule.finding(problem, "") for rule in RULES.values() for problem in rule.find(checked)]
    severities = list(Severity)
    return sorted(findings, key=lambda row: severities.index(row.severity))
