"""Shared code of the pages about versions."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.documents.checks.document import CheckContext
from governance.documents.checks.run import check
from governance.documents.checks.states import GroupState, group_states
from governance.documents.engine.blocks import Chapter
from governance.documents.engine.links import Links
from governance.documents.rid.document import appendices, sections
from governance.documents.rid.edit_groups import group_of
from governance.documents.rid.types.rid import Issue, Rid, RidContent
from governance.versions.models import RidVersion
from governance.versions.queries.checking import CheckedFinding, context_of, with_waivers
from governance.versions.queries.current import check_release, current_rid
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.live import live_rid
from governance.versions.queries.versions import visible_versions
from releases.models.releases import Release
from secrel.core.web.http import found_or_404, held_by


def found_release(request: HttpRequest, slug: str) -> Release:
    """The release at an address; raises Http404 if it is private to others than the user."""
    rows = releases_found_by(held_by(request), request.user).filter(slug=slug)
    return found_or_404(rows, "release")


def version_at(request: HttpRequest, slug: str, number: str) -> RidVersion:
    """The version at an address; raises Http404 if the user may not see it."""
    major, minor = map(int, number.split("."))
    rows = visible_versions(found_release(request, slug), held_by(request), request.user)
    return found_or_404(rows.filter(major=major, minor=minor), "version that you may see")


def section_shown(
    release: Release, section: str, rid: Rid, rows: Sequence[CheckedFinding]
) -> tuple[dict[str, Any], dict[str, GroupState]]:
    """A section of the document for the preview beside its edit page, and the states of all sections."""
    content, issue = rid.content, rid.issue
    states = group_states(content, [row.finding for row in rows if row.waiver is None])
    context = {
        "release": release,
        "section": section,
        "missing": states[group_of("", section).key].lists,
        "shown": chapters_of(content, issue, section),
        "findings": [row for row in rows if row.finding.section == section],
    }
    return context, states


def chapters_of(content: RidContent, issue: Issue, section: str) -> list[Chapter]:
    """The chapter of a section; all of them for a section without one."""
    chapters = {row.key: row for row in [*sections(content, Links(), issue), *appendices(content, issue)]}
    return [chapters[section]] if section in chapters else list(chapters.values())


class UnsavedPreview:
    """The preview of what is typed, for `secrel.core.editing.drafts.unsaved_preview`."""

    @staticmethod
    def look(release: Release) -> tuple[Rid, CheckContext]:
        """The RID of the facts as they are in this transaction, and what the checker needs."""
        rid = live_rid(Release.objects.get(pk=release.pk))
        return rid, context_of(release, rid)

    @staticmethod
    def page(
        request: HttpRequest,
        release: Release,
        section: str,
        looked: tuple[Rid, CheckContext] | None,
        left: list[str],
        *,
        stays: bool,
    ) -> HttpResponse:
        context: dict[str, Any] = {"left": left, "stays": stays, "unsaved": looked is not None, "may": {}}
        if looked:
            rows = with_waivers(release, check(*looked))
            context |= section_shown(release, section, looked[0], rows)[0]
        elif not stays:
            current = current_rid(release)
            context |= section_shown(release, section, current.rid, check_release(release, current))[0]
        return render(request, "editing/preview.html#typed", context)
