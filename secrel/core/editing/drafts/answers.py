"""Responses to a form that was submitted while its owner was signed out, or with an old CSRF token."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from secrel.core.editing.drafts.drafts import address_of, save_draft
from secrel.core.editing.drafts.page_owner import owner_of, signed_in
from secrel.core.editing.drafts.requests import (
    OTHER_PERSON,
    SIGNED_OUT,
    STALE,
    STALE_HEADER,
    fragment_refused,
    is_fragment,
)
from secrel.core.models.people import User
from secrel.core.web.http import SeeOther


def refused_form(request: HttpRequest, owner: str) -> HttpResponse:
    """Save the input for its owner and redirect to the sign-in page. If another person is signed in, show them whose
    page it was."""
    draft = save_draft(request, owner)
    if signed_in(request):
        context = {"owner": User.objects.filter(pk=owner).first(), "is_kept": draft is not None}
        return render(request, "people/other_person.html", context, status=409)
    address = address_of(draft) if draft else request.get_full_path()
    return SeeOther(f"{reverse('account_login')}?{urlencode({'next': address, 'kept': 1 if draft else 0})}")


def csrf_refused(request: HttpRequest, reason: str) -> HttpResponse | None:
    """The response to an old CSRF token from a page of this site; None for any other page.

    Signing in changes the token, so a page that was open before has an old one. Only this site can sign the owner of a
    page, so input that another site sends is never saved or shown.
    """
    if request.method != "POST" or not reason.startswith("CSRF "):
        return None
    here, owner = signed_in(request), owner_of(request)
    if is_fragment(request):
        return _refused_fragment(request, here, owner)
    if request.path == reverse("account_login"):
        again = {"next": request.POST.get("next", ""), "again": 1}
        return SeeOther(
            f"{request.path}?{urlencode({name: value for name, value in again.items() if value})}"
        )
    if not owner:
        return None
    if owner != here:
        return refused_form(request, owner)
    draft = save_draft(request, owner)
    if draft is None:
        messages.error(request, f"{STALE} We do not save passwords and codes, so enter them again.")
        return SeeOther(request.get_full_path())
    return SeeOther(address_of(draft))


def _refused_fragment(request: HttpRequest, here: str, owner: str) -> HttpResponse:
    if not here:
        return fragment_refused(request, SIGNED_OUT)
    if owner not in ("", here):
        return fragment_refused(request, OTHER_PERSON)
    response = fragment_refused(request, STALE, status=403)
    response[STALE_HEADER] = "yes"
    return response
