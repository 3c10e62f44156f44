"""What the page of a meeting says of its pack, as packs stand above meetings."""

from datetime import date
from typing import Any

from django import template

from governance.meetings.models import Meeting
from governance.packs.queries.packs import changed_since, packs_of

register = template.Library()


@register.simple_tag
def last_pack(meeting: Meeting, on: date) -> dict[str, Any]:
    """The last pack of a meeting, and whether its agenda changed since."""
    pack = packs_of(meeting).first()
    return {
        "pack": pack,
        "is_outdated": bool(pack and meeting.state == "planned" and changed_since(pack, on)),
    }
