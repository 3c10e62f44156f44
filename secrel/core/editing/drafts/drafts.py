"""Save input that was submitted without a valid sign-in, for its owner, and restore it (ADR 16).

Files and passwords are not saved. The names of files are, so that the page can say which to choose again.
"""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.db.models import Q
from django.http import HttpRequest, QueryDict, UnreadablePostError

from secrel.core.dates.clock import moment
from secrel.core.editing.drafts.input_fields import readable, without_secrets
from secrel.core.editing.drafts.page_owner import FIELD, read_owner
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.people import User

PARAMETER = "unsaved"
LIFETIME = timedelta(days=30)
MOST = 20  # for each person; the oldest is deleted first


def save_draft(request: HttpRequest, owner: str) -> UnsavedInput | None:
    """Save the submitted input for its owner. None for the forms of accounts, as they hold secrets."""
    if is_secret(request) or not User.objects.filter(pk=owner).exists():
        return None
    UnsavedInput.objects.filter(kept_at__lt=moment() - LIFETIME).delete()
    content = {
        "address": without_parameter(request.get_full_path()),
        "text": without_secrets(request.POST).urlencode(),
        "files": urlencode([(field, file.name) for field, files in request.FILES.lists() for file in files]),
    }
    key = request.GET.get(PARAMETER, "").replace("\x00", "")
    same = Q(**content) | Q(key=key, address=content["address"])
    UnsavedInput.objects.filter(same, owner_id=owner).delete()  # a second submission replaces the first
    draft = UnsavedInput.objects.create(owner_id=owner, **content)
    request.is_refused = True
    too_many = UnsavedInput.objects.filter(owner_id=owner).values_list("pk", flat=True)[MOST:]
    UnsavedInput.objects.filter(pk__in=list(too_many)).delete()
    return draft


def is_secret(request: HttpRequest) -> bool:
    """Whether the form is one of allauth's: passwords, codes and passkeys."""
    match = request.resolver_match
    return match is not None and match.func.__module__.startswith("allauth")


def address_of(draft: UnsavedInput) -> str:
    """The address of the page it was entered on, which shows it again or redirects to the page that does."""
    return with_parameter(draft.address, draft.key)


def with_parameter(address: str, key: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({PARAMETER: key})}"


def without_parameter(address: str) -> str:
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    if PARAMETER not in query:
        return address
    del query[PARAMETER]
    return parts._replace(query=query.urlencode()).geturl()


def find_draft(request: HttpRequest) -> UnsavedInput | None:
    """The unsaved input that the address names, if it belongs to the signed-in person and to this page."""
    key = request.GET.get(PARAMETER, "").replace("\x00", "")
    if not key or not request.user.is_authenticated:
        return None
    draft = UnsavedInput.objects.filter(owner=request.user, key=key).first()
    return draft if draft and urlsplit(draft.address).path == request.path else None


def draft_for(request: HttpRequest) -> QueryDict | None:
    """The unsaved input of this page, for a view that shows it in its own form."""
    if not hasattr(request, "draft"):
        request.draft = find_draft(request)
        if request.draft:
            mark_shown(request.draft)
    return QueryDict(request.draft.text) if request.draft else None


def mark_shown(draft: UnsavedInput) -> None:
    if not draft.is_shown:
        draft.is_shown = True
        draft.save(update_fields=["is_shown"])


def submitted_text(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that cannot be saved, for its author to copy from the error page.

    Empty if the form may come from another site, or holds secrets.
    """
    if request.method != "POST" or is_secret(request):
        return []
    try:
        if not getattr(request, "csrf_processing_done", False):  # refused, or there is no view
            is_ours = request.resolver_match is None and read_owner(request.POST.get(FIELD, ""))
            return readable(request.POST) if is_ours else []
        return readable(request.POST)
    except (SuspiciousOperation, UnreadablePostError):
        return []
