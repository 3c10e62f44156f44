"""The page of a release as it stood at the end of a day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from governance.documents.pictures.scale import as_at
from governance.documents.pictures.timetable import timetable_picture
from governance.versions.queries.past.documents import PastDocument
from releases.models.releases import Release
from releases.queries import ledger_of
from secrel.core.changes.permissions import Permission
from secrel.core.web.http import held_by


def past_release(request: HttpRequest, release: Release, past: PastDocument) -> HttpResponse:
    """The release as this person may see it as at a day, without links to edit it."""
    ledger: Any = []
    if Permission.EDIT_RELEASES in held_by(request):
        ledger = ledger_of(release).filter(on__lte=past.day)
    context = {
        "release": release,
        "past": past,
        "day": past.day.isoformat(),
        "profile": Release.Profile(past.content.release.profile).label,
        "picture": SimpleLazyObject(lambda: as_at(timetable_picture(past.content.timeline, past.day))),
        "next_step": next(iter(past.steps_ahead(past.day)), None),
        "ledger": list(ledger),
    }
    return render(request, "past/release.html", context)
