"""Running all rules on a document, in document order."""

from governance.documents.checks.document import CheckContext, Document
from governance.documents.checks.findings import RULES, CheckRule, Finding, Problem, Severity
from governance.documents.checks.places import ANY, address_of, section_of
from governance.documents.checks.rules import (
    amounts,
    history,
    matrices,
    money,
    register,
    scope,
    standard,
    summaries,
    versions,
)
from governance.documents.checks.rules.texts import characters, promises, references, spellings, words
from governance.documents.checks.rules.timetable import date_rules, dates, phases, printed_dates
from governance.documents.rid.document import CHAPTERS
from governance.documents.rid.types.rid import Rid

ORDER = (ANY, *CHAPTERS)
MODULES = (
    matrices,
    summaries,
    money,
    amounts,
    words,
    references,
    spellings,
    promises,
    characters,
    dates,
    date_rules,
    phases,
    printed_dates,
    history,
    versions,
    standard,
    register,
    scope,
)
"""Importing these registers the rules."""


def check(rid: Rid, context: CheckContext) -> list[Finding]:
    """The findings in a document, by section, the most severe first. The same input gives the same findings."""
    document = Document(rid, context)
    findings = [
        _finding(document, rule, problem) for rule in RULES.values() for problem in rule.find(document)
    ]
    severities = list(Severity)
    return sorted(findings, key=lambda row: (ORDER.index(row.section), severities.index(row.severity)))


def _finding(document: Document, rule: CheckRule, problem: Problem) -> Finding:
    address = address_of(problem.path, document.content.release.slug)
    section = section_of(problem.path) if rule.section == ANY else rule.section
    return rule.finding(problem, address, section=section, number=document.number)
