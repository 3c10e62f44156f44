"""Storing contents by digest: of each changed release, called by core before the commit, and of agenda items."""

from datetime import date
from typing import Any

from governance.composing.compose import compose
from governance.composing.models import Content
from governance.meetings.models import all_matters
from modifications.models.modifications import Part
from releases.models.releases import Release
from secrel.core.changes.record import digest_of


class Contents:
    """The content store of `governance.meetings.content_store`, used by meetings and criteria."""

    @staticmethod
    def store(data: dict[str, Any]) -> str:
        digest = digest_of(data)
        Content.objects.bulk_create([Content(digest=digest, data=data)], ignore_conflicts=True)
        return digest

    @staticmethod
    def read(digest: str) -> dict[str, Any]:
        return Content.objects.get(pk=digest).data


def store_contents(touched: list[Any], on: date) -> dict[str, str]:
    """Compose each release that was touched, directly or through a part, and store the content; returns slug to digest.

    Releases are locked in the order of slugs, so that the content is that of the commit and two changes cannot
    deadlock. Then agenda items about the release are updated: positions fall if the content has changed.
    """
    digests = {}
    for release in _releases(touched).select_for_update(of=("self",), no_key=True):
        data = compose(release).as_data()
        digests[release.slug] = Contents.store(data)
        for matter in all_matters():
            matter.release_edited(release, data, on)
    return digests


def _releases(touched: list[Any]) -> Any:
    parts = [thing.pk for thing in touched if isinstance(thing, Part)]
    keys = {thing.pk for thing in touched if isinstance(thing, Release)}
    keys |= set(Release.objects.filter(scope__part__in=parts).values_list("pk", flat=True))
    return (
        Release.objects.filter(pk__in=keys)
        .select_related("test_strategy", "combined_assessment")
        .order_by("slug")
    )
