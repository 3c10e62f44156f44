"""What the page of a document shows, and what confirming it does: for a RID, a paper, and notices."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from msgspec import convert

from governance.importer.updates.recognising import NOTICE, PAPER
from governance.intake.corrections import corrected, unsure_fields
from governance.intake.matching import matched
from governance.intake.matching_notices import matched_notices
from governance.intake.models import UploadedRid
from governance.intake.operations.notices import confirm_notices
from governance.intake.operations.papers import confirm_paper
from governance.intake.operations.uploads import confirm_upload
from governance.intake.reading import Reading
from governance.intake.showing import compared_with_stored, findings_of, rid_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.clock import today
from secrel.core.web.http import sent_token

LOOK = "Look at each unsure field, then tick “I have compared these fields with the source”."
PROPOSED = "What the paper says is proposed. The stored facts do not change until you decide."
SHOWN = 8
"""Changes that stand open on the page; the others unfold."""
Sent = Mapping[str, str]


def reading_of(row: UploadedRid) -> Reading:
    return convert(row.found, Reading)


def shown(row: UploadedRid, sent: Sent | None) -> dict[str, Any]:
    """What the page of a document that was read shows. `sent`: the form, if it was refused."""
    reading = reading_of(row)
    context: dict[str, Any] = {"reading": reading, "unsure": unsure_fields(reading, sent), "sent": sent}
    if row.kind == PAPER:
        releases = matched(reading.facts)
        return context | {"releases": releases, "proposed": sum(one.proposed for one in releases)}
    if row.kind == NOTICE:
        return context | {"notices": matched_notices(reading.facts)}
    rid, problems = rid_of(reading.facts)
    context["problems"] = problems
    if rid is not None:
        release, changes = compared_with_stored(rid)
        context |= {"rid": rid, "findings": findings_of(rid), "release": release, "changes": changes}
        context["others"] = len(changes) - SHOWN
    return context


def entered(request: HttpRequest, row: UploadedRid) -> dict[str, Any]:
    """The facts with what the person typed."""
    reading = reading_of(row)
    return reading.facts if reading.is_data else corrected(reading, request.POST.dict())


def confirm(request: HttpRequest, row: UploadedRid) -> tuple[str, str]:
    """Confirm a document with what the person typed. Returns the message and where to go. Raises RuleBroken."""
    if row.state != "read":
        raise RuleBroken(f"{row.name} is not waiting to be confirmed. Reload the page.")
    facts = entered(request, row)
    if unsure_fields(reading_of(row)) and not request.POST.get("looked"):
        raise RuleBroken(LOOK)
    common: dict[str, Any] = {"by": request.user, "upload": row, "token": sent_token(request), "on": today()}
    if row.kind == PAPER:
        offered = set(request.POST.getlist("offered"))
        left = offered - set(request.POST.getlist("propose"))
        confirm_paper(facts=facts, left=left, **common)
        return (
            "What the paper says is proposed. The stored facts do not change until you decide.",
            row.get_absolute_url(),
        )
    if row.kind == NOTICE:
        done = confirm_notices(facts=facts, chosen=set(request.POST.getlist("draft")), **common)
        count = done.notices.count()
        return f"{count} draft{'' if count == 1 else 's'} made.", reverse("notices")
    done = confirm_upload(document=facts, keeps_as_published=bool(request.POST.get("keep")), **common)
    return f"{done.version} is imported.", done.version.get_absolute_url()
