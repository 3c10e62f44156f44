"""Whether the person who reads a page follows what it is about."""

from django import template

from secrel.core.models.people import User
from secrel.core.models.subscriptions import Subscription

register = template.Library()


@register.simple_tag
def follows(user: User, topic: str, value: str) -> Subscription | None:
    """The person's subscription to a topic; None if they do not follow it. One query."""
    return Subscription.objects.in_force().filter(user=user.pk, topic=topic, value=value).first()
