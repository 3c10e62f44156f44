"""Links to the pages that edit a release."""

from django import template
from django.urls import reverse

from governance.documents.rid.document import BY_KEY, PAGES
from governance.documents.rid.section import EditPage
from secrel.core.changes.permissions import Permission

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_tabs(context: template.Context) -> list[EditPage]:
    """The pages that the user may open: all for an analyst, those that take proposals for the DCC."""
    edits = Permission.EDIT_RELEASES in context["request"].user.permissions()
    return [page for page in PAGES if page.tab and (edits or page.takes_proposals)]


@register.simple_tag
def edit_url(page: EditPage, slug: str) -> str:
    return reverse(page.address, args=[slug, *page.arguments])


@register.simple_tag
def edit_links(section: str) -> list[EditPage]:
    """The pages that a section's panel on the release's page links to."""
    return [page for page in BY_KEY[section].pages if page.link]
