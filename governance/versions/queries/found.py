"""The releases that a person finds: all, except those kept private until first published."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.versions.models import RidVersion
from governance.versions.queries.versions import INSIDERS, Reader, named_to
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.changes.permissions import Permission


def releases_found_by(permissions: frozenset[Permission], reader: Reader = None) -> QuerySet[Release]:
    """By go-live. Private ones only for people with a role in releases, and for the named readers of a version."""
    rows = releases()
    if INSIDERS & permissions:
        return rows
    named = RidVersion.objects.filter(named_to(reader), release=OuterRef("pk"))
    return rows.filter(Q(private_until_published=False) | Exists(named))
