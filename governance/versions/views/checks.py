"""Pages of the checker: findings in a release or a version, waivers, and the rules."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.documents.checks.findings import RULES
from governance.documents.checks.run import ORDER
from governance.documents.checks.states import OpenList, group_states
from governance.documents.notice.checks import RULES as NOTICE_RULES
from governance.documents.result.checks import RULES as RESULT_RULES
from governance.documents.rid.document import BY_KEY, CHAPTERS
from governance.versions.mends.mend import offered_mends
from governance.versions.models import Waiver
from governance.versions.operations.waivers import lift_waiver, waive_finding
from governance.versions.pages import version_at
from governance.versions.past_pages import is_past, past_answer
from governance.versions.queries.checking import CheckedFinding, check_version, counted
from governance.versions.queries.current import CurrentRid, check_release, current_rid
from governance.versions.queries.past.checks import check_past
from governance.versions.queries.past.documents import PastDocument
from releases.models.releases import Release
from releases.pages import reason_for, release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonOnlyForm
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, needs

NAMES = {key: BY_KEY[key].title for key in CHAPTERS} | {"document": "Whole document"}
READS = (Permission.READ_DRAFTS, Permission.READ_PRESENTED)


@require_safe
@needs(Permission.READ_DRAFTS)
def checks(request: HttpRequest, slug: str) -> HttpResponse:
    """Findings in the release as it is now, by section, each with the page for correcting it; with `?as-at=` those in
    the document of that day."""
    release = release_at(slug)
    if is_past(request):
        return past_answer(request, release, lambda past: _past(request, release, past))
    return _show(request, release, "")


def _past(request: HttpRequest, release: Release, past: PastDocument) -> HttpResponse:
    rows = check_past(release, past)
    counts = counted(row.finding for row in rows)
    context = {"release": release, "past": past, "sections": _by_section(rows), "counts": counts}
    return render(request, "past/checks.html", context)


@require_safe
@needs(*READS)
def version_checks(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Findings in a version as frozen."""
    return _show(request, release_at(slug), number)


def _show(request: HttpRequest, release: Release, number: str) -> HttpResponse:
    current = None if number else current_rid(release)
    rows = _findings(request, release, number, current)
    edits = Permission.EDIT_RELEASES in request.user.permissions()
    offers = offered_mends(release, current, rows) if current and edits else {}
    context = {
        "release": release,
        "number": number,
        "sections": _by_section(rows),
        "counts": counted(row.finding for row in rows if not row.waiver),
        "offers": offers,
        "missing": _missing(current, rows) if current else [],
        "reason": reason_for(request, release) if offers else None,
    }
    return render(request, "versions/checks.html", context)


def _missing(current: CurrentRid, rows: list[CheckedFinding]) -> list[OpenList]:
    """The lists that nobody has entered yet, in the order of the tabs, which count them too."""
    states = group_states(current.rid.content, [row.finding for row in rows if row.waiver is None])
    return [one for state in states.values() for one in state.lists]


def _by_section(rows: list[CheckedFinding]) -> list[tuple[str, list[CheckedFinding]]]:
    return [(NAMES[key], list(group)) for key, group in groupby(rows, key=lambda row: row.finding.section)]


def _findings(
    request: HttpRequest, release: Release, number: str, current: CurrentRid | None = None
) -> list[CheckedFinding]:
    if number:
        drafts = Permission.READ_DRAFTS in request.user.permissions()
        return check_version(version_at(request, release.slug, number), with_drafts=drafts)
    return check_release(release, current)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRESENT_VERSIONS)
def waive(request: HttpRequest, slug: str, key: str, number: str = "") -> HttpResponse:
    """Waive an error or withdraw its waiver, with a reason."""
    release = release_at(slug)
    rows = [row for row in _findings(request, release, number) if row.finding.key == key]
    row = found_or_404(rows, "such finding any more")
    back = reverse("version-checks", args=[slug, number]) if number else reverse("checks", args=[slug])

    def act(reason: str) -> Waiver:
        common = {"by": request.user, "release": release, "reason": reason, "on": today()}
        if row.waiver:
            return lift_waiver(waiver=row.waiver, **common)
        return waive_finding(finding=row.finding, **common)

    def done(waiver: Waiver) -> tuple[str, str]:
        return "The error is waived." if waiver.is_waived else "The waiver is withdrawn.", back

    context = {"release": release, "row": row, "back": back}
    return form_page(request, ReasonOnlyForm, act, done, "versions/waive.html", **context)


@login_not_required
@public_for(SHORT)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules, with the docstrings of their functions."""
    rows = sorted(RULES.values(), key=lambda rule: (ORDER.index(rule.section), rule.name))
    sections = [(NAMES[key], list(group)) for key, group in groupby(rows, key=lambda rule: rule.section)]
    sections.append(("Publication notices", list(NOTICE_RULES.values())))
    sections.append(("Results of consultations", list(RESULT_RULES.values())))
    return render(request, "versions/rules.html", {"sections": sections})
