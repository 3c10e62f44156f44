"""The page of a correction that needs one click: what it changes, then the button. The checks have the button too."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from governance.versions.mends.mend import OfferedMend, is_mender, offered_mends
from governance.versions.queries.current import check_release, current_rid
from releases.models.releases import Release
from releases.pages import reason_for, release_at
from secrel.core.changes.errors import Stale
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import TokenForm
from secrel.core.web.http import SeeOther, found_or_404, needs

CHANGED = "The document has changed since you opened the page. Read what would change now, then use the button again."
NOTHING_LEFT = "Nothing was changed: the checks no longer find what this would correct."


class MendForm(TokenForm):
    """The version that the page was opened with, and a digest of the changes that it showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def mend(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show what a correction changes, and make it."""
    release = release_at(slug)
    offer, back = _offered(release, name), f"/releases/{slug}/checks/"
    if offer is None and request.method == "POST" and is_mender(name):
        messages.info(request, NOTHING_LEFT)
        return SeeOther(back)
    offer = found_or_404([offer] if offer else [], "such correction any more")
    reason, plan = reason_for(request, release), offer.mend

    def act(token: int | None, seen: str) -> bool:
        if seen != plan.digest:
            raise Stale(CHANGED, theirs={}, token=plan.token)
        plan.act(by=request.user, token=token, reason=reason.text, on=today())
        reason.remember()
        return True

    def done(_: Any) -> tuple[str, str]:
        return plan.done, back

    context = {"release": release, "offer": offer, "back": back, "reason": reason}
    return form_page(request, MendForm, act, done, "checks/mend.html", **context)


def _offered(release: Release, name: str) -> OfferedMend | None:
    current = current_rid(release)
    offers = offered_mends(release, current, check_release(release, current)).values()
    return next((offer for offer in offers if offer.name == name), None)
