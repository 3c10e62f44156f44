"""What the API reads and changes of the core: what one follows, and the calendar."""

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from secrel.core.api.fields import named_by
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.models.people import Body, User
from secrel.core.models.subscriptions import How, Subscription
from secrel.core.notifications.following import (
    change_subscription,
    make_private_address,
    revoke_private_address,
    unsubscribe,
)

named_by(Body, "key", "body", "panel")
named_by(User, "email__iexact", "person with the address", "analyst@secas.example")


def _subscription(request: Request, text: str, found: Found) -> Subscription:
    topic, _, value = text.partition(":")
    if request.user.is_authenticated:
        row = Subscription.objects.in_force().filter(user=request.user, topic=topic, value=value).first()
        if row:
            return row
    raise Http404("You do not follow this.")


place(
    "subscription",
    "[a-z_]+(?::[A-Za-z0-9.-]+)?",
    _subscription,
    "What you follow: its topic, and after a colon what it is.",
    "release:june-2021",
)


def _followed(request: Request, found: Found) -> QuerySet[Subscription]:
    if not request.user.is_authenticated:
        raise PermissionDenied
    return Subscription.objects.in_force().filter(user=request.user)


FOLLOWED = {"topic": str, "value": str, "label": str, "how": str}
SUBSCRIPTION = Resource("following/{subscription}/", FOLLOWED, about="Something that you follow.")
FOLLOWING = Listing(
    "following/",
    FOLLOWED,
    rows=_followed,
    about="What you follow.",
)
RESOURCES: list[Resource] = [FOLLOWING, SUBSCRIPTION]
TWINS = [
    Twin(change_subscription, "PATCH", SUBSCRIPTION.address, SUBSCRIPTION, fields={"how": How}),
    Twin(unsubscribe, "DELETE", SUBSCRIPTION.address),
    Twin(make_private_address, "POST", "private-address/"),
    Twin(revoke_private_address, "DELETE", "private-address/"),
]
