"""The unsettled target release of a modification."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from modifications.pages import modification_at, reason_for
from releases.forms.target import TargetForm
from releases.models.releases import UnsettledTarget
from releases.operations.releases import set_unsettled_target
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_target(request: HttpRequest, reference: str) -> HttpResponse:
    """Edit the unsettled target; an empty form removes it."""
    modification = modification_at(reference)
    target = getattr(modification, "unsettled_target", None)
    initial = {
        "year": target.year if target else None,
        "considered": list(target.considered.values_list("slug", flat=True)) if target else [],
        "settled_by": target.settled_by.key if target and target.settled_by else "",
        "settle_by": target.settle_by if target else "",
        "note": target.note if target else "",
    }

    def build(data: QueryDict | None) -> TargetForm:
        return TargetForm(data, initial=initial, token=modification.token)

    def change(form: FactsForm, reason: str) -> UnsettledTarget | None:
        facts = {name: form.cleaned_data[name] for name in initial}
        return set_unsettled_target(
            by=request.user, modification=modification, token=form.token, reason=reason, on=today(), **facts
        )

    return facts_page(
        request,
        build,
        change,
        "modifications/edit_facts.html",
        reason=reason_for(request, modification),
        message=f"The target of {modification.reference} has been saved.",
        modification=modification,
        tab="target",
        subject="Target not settled",
    )
