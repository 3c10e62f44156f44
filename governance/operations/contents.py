"""Keeping what a release says after each change: the recorder that core calls before the commit."""

from governance.documents.compose import compose
from governance.models import Content
from releases.models import Release
from secrel.core.record import digest_of


def keep_contents(touched: list[Release]) -> dict[str, str]:
    """Compose each release and keep the content under its digest; returns slug to digest.

    In the order of slugs, so that two changes never wait for each other in a circle.
    """
    kept = {}
    for release in sorted(touched, key=lambda release: release.slug):
        release.refresh_from_db()
        data = compose(release)
        digest = digest_of(data)
        Content.objects.bulk_create([Content(digest=digest, data=data)], ignore_conflicts=True)
        kept[release.slug] = digest
    return dict(sorted(kept.items()))
