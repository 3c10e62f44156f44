"""What pages show of a release, a modification or a SEC document beside the facts: history, impacts, texts, clashes."""

from datetime import date
from typing import Any

import msgspec
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.notices.queries.log import history_of as texts_of
from governance.notices.queries.stated import stated_of_modification
from governance.register.queries.clashes import clashes, coming_touches
from governance.register.queries.impacts import changed_by, impacts_shown, other_sources, visible_documents
from governance.register.queries.scope_statuses import scope_statuses, scopes_left
from governance.versions.forms.past import AsAtFilter
from governance.versions.past_pages import past_or_404
from governance.versions.queries.shown import ShownDocument, shown_to
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification
from releases.queries import ledger_of
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.http import found_or_404, held_by

R, M = "releases/{release}/", "modifications/{modification}/"


def _document(request: Request, text: str, found: Found) -> SecDocument:
    return found_or_404(visible_documents(held_by(request)).filter(slug=text), "SEC document")


place("sec_document", "[-a-z0-9]{1,60}", _document, "The SEC document.", "appendix-o")


def _as_shown(request: Request, found: Found, as_at: date | None = None) -> dict[str, Any]:
    release, held = found["release"], held_by(request)
    shown: ShownDocument | None = (
        past_or_404(release, held, request.user, as_at) if as_at else shown_to(release, held, request.user)
    )
    if shown is None:
        raise Http404(f"Nothing that you may see has been published of the {release} yet.")
    return {
        "release": release.slug,
        "as_at": as_at or today(),
        "version": shown.version.number if shown.version else "",
        "go_live_on": shown.go_live_on,
        "next_steps": [
            {"what": step.event, "on": str(step.when), "label": step.when.on_page}
            for step in shown.steps_ahead(as_at or today())
        ],
        "document": shown.content.as_data(),
    }


DOCUMENT = Resource(
    f"{R}document/",
    {
        "release": str,
        "as_at": serializers.DateField(),
        "version": str,
        "go_live_on": serializers.DateField(allow_null=True),
        "next_steps": list[dict],
        "document": dict,
    },
    read=_as_shown,
    version=lambda found: None,
    filters=AsAtFilter,
    is_public=True,
    about="The document of a release as you see it; with as-at, as it stood at the end of that day, by what you may "
    "see now. The version is empty for the draft.",
)
LEDGER = Listing(
    f"{R}ledger/",
    {
        "on": serializers.DateField(),
        "day_recorded": bool,
        "item": ("item.part", str),
        "move": str,
        "body": serializers.CharField(allow_null=True),
        "ground": str,
        "reason": str,
        "other_release": serializers.CharField(allow_null=True),
    },
    rows=lambda request, found: ledger_of(found["release"]),
    needs=(Permission.EDIT_RELEASES,),
    about="The scope ledger of a release: what entered, changed status or left, when, why and agreed by whom; the "
    "newest first.",
)


def _modification(request: Request, found: Found) -> dict[str, Any]:
    row, held = found["modification"], held_by(request)
    of_it = [one for one in scope_statuses(held) if one.reference == row.reference]
    left = [] if Permission.READ_DRAFTS in held else scopes_left(row, held)
    decisions = row.decisions.select_related("body")
    shown = decisions if Permission.READ_DRAFTS in held else decisions.filter(is_recommendation=False)
    return {
        "reference": row.reference,
        "impacts": [
            {name: getattr(one, name) for name in ("part", "participants", "documents")}
            for one in impacts_shown(row, held)
        ],
        "releases": [
            {
                **{name: getattr(one, name) for name in ("part", "status", "summary")},
                "release": one.slug,
                "solutions": [{"kind": kind, "text": text} for kind, text in one.solutions],
            }
            for one in of_it
        ],
        "left": [
            {"release": one.release.slug, "last": one.last.number, "without": one.without.number}
            for one in left
        ],
        "decisions": [
            {name: getattr(one, name) for name in ("body", "outcome", "decided_on", "is_recommendation")}
            for one in shown
        ],
        "notices": [
            {"notice": one.slug, "effective_on": one.effective_on, "words": one.words}
            for one in stated_of_modification(row.reference)
        ],
    }


SHOWN = Resource(
    f"{M}shown/",
    {
        "reference": str,
        **dict.fromkeys(("impacts", "releases", "left", "decisions", "notices"), list[dict]),
    },
    row="modification",
    read=_modification,
    version=lambda found: None,
    is_public=True,
    about="What a modification affects, its status in each release, the published scopes that it left, decisions on it "
    "and the notices that name it, as far as you may see them.",
    is_kept=True,
)


def _log(request: Request, found: Found) -> dict[str, Any]:
    row, held = found["sec_document"], held_by(request)
    coming, texts = coming_touches(held, today()).get(row.designation, []), texts_of(row.designation)
    names = ("version", "title", "since", "sec_version", "cause")
    references = changed_by(held).get(row.designation, ())
    changing = Modification.objects.in_order().filter(reference__in=references)
    return {
        "document": row.designation,
        "texts": [
            {name: getattr(text, name) for name in names} | {"notice": text.notice.slug} for text in texts
        ],
        "coming": msgspec.to_builtins(coming),
        "clashes": clashes(coming, texts),
        "sources": msgspec.to_builtins(list(other_sources(held).get(row.designation, ()))),
        "modifications": list(changing.values_list("reference", flat=True)),
    }


LOG = Resource(
    "documents/{sec_document}/log/",
    {
        "document": str,
        **dict.fromkeys(("texts", "coming", "sources"), list[dict]),
        **dict.fromkeys(("clashes", "modifications"), list[str]),
    },
    read=_log,
    version=lambda found: None,
    is_public=True,
    about="The texts of a SEC document by published notices, the newest first; changes to come, where they are near "
    "each other, and the modifications and other sources that change it, as far as you may see them.",
    is_kept=True,
)
RESOURCES: list[Resource] = [DOCUMENT, LEDGER, SHOWN, LOG]
TWINS: list[Any] = []
