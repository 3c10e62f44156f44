"""Whether a release has had its first baseline: from then on each change to its facts needs a reason."""

from django.db.models import Q

from governance.versions.models import VersionKind
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem

NOT_BASELINED = ("planned", "postponed")
IN_SCOPE = ("targeted", "approved")


def has_been_baselined(thing: Release | Part | Modification) -> bool:
    """Also of one that was postponed since; of a part or a modification, any release that it is in."""
    if isinstance(thing, Release):
        return thing.is_baselined or thing.versions.filter(kind=VersionKind.BASELINE).exists()
    held = ScopeItem.objects.filter(status__in=IN_SCOPE)
    held = held.filter(part=thing) if isinstance(thing, Part) else held.filter(part__modification=thing)
    return held.filter(
        ~Q(release__life__in=NOT_BASELINED) | Q(release__versions__kind=VersionKind.BASELINE)
    ).exists()
