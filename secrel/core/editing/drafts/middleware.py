"""Accept input only from the owner of its page, and save it if it cannot be accepted. Runs before the sign-in check."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from secrel.core.editing.drafts.answers import refused_form
from secrel.core.editing.drafts.drafts import find_draft, without_parameter
from secrel.core.editing.drafts.page_owner import last_signed_in, owner_of, remember_owner, signed_in
from secrel.core.editing.drafts.requests import OTHER_PERSON, SIGNED_OUT, fragment_refused, is_fragment
from secrel.core.web.http import SeeOther


class UnsavedInputMiddleware:
    """Answers 401 to fragments without a valid sign-in, saves forms submitted without one, and restores those."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        remember_owner(request, response)
        if "unsaved" in request.GET:
            return _after(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponse | None:
        is_public = not getattr(view, "login_required", True)
        if is_fragment(request):
            return _refused_fragment(request, is_public)
        if is_public or request.method != "POST":
            return None
        here = signed_in(request)
        owner = owner_of(request) or here or last_signed_in(request)
        return None if owner == here else refused_form(request, owner)


def _refused_fragment(request: HttpRequest, is_public: bool) -> HttpResponse | None:
    """A public fragment is refused too if the page around it was opened by somebody else."""
    owner = owner_of(request)
    if is_public and not owner:
        return None
    here = signed_in(request)
    if not here:
        return fragment_refused(request, SIGNED_OUT)
    return fragment_refused(request, OTHER_PERSON) if owner not in ("", here) else None


def _after(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Delete unsaved input when its form is submitted again and accepted. Show it on a page of its own if the form's
    page did not show it."""
    draft = getattr(request, "draft", None) or find_draft(request)
    if draft is None or is_fragment(request) or hasattr(request, "is_refused"):
        return response
    if request.method == "POST" and response.status_code in (302, 303):
        draft.delete()
        response["Location"] = without_parameter(response["Location"])
    elif request.method == "GET" and not hasattr(request, "draft"):
        return SeeOther(reverse("unsaved-input", args=[draft.key]))
    return response
