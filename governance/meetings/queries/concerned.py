"""Users who cannot vote on an item because it is about their own body's work. Source: the field's rule."""

from django.db.models import Q

from governance.meetings.models import Item
from secrel.core.models.people import Membership


def seats_of_owners(item: Item) -> set[int]:
    """Users who hold the seat of a body whose own work the item is about, or stand in for it."""
    owners = item.matter.owners(item)
    if not owners:
        return set()
    of_owner = Q(represents__in=owners) | Q(stands_in_for__represents__in=owners)
    rows = Membership.objects.in_force(item.meeting.on).filter(of_owner, body=item.meeting.body_id)
    return set(rows.values_list("user", flat=True))
