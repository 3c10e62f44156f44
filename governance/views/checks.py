"""What the checker finds in a release, and the rules that it goes by."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.documents.checks.findings import RULES, Finding, Severity
from governance.documents.checks.known import known_for
from governance.documents.checks.run import ORDER, check
from governance.documents.compose import compose
from governance.documents.live import live_issue
from governance.documents.saying import SECTIONS
from releases.models import Release
from releases.pages import release_at
from secrel.core.http import needs
from secrel.core.permissions import Permission

EDITED_AT = {
    "scope": "edit-scope",
    "impacts": "edit-participants",
    "timeline": "edit-timeline",
    "testing": "edit-testing",
    "costs": "edit-costs",
    "acceptance": "edit-criteria",
    "history": "edit-history",
    "glossary": "edit-glossary",
}
"""The page on which what a section says is edited."""
NAMES = SECTIONS | {"history": "Version control"}


def findings_of(release: Release, content: dict[str, Any]) -> list[Finding]:
    """Of the release as it stands now, composed to this content, under the number of its next draft."""
    return check(content, live_issue(release, content), known_for(content))


def counted(findings: list[Finding]) -> list[tuple[str, int]]:
    """How many errors, warnings and notes, as ("error", 2)."""
    return [(one.value, sum(row.severity is one for row in findings)) for one in Severity]


@require_safe
@needs(Permission.READ_DRAFTS)
def checks(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with the release as it stands, by section, each with the page that mends it."""
    release = release_at(slug)
    found = findings_of(release, compose(release))
    sections = [
        (NAMES[key], reverse(EDITED_AT[key], args=[slug]), list(rows))
        for key, rows in groupby(found, key=lambda row: row.section)
    ]
    context = {
        "release": release,
        "sections": sections,
        "counts": counted(found),
    }
    return render(request, "governance/checks.html", context)


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with what it demands, from the functions that check it."""
    rows = sorted(RULES.values(), key=lambda rule: (ORDER.index(rule.section), rule.name))
    sections = [(NAMES[key], list(group)) for key, group in groupby(rows, key=lambda rule: rule.section)]
    return render(request, "governance/rules.html", {"sections": sections})
