"""Open flags, in the order in which people work on them."""

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When

from governance.watch.models import LATE, Act, Flag, FlagStep
from releases.models.releases import Release


def open_flags() -> QuerySet[Flag]:
    """Late flags first, then by due date; dismissed flags come last. `reminded_on` is the day of the last reminder."""
    late = Case(When(kind__in=LATE, then=0), default=1, output_field=IntegerField())
    reminded = FlagStep.objects.filter(flag=OuterRef("pk"), what=Act.CHASE).order_by("-pk").values("on")[:1]
    rows = Flag.objects.filter(cleared_on__isnull=True).select_related("release", "owner")
    return rows.annotate(reminded_on=Subquery(reminded)).order_by("is_set_aside", late, "due_on", "thing")


def flags_listed(*, state: str = "", kind: str = "", release: Release | None = None) -> QuerySet[Flag]:
    """Open flags; or with the state "cleared", cleared ones, the newest first."""
    cleared = Flag.objects.filter(cleared_on__isnull=False).select_related("release", "owner")
    rows = cleared.order_by("-cleared_on", "-pk") if state == "cleared" else open_flags()
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(release=release) if release else rows
