"""What releases bring for categories of Parties, as the page “For my organisation” shows it."""

from typing import Any

from rest_framework.request import Request

from governance.documents.brief.slices import SLICES
from governance.parties.pages import read
from governance.parties.queries import brief_for, open_drafts
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Resource
from secrel.core.dates.clock import moment, today


def _who(request: Request, text: str, found: Found) -> tuple[str, ...]:
    return read(text)


place(
    "who",
    "[a-z_]{1,40}(?:[+][a-z_]{1,40}){0,9}",
    _who,
    "A category of Parties, or several joined by +.",
    "suppliers+gas_networks",
)
CATEGORIES = Resource(
    "for/",
    {"categories": list[dict]},
    read=lambda request, found: {"categories": [{"key": key, "name": name} for key, name in SLICES.items()]},
    version=lambda found: None,
    is_public=True,
    about="The categories of Parties, by the keys that addresses take.",
    example={"categories": [{"key": "suppliers", "name": "Suppliers"}]},
)


def _brief(request: Request, found: Found) -> dict[str, Any]:
    user = request.user if request.user.is_authenticated else None
    slug = found["release"].slug if "release" in found else ""
    content = brief_for(user, found["who"], slug, on=today(), at=moment()).content
    drafts = open_drafts(user, content, today()) if user else []
    return content.as_data() | {
        "drafts": [
            {
                "release": row.version.release.slug,
                "version": row.version.number,
                "added": [one.as_data() for one in row.added],
                "unstated": [one.as_data() for one in row.unstated],
            }
            for row in drafts
        ]
    }


SHAPE = {
    "who": str,
    "title": str,
    "releases": list[dict],
    "answers": list[dict],
    "unaffected": list[str],
    "left_out": list[str],
    "drafts": list[dict],
}
ABOUT = (
    "by what is published: modifications that affect them, dates, documents and costs; what Parties are asked; and "
    "drafts that are open for your comment."
)
BRIEF = Resource(
    "for/{who}/",
    SHAPE,
    read=_brief,
    version=lambda found: None,
    is_public=True,
    about=f"What the releases to come bring for these categories, nearest first, {ABOUT}",
    noun="categories",
)
BRIEF_OF = Resource(
    "for/{who}/{release}/",
    SHAPE,
    read=_brief,
    version=lambda found: None,
    is_public=True,
    about=f"What one release brings for these categories, {ABOUT}",
    noun="release",
)
RESOURCES: list[Resource] = [CATEGORIES, BRIEF, BRIEF_OF]
TWINS: list[Any] = []
