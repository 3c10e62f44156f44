"""Pages that add and change the DCC's Change Requests."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from modifications.forms.change_requests import ChangeRequestForm, NewChangeRequestForm
from modifications.models.change_requests import ChangeRequest
from modifications.operations.documents import add_change_request, change_change_request
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.reason_field import Reason
from secrel.core.web.http import found_or_404, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def new_change_request(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        NewChangeRequestForm,
        lambda **facts: add_change_request(by=request.user, on=today(), **facts),
        lambda added: (f"{added.reference} has been added.", added.get_absolute_url()),
        "modifications/new_change_request.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_change_request(request: HttpRequest, reference: str) -> HttpResponse:
    row = found_or_404(ChangeRequest.objects.filter(reference=reference), "Change Request")

    def build(data: QueryDict | None) -> ChangeRequestForm:
        return ChangeRequestForm(
            data, initial={"title": row.title, "description": row.description}, token=row.token
        )

    def change(form: FactsForm, reason: str) -> ChangeRequest:
        return change_change_request(
            by=request.user,
            change_request=row,
            fields=form.changed,
            token=form.token,
            reason=reason,
            on=today(),
        )

    return facts_page(
        request,
        build,
        change,
        "modifications/edit_change_request.html",
        reason=Reason(request, reference, is_required=False),
        message=f"{reference} saved.",
        back=row.get_absolute_url(),
        change_request=row,
    )
