"""Whether a release has had its first baseline, after which each change to its facts needs a reason."""

from django.db.models import Q, QuerySet

from governance.versions.models import RidVersion, VersionKind
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.compiled import compiled

NOT_BASELINED = ("planned", "postponed")
IN_SCOPE = ("targeted", "approved")


def has_been_baselined(thing: Release | Part | Modification) -> bool:
    """Whether the release, or any release with the part or modification in scope, was ever baselined."""
    if isinstance(thing, Release):
        return thing.is_baselined or bool(_baselines(thing.pk))
    items = ScopeItem.objects.filter(status__in=IN_SCOPE)
    items = items.filter(part=thing) if isinstance(thing, Part) else items.filter(part__modification=thing)
    return items.filter(
        ~Q(release__life__in=NOT_BASELINED) | Q(release__versions__kind=VersionKind.BASELINE)
    ).exists()


@compiled
def _baselines(release: int) -> QuerySet[RidVersion]:
    return RidVersion.objects.filter(release=release, kind=VersionKind.BASELINE).only("pk")[:1]
