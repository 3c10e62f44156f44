"""Minutes extracts and packs of meetings, for whoever may see the meeting."""

from typing import Any

import msgspec
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.documents.minutes.kind import TITLE, meeting_name
from governance.documents.minutes.sections import plain_text
from governance.meetings.queries.meetings import READERS
from governance.packs.compose.minutes import compose_minutes
from governance.packs.models import Pack
from governance.packs.queries.packs import changed_since, packs_of, unread_parts
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Resource
from secrel.core.dates.clock import today
from secrel.core.web.http import found_or_404

M = "meetings/{of_body}/{meeting}/"
READS = tuple(sorted(READERS))


def _pack(request: Request, text: str, found: Found) -> Pack:
    return found_or_404(packs_of(found["meeting"]).filter(number=int(text)), "pack")


place("pack", "[1-9][0-9]{0,2}", _pack, "The number of the pack.", "1")


def _extract(request: Request, found: Found) -> dict[str, Any]:
    meeting = found["meeting"]
    if meeting.state != "held":
        raise Http404(f"The {meeting} has not been held, so there is nothing to minute yet.")
    extract = compose_minutes(meeting, today())
    name = f"{TITLE}: {meeting_name(extract.content)}"
    return {"title": name, "content": extract.content.as_data(), "text": plain_text(extract, name)}


EXTRACT = Resource(
    f"{M}extract/",
    {"title": str, "content": dict, "text": str},
    read=_extract,
    version=lambda found: None,
    needs=READS,
    about="The minutes extract of a meeting that was held: items with outcomes, votes, conditions and actions; as data "
    "and as text.",
    example={
        "title": "Minutes extract: Panel of 11 October 2019",
        "content": {"present": ["A member"], "apologies": [], "items": [], "notes": []},
        "text": "Minutes extract…",
    },
    is_kept=True,
)


def _content(request: Request, found: Found) -> dict[str, Any]:
    pack = found["pack"]
    job = pack.snapshot.job
    is_open = pack.meeting.state == "planned"
    return {
        "number": pack.number,
        "made_at": pack.made_at,
        "pdf_state": job.state,
        "content_digest": pack.snapshot.content_id,
        "content": msgspec.to_builtins(pack.snapshot.document.content),
        "changes": pack.changes,
        "changed_since": changed_since(pack, today()) if is_open else [],
        "closed_to_you": unread_parts(request.user, pack),
    }


PACK = Resource(
    f"{M}packs/{{pack}}/",
    {
        "number": int,
        "made_at": serializers.DateTimeField(),
        "pdf_state": str,
        "content_digest": str,
        "content": dict,
        **dict.fromkeys(("changes", "changed_since", "closed_to_you"), list[str]),
    },
    read=_content,
    version=lambda found: None,
    needs=READS,
    about="A pack: its agenda and documents, what changed since the one before and since it was made, and its "
    "documents that you may not read: its PDF is then closed to you.",
)
RESOURCES: list[Resource] = [EXTRACT, PACK]
TWINS: list[Any] = []
