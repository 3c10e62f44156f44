"""Keeps input that was sent without a valid sign-in, for its owner, and shows it again (ADR 16).

Files and passwords are not kept; of files, the names are, so that the page can say which to choose again.
"""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.db.models import Q
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.utils import timezone

from secrel.core.editing.drafts.input_fields import readable, without_secrets
from secrel.core.editing.drafts.page_owner import FIELD, read_owner
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.people import User

PARAMETER = "unsaved"
KEPT_FOR = timedelta(days=30)
MOST = 20  # of one person; the oldest goes first


def keep(request: HttpRequest, owner: str) -> UnsavedInput | None:
    """Keep what was sent for its owner. None where nothing may be kept: accounts' own forms hold secrets."""
    if is_secret(request) or not User.objects.filter(pk=owner).exists():
        return None
    UnsavedInput.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    sent = {
        "address": without_parameter(request.get_full_path()),
        "text": without_secrets(request.POST).urlencode(),
        "files": urlencode([(field, file.name) for field, files in request.FILES.lists() for file in files]),
    }
    same = Q(**sent) | Q(key=request.GET.get(PARAMETER, "").replace("\x00", ""), address=sent["address"])
    UnsavedInput.objects.filter(same, owner_id=owner).delete()  # sent twice, or sent again: one
    kept = UnsavedInput.objects.create(owner_id=owner, **sent)
    request.is_refused = True
    too_many = UnsavedInput.objects.filter(owner_id=owner).values_list("pk", flat=True)[MOST:]
    UnsavedInput.objects.filter(pk__in=list(too_many)).delete()
    return kept


def is_secret(request: HttpRequest) -> bool:
    """Forms of allauth: passwords, codes and passkeys."""
    found = request.resolver_match
    return found is not None and found.func.__module__.startswith("allauth")


def address_of(kept: UnsavedInput) -> str:
    """The page that it was typed into, which shows it again or leads to the page that does."""
    return with_parameter(kept.address, kept.key)


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
    """The one that the address names, if it was sent there by whoever asks."""
    key = request.GET.get(PARAMETER, "").replace("\x00", "")
    if not key or not request.user.is_authenticated:
        return None
    found = UnsavedInput.objects.filter(owner=request.user, key=key).first()
    return found if found and urlsplit(found.address).path == request.path else None


def draft_for(request: HttpRequest) -> QueryDict | None:
    """What was typed here before, for a page that shows it in its own form; nothing is saved."""
    if not hasattr(request, "draft"):
        request.draft = find_draft(request)
        if request.draft:
            mark_shown(request.draft)
    return QueryDict(request.draft.text) if request.draft else None


def mark_shown(kept: UnsavedInput) -> None:
    if not kept.is_shown:
        kept.is_shown = True
        kept.save(update_fields=["is_shown"])


def sent_text(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form held that cannot be saved, for its author to copy from the refusal.

    Nothing where the form may come from another site, or holds secrets.
    """
    if request.method != "POST" or is_secret(request):
        return []
    try:
        if not getattr(request, "csrf_processing_done", False):  # refused, or no view to ask it for
            is_ours = request.resolver_match is None and read_owner(request.POST.get(FIELD, ""))
            return readable(request.POST) if is_ours else []
        return readable(request.POST)
    except (SuspiciousOperation, UnreadablePostError):
        return []
