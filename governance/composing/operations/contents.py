"""Keeping contents by their digest: what a release says after each change, which core calls before the commit, and what
a body is asked about."""

from datetime import date
from typing import Any

from governance.composing.compose import compose
from governance.composing.models import Content
from governance.meetings.models import all_matters
from modifications.models.modifications import Part
from releases.models.releases import Release
from secrel.core.changes.record import digest_of


class Contents:
    """The content store that meetings and criteria use (`governance.meetings.content_store`)."""

    @staticmethod
    def store(data: dict[str, Any]) -> str:
        digest = digest_of(data)
        Content.objects.bulk_create([Content(digest=digest, data=data)], ignore_conflicts=True)
        return digest

    @staticmethod
    def read(digest: str) -> dict[str, Any]:
        return Content.objects.get(pk=digest).data


def keep_contents(touched: list[Any], on: date) -> dict[str, str]:
    """Compose each release touched, itself or through a part, and keep the content under its digest.

    Returns slug to digest. Each release is locked, in the order of slugs: what is composed is what will be
    true after the commit, and two changes never wait for each other in a circle. What bodies are asked about the
    release follows: positions fall where it says something else now.
    """
    kept = {}
    for release in _releases(touched).select_for_update(of=("self",), no_key=True):
        data = compose(release).as_data()
        kept[release.slug] = Contents.store(data)
        for matter in all_matters():
            matter.release_edited(release, data, on)
    return kept


def _releases(touched: list[Any]) -> Any:
    parts = [thing.pk for thing in touched if isinstance(thing, Part)]
    keys = {thing.pk for thing in touched if isinstance(thing, Release)}
    keys |= set(Release.objects.filter(scope__part__in=parts).values_list("pk", flat=True))
    return Release.objects.filter(pk__in=keys).order_by("slug")
