"""Checking a snapshot: every rule, in the order of the document."""

from governance.documents.checks import (
    characters,
    dates,
    history,
    matrices,
    money,
    standard,
    summaries,
    words,
)
from governance.documents.checks.document import CheckContext, Document
from governance.documents.checks.findings import RULES, Against, CheckRule, Finding, Problem, Severity
from governance.documents.checks.places import ANY, address_of, section_of
from governance.documents.rid.document import CHAPTERS
from governance.documents.rid.types.rid import Rid

ORDER = (ANY, *CHAPTERS)
MODULES = (matrices, summaries, money, words, characters, dates, history, standard)
"""Whose import registers the rules."""


def check(rid: Rid, context: CheckContext) -> list[Finding]:
    """What is wrong with a document, by section, the worst first; the same snapshot and facts, the same findings."""
    document = Document(rid, context)
    found = [_finding(document, rule, one) for rule in RULES.values() for one in rule.find(document)]
    worst = list(Severity)
    return sorted(found, key=lambda row: (ORDER.index(row.section), worst.index(row.severity)))


def _finding(document: Document, rule: CheckRule, found: Problem) -> Finding:
    severity = _severity(found.against or rule.against, document.number)
    address = address_of(found.path, document.content.release.slug)
    section = section_of(found.path) if rule.section == ANY else rule.section
    return Finding(rule.name, severity, section, found.path, address, found.message, found.mend)


def _severity(against: Against, number: tuple[int, int]) -> Severity:
    if against is Against.ITSELF:
        return Severity.ERROR
    if against is Against.POLICY:
        return Severity.WARNING
    if against is Against.USAGE or number <= (1, 0):
        return Severity.NOTE
    return Severity.WARNING if number <= (2, 0) else Severity.ERROR
