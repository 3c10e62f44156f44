"""The document preview of what a person has entered and not saved yet. Nothing of it is stored.

The script of a page sends the form to the page's own address, with a field that asks for the preview. The page then
does what it does to save, but as a rehearsal, and answers with the section of the document as it would be.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.changes.rehearsal import rehearse
from secrel.core.processes.jobs import Pause

FIELD = "preview"
REASON = "Only to preview the change"
"""Given to operations that need a reason, where none is entered yet."""
MOST, SECONDS = 30, 10
"""Previews that one person may ask for, in so many seconds."""
TOO_MANY = "The preview is updated in a few seconds."
NO_CHANGES = "There are no changes to save."
UNREADABLE = "Some cells cannot be read."
MOST_TOLD = 5
"""Sentences that the preview shows; the rest are counted."""
log = logging.getLogger("secrel")
_pause = Pause(seconds=5)


class Previewer(Protocol):
    """`look` composes the document of a release from its facts as they are now. `page` answers with a section of what
    was looked at; of the stored document, if that is None; or, if it `stays`, with no section. `left`: sentences on
    what is not shown yet."""

    def look(self, release: Any) -> Any: ...

    def page(
        self, request: HttpRequest, release: Any, section: str, looked: Any, left: list[str], *, stays: bool
    ) -> HttpResponse: ...


_previewers: list[Previewer] = []


def set_previewer(previewer: Previewer) -> None:
    """Register the one upward call: governance composes documents."""
    _previewers[:] = [previewer]


def asks_preview(request: HttpRequest) -> bool:
    return request.method == "POST" and FIELD in request.POST


def unsaved_preview(
    request: HttpRequest,
    context: dict[str, Any],
    change: Callable[[], Any],
    *,
    left: list[str],
    refusal: Callable[[], str],
) -> HttpResponse:
    """The preview after `change`, which saves by one operation what is not in `left`. `refusal`: why it ran none, or
    NO_CHANGES."""
    if "section" not in context or "release" not in context:
        raise Http404("This page has no document preview.")
    if Permission.EDIT_RELEASES not in request.user.permissions():
        raise NotAllowed("Only people who may save this see what is typed in the preview.")
    if _is_too_often(request.user.pk):
        return HttpResponse(TOO_MANY, status=429, content_type="text/plain", headers={"Retry-After": "2"})
    (previewer,) = _previewers
    release, looked = context["release"], None
    try:
        looked = rehearse(change, lambda _: previewer.look(release))
        sentence = "" if looked else refusal()
    except RuleBroken as broken:
        if broken.status == 403:
            raise
        sentence = broken.sentence
    stays = sentence not in ("", NO_CHANGES)
    sentences = [sentence, *left] if stays else left
    if len(sentences) > MOST_TOLD:
        sentences = [*sentences[:MOST_TOLD], f"And {len(sentences) - MOST_TOLD} more."]
    return previewer.page(request, release, context["section"], looked, sentences, stays=stays)


def _is_too_often(person: int) -> bool:
    """Count one more in Valkey, not in the database. If it is away, nobody is refused."""
    if _pause:
        return False
    key = f"previews:{person}:{int(time.time() / SECONDS)}"
    try:
        cache = caches["presence"]
        cache.add(key, 0, SECONDS)
        return bool(cache.incr(key) > MOST)
    except Exception as error:
        _pause.begin()
        log.warning("The cache that counts previews is not available: %r", error)
        return False
