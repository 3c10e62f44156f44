"""Makes the brief for categories of Parties from what is published, and finds what a person's own drafts add to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Q, When
from msgspec.structs import replace

from governance.consultations.queries.readers import seen_by
from governance.consultations.queries.since import moved_days, still_says
from governance.documents.brief.compose import modifications_of, release_brief
from governance.documents.brief.slices import PARTIES, SLICES, Parts, bearing
from governance.documents.brief.types import (
    Brief,
    BriefAnswer,
    BriefContent,
    BriefIssue,
    BriefModification,
    BriefRelease,
)
from governance.documents.engine.text import long_date
from governance.versions.models import RidVersion
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.versions import parts_open_for_comment, published
from releases.models.releases import has_passed
from releases.workflow import COMING
from secrel.core.models.people import User

COLUMNS = ("release_id", "dated_on", "major", "minor")
PARTS = ("release", "scope", "impacts", "costs", "timeline")


@dataclass(frozen=True)
class OpenDraft:
    """A draft of a RID that is open for a person's comment: what it has for some categories that is not published."""

    version: RidVersion
    added: list[BriefModification]
    unstated: list[BriefModification]
    """Those that may affect them, as no category is stated yet."""


def releases_among(user: User | None, on: date) -> list[Any]:
    """The releases that a person finds, by go-live, each with `is_coming`: whether it is to come, as far as known."""
    rows = releases_found_by(user.permissions() if user else frozenset(), user)
    ended = Case(When(has_passed(on), then=False), default=Q(life__in=COMING), output_field=BooleanField())
    return list(rows.annotate(is_coming=ended))


def brief_for(
    user: User | None,
    who: Sequence[str],
    slug: str = "",
    *,
    on: date,
    at: datetime,
    among: list[Any] | None = None,
) -> Brief:
    """The brief of the releases that are to come, or of the one with this slug, as published to a person. `among`: all
    that they find, where the caller has read them.

    A go-live that was decided after the published RID is the decided one, as on all pages. Four queries.
    """
    held = user.permissions() if user else frozenset()
    if among is None:
        among = releases_among(user, on)
    coming = {row.slug: row for row in among if (row.slug == slug if slug else row.is_coming)}
    asked = frozenset(who)
    found: list[BriefRelease] = []
    unaffected, stated = [], set()
    rows_now = published(held, *COLUMNS, *PARTS, reader=user, of=coming.values())
    moved = moved_days({pk: (dated, _day(facts)) for _, _, pk, dated, _, _, facts, *_ in rows_now}, user)
    for key, name, pk, _, major, minor, release, *parts in rows_now:
        stated.add(key)
        cut = Parts.of(*parts)
        refs = [entry.ref for entry in cut.scope.entries]
        if slug or bearing(asked, cut.impacts.participants, refs):
            row = release_brief(key, name, _words(_day(release)), cut, asked, date.min if slug else on)
            if decision := moved.get(pk):
                note = still_says(decision, f"{major}.{minor}", _day(release))
                row = replace(row, go_live=_words(decision.go_live_on), stated=note)
            found.append(row)
        else:
            unaffected.append(name)
    for key, row in coming.items():
        if key not in stated:
            go_live = _words(row.go_live_on)
            found.append(BriefRelease(slug=key, name=row.name, go_live=go_live, is_published=False))
    order = list(coming)
    content = BriefContent(
        who="+".join(who),
        title=title_of(who),
        releases=tuple(sorted(found, key=lambda row: order.index(row.slug))),
        answers=answers_of(user, slug, at) if asked & PARTIES else (),
        unaffected=tuple(unaffected),
    )
    return Brief(content=content, issue=BriefIssue(dated=on.isoformat(), site=settings.SITE_URL))


def _day(release: dict[str, Any]) -> date | None:
    return date.fromisoformat(release["go_live"]) if release["go_live"] else None


def _words(day: date | None) -> str:
    return long_date(day.isoformat()) if day else ""


def answers_of(user: User | None, slug: str, at: datetime) -> tuple[BriefAnswer, ...]:
    """The consultations that are open, nearest deadline first; with a slug, those on this release."""
    rows = seen_by(user).filter(state="open", deadline__gte=at, release__sources_until__isnull=True)
    rows = rows.filter(release__slug=slug) if slug else rows
    return tuple(
        BriefAnswer(
            title=str(row),
            on=row.deadline_day.isoformat(),
            until=row.deadline_words,
            path=row.get_absolute_url(),
        )
        for row in rows.order_by("deadline", "pk")
    )


def open_drafts(user: User, brief: BriefContent, on: date) -> list[OpenDraft]:
    """The drafts that are open for a person's comment, and the modifications in them that the brief does not have."""
    asked = frozenset(brief.who.split("+"))
    known = {
        (row.slug, one.ref, one.part) for row in brief.releases for one in (*row.affecting, *row.unstated)
    }
    found = []
    for version, *parts in parts_open_for_comment(user, on, "scope", "impacts", "costs"):
        slug = version.release.slug
        added, unstated = (
            [row for row in rows if (slug, row.ref, row.part) not in known]
            for rows in modifications_of(Parts.of(*parts), asked)
        )
        found.append(OpenDraft(version, added, unstated))
    return found


def title_of(who: Sequence[str]) -> str:
    """The names of the categories: "Suppliers and Gas Networks"."""
    names = [SLICES[key] for key in who]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
