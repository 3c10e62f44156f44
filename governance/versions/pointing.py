"""The finding at whose place an edit page opens, for `secrel.core.editing.pointing`."""

from django.http import HttpRequest

from governance.versions.queries.current import current_rid
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.editing.pointing.finding import Pointed
from secrel.core.web.http import held_by


def find_pointed(request: HttpRequest, release: Release, key: str) -> Pointed | None:
    """A finding in the release as it is now, for those who may read it."""
    if Permission.READ_DRAFTS not in held_by(request):
        return None
    found = next((row for row in current_rid(release).findings if row.key == key), None)
    return found and Pointed(found.path, found.about, found.message, found.mend)
