"""Pages that raise, change and convert a modification."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from modifications.forms.facts import ModificationForm, RaiseForm, systems_value
from modifications.models.modifications import Modification
from modifications.operations.register import (
    change_modification,
    convert_modification,
    register_modification,
)
from modifications.pages import modification_at, reason_for
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.form_pages import form_page
from secrel.core.models.people import User
from secrel.core.people.queries import holders_of
from secrel.core.web.http import SeeOther, needs, searched

FACTS = ("title", "path", "is_urgent", "proposer", "raised_on", "lead_analyst", "web_address", "issue")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def raise_modification(request: HttpRequest) -> HttpResponse:
    initial = {"reference": searched(request, "reference"), "stage": "development"}
    return form_page(
        request,
        lambda data: RaiseForm(data, initial=initial),
        lambda **facts: register_modification(by=request.user, on=today(), **facts),
        lambda raised: (f"{raised.reference} is in the register.", raised.get_absolute_url()),
        "modifications/raise.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_modification(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    initial = {name: getattr(modification, name) for name in FACTS}
    initial["lead_analyst"] = modification.lead_analyst_id
    initial["impacts_dcc_systems"] = systems_value(modification.impacts_dcc_systems)

    def build(data: QueryDict | None) -> ModificationForm:
        form = ModificationForm(data, initial=initial, token=modification.token)
        analysts = {user.pk for user in holders_of(Permission.EDIT_RELEASES, on=today())}
        people = form.fields["lead_analyst"]
        people.queryset = User.objects.filter(pk__in={*analysts, modification.lead_analyst_id} - {None})
        return form

    def change(form: FactsForm, reason: str) -> Modification:
        return change_modification(
            by=request.user,
            modification=modification,
            fields=form.changed,
            token=form.token,
            reason=reason,
            on=today(),
        )

    return facts_page(
        request,
        build,
        change,
        "modifications/edit_facts.html",
        reason=reason_for(request, modification),
        message=f"{modification.reference} saved.",
        modification=modification,
        tab="facts",
        subject="Facts",
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def convert(request: HttpRequest, reference: str) -> HttpResponse:
    """Convert a Draft Proposal to a Modification Proposal with the same number."""
    modification = modification_at(reference)
    reason = reason_for(request, modification)
    converted = convert_modification(
        by=request.user, modification=modification, reason=reason.text, on=today()
    )
    reason.remember()
    messages.success(
        request,
        f"{reference} is now {converted.reference}. You can still find it under its former reference.",
    )
    return SeeOther(converted.get_absolute_url())
