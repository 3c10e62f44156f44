"""The releases that a person finds: all, except those kept private until first published."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.versions.models import RidVersion
from governance.versions.queries.versions import INSIDERS, Reader, named_to, open_for_comment
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.changes.permissions import Permission


def releases_found_by(permissions: frozenset[Permission], reader: Reader = None) -> QuerySet[Release]:
    """By go-live. Private ones only for people with a role in releases, for the named readers of a version, and for
    those who are asked to comment on a draft."""
    rows = releases()
    if INSIDERS & permissions:
        return rows
    bodies = reader.bodies() if reader is not None and reader.is_authenticated else set()
    theirs = named_to(reader) | open_for_comment(permissions, bodies)
    opened = RidVersion.objects.filter(theirs, release=OuterRef("pk"))
    return rows.filter(Q(private_until_published=False) | Exists(opened))
