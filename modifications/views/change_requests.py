"""Change Requests of the DCC entered and changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from modifications.forms.change_requests import ChangeRequestForm, NewChangeRequestForm
from modifications.models import ChangeRequest
from modifications.operations.documents import add_change_request, change_change_request
from secrel.core.clock import today
from secrel.core.facts import FactsForm
from secrel.core.facts_pages import facts_page
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.kept import kept_for
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save
from secrel.core.sitting import Reason


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def new_change_request(request: HttpRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else kept_for(request)
    form, outcome = NewChangeRequestForm(typed), Outcome()
    if request.method == "POST":
        outcome = save(form, lambda **facts: add_change_request(by=request.user, on=today(), **facts))
        if outcome.saved:
            messages.success(request, f"{outcome.saved.reference} is entered.")
            return SeeOther(outcome.saved.get_absolute_url())
    context = {"form": form, "outcome": outcome}
    return render(request, "modifications/new_change_request.html", context, status=outcome.status)


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
        reason=Reason(request, reference, is_asked=False),
        said=f"{reference} saved.",
        back=row.get_absolute_url(),
        change_request=row,
    )
