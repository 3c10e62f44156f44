"""The statements and notes of a section; the test strategy has nothing else."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from releases.forms.statements import StatementsForm, form_of, stored_statements
from releases.models.releases import Section
from releases.operations.statements import state_section
from releases.pages import reason_for, section_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts_pages import facts_page
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_statements(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    section = section_at(slug, key)
    release = section.release

    def build(data: QueryDict | None) -> StatementsForm:
        return form_of(section)(data, initial=stored_statements(release, section), token=section.token)

    def change(form: StatementsForm, reason: str) -> None:
        state_section(
            by=request.user,
            release=release,
            key=key,
            statements=form.changed,
            token=form.token,
            reason=reason,
            on=today(),
        )

    return facts_page(
        request,
        build,
        change,
        "editing/facts.html",
        reason=reason_for(request, release),
        message=f"{section.get_key_display()} saved.",
        release=release,
        section=key,
        tab="testing" if key == Section.Key.TESTING else f"statements-{key}",
        subject=section.get_key_display()
        if key == Section.Key.TESTING
        else f"{section.get_key_display()}: statements and notes",
    )


def edit_testing(request: HttpRequest, slug: str) -> HttpResponse:
    """The test strategy, at its own URL."""
    return edit_statements(request, slug, Section.Key.TESTING)
