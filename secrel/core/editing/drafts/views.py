"""Pages of unsaved input, and the check by which an open page learns whether its owner is still signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from secrel.core.editing.drafts.drafts import PARAMETER, address_of, mark_shown
from secrel.core.editing.drafts.input_fields import readable
from secrel.core.editing.drafts.page_owner import FIELD, read_owner, signed_in
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.people import User
from secrel.core.web.http import SeeOther, found_or_404, paginate


@login_not_required
@require_safe
@never_cache
def sign_in_state(request: HttpRequest) -> JsonResponse:
    """Who is signed in, compared with the page's owner: "same" (with the current CSRF token), "other" (with the name)
    or "nobody"."""
    here = signed_in(request)
    if not here:
        return JsonResponse({"state": "nobody"})
    if here != read_owner(request.GET.get(FIELD, "")):
        return JsonResponse({"state": "other", "name": request.user.name})
    return JsonResponse({"state": "same", "csrf": get_token(request)})


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """The last page of a sign-in that an open page started in a new tab."""
    return render(request, "people/signed_in_again.html")


@require_safe
def unsaved_list(request: HttpRequest) -> HttpResponse:
    rows = UnsavedInput.objects.filter(owner=request.user).defer("text")
    page = paginate(rows, request.GET)
    return render(request, "people/unsaved_list.html", {"page": page, "query": "", "parameter": PARAMETER})


@require_safe
def unsaved_input(request: HttpRequest, key: str) -> HttpResponse:
    """All that was entered, to read, to copy and to submit again."""
    row = _get(request, key)
    mark_shown(row)
    data = QueryDict(row.text)
    context = {
        "row": row,
        "fields": [(name, value) for name, values in data.lists() for value in values],
        "entered": readable(data),
        "files": row.chosen_files(),
        "target": address_of(row),
    }
    return render(request, "people/unsaved_input.html", context)


@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponse:
    _get(request, key).delete()
    messages.success(request, "Unsaved input discarded.")
    return SeeOther(reverse("unsaved-list"))


def _get(request: HttpRequest, key: str) -> UnsavedInput:
    return found_or_404(UnsavedInput.objects.filter(owner=request.user, key=key), "unsaved input of yours")


def remind(request: HttpRequest, user: User, **_: object) -> None:
    """At sign-in, link to unsaved input that was not shown yet, except for the one that the next page shows."""
    opens = request.POST.get("next", "") + request.GET.get("next", "")
    rows = UnsavedInput.objects.filter(owner=user, is_shown=False)
    count = sum(row.key not in opens for row in rows.only("key"))
    if count:
        forms = "One form that you sent was" if count == 1 else f"{count} forms that you sent were"
        link = '{} not saved, because you had been signed out. <a href="{}">See what you typed</a>'
        messages.warning(request, format_html(link, forms, reverse("unsaved-list")))
