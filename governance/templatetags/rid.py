"""Links to the pages that edit a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from governance.documents.checks.states import GroupState, group_states
from governance.documents.rid.document import BY_KEY
from governance.documents.rid.edit_groups import GROUPS, EditGroup, group_of
from governance.documents.rid.section import EditPage
from governance.register.queries.scope_statuses import ScopeStatus
from governance.versions.queries.current import current_at_hand
from releases.workflow import SCOPE
from secrel.core.changes.permissions import Permission
from secrel.core.templatetags.ui import NONE, state
from secrel.core.web.addresses import address_of

register = template.Library()


@dataclass(frozen=True)
class EditTab:
    """A section of the document on the row of tabs, with the pages of it that the user may open."""

    group: EditGroup
    pages: tuple[EditPage, ...]
    is_open: bool
    state: GroupState | None


@register.simple_tag(takes_context=True)
def edit_tabs(context: template.Context, *, tab: str | None = None, shows_states: bool = True) -> SafeString:
    """The sections with pages that the user may open: all for an analyst, those that take proposals for the DCC. Their
    states are in the preview, which sends them to the edit page."""
    return _tabs(
        context["release"].slug,
        context.get("tab", "") if tab is None else tab,
        context["section"],
        edits=Permission.EDIT_RELEASES in context["request"].user.permissions(),
        shows_states=shows_states,
        states=tuple((context.get("states") or {}).items()),
    )


@lru_cache(maxsize=500)
def _tabs(
    slug: str,
    tab: str,
    section: str,
    *,
    edits: bool,
    shows_states: bool,
    states: tuple[tuple[str, GroupState], ...],
) -> SafeString:
    """Drawn once for a state: a hundred nodes of a template, on each page that edits."""
    opened, of_groups = group_of(tab, section), dict(states)
    tabs = [
        EditTab(group, pages, group == opened, of_groups.get(group.key))
        for group in GROUPS
        if (pages := tuple(page for page in group.pages if edits or page.takes_proposals))
    ]
    context = {"tabs": tabs, "slug": slug, "tab": tab, "shows_states": edits and shows_states}
    return mark_safe(render_to_string("editing/tabs.html", context))  # noqa: S308 - drawn by a template


@register.simple_tag(takes_context=True)
def edit_states(context: template.Context) -> dict[str, GroupState]:
    """The states of the sections, for those who edit them, where the document is composed already; else the preview
    brings them, and the tabs keep their room."""
    edits = Permission.EDIT_RELEASES in context["request"].user.permissions()
    current = current_at_hand(context["release"]) if edits else None
    return group_states(current.content, current.unwaived) if current else {}


@register.filter
def open_count(states: dict[str, GroupState]) -> int:
    """The errors and what is missing, together."""
    return sum(state.errors + state.missing for state in states.values())


@register.simple_tag
def edit_url(page: EditPage, slug: str) -> str:
    return address_of(page.address, slug, *page.arguments)


@register.simple_tag
def edit_links(section: str) -> list[EditPage]:
    """The pages that a section's panel on the release's page links to."""
    return [page for page in BY_KEY[section].pages if page.link]


@register.simple_tag
def standings(rows: Iterable[ScopeStatus] | None) -> SafeString:
    """The releases that a modification is in: each with its part and its state there."""
    spans = [_standing(row.status, row.slug, row.release, row.part) for row in rows or ()]
    return mark_safe("".join(spans)) if spans else NONE  # noqa: S308 - each is escaped


@lru_cache(maxsize=5_000, typed=True)
def _standing(status: str, slug: str, release: str, part: str) -> SafeString:
    of_scope = SCOPE.states[status]
    return format_html(
        '<span class="standing standing-{}"><a href="{}">{}</a>{} {}</span>',
        *(of_scope.key, address_of("release", slug), release.replace(" SEC Release", "")),
        *(_part(part), state(of_scope)),
    )


def _part(name: str) -> str:
    return format_html(" ({}{})", "part " if len(name) < 3 else "", name) if name else ""
