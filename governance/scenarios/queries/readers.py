"""Who reads a scenario."""

from django.db.models import Q, QuerySet

from governance.scenarios.models import Scenario
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User


def scenarios_read_by(user: User) -> QuerySet[Scenario]:
    """Own scenarios, and those that colleagues share: only for people who may read drafts, as a scenario shows what is
    in the drafts of any release. To know the address of a scenario makes no difference."""
    if Permission.READ_DRAFTS not in user.permissions():
        return Scenario.objects.none()
    return Scenario.objects.filter(Q(made_by=user) | Q(is_shared=True)).select_related("made_by")


def scenarios_listed(user: User, of: str = "") -> QuerySet[Scenario]:
    """Those that a person may read: all, their own ("mine"), or those of colleagues ("shared")."""
    rows = scenarios_read_by(user)
    if of == "mine":
        return rows.filter(made_by=user)
    return rows.exclude(made_by=user) if of == "shared" else rows
