"""Makes the brief for categories of Parties from what is published, and finds what a person's own drafts add to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from governance.consultations.queries.readers import seen_by
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

PARTS = ("release", "scope", "impacts", "costs", "timeline")


@dataclass(frozen=True)
class OpenDraft:
    """A draft of a RID that is open for a person's comment: what it has for some categories that is not published."""

    version: RidVersion
    added: list[BriefModification]
    unstated: list[BriefModification]
    """Those that may affect them, as no category is stated yet."""


def brief_for(user: User | None, who: Sequence[str], slug: str = "", *, on: date, at: datetime) -> Brief:
    """The brief of the releases that are to come, or of the one with this slug, as published to a person.

    Three queries.
    """
    held = user.permissions() if user else frozenset()
    rows = releases_found_by(held, user)
    rows = rows.filter(slug=slug) if slug else rows.filter(life__in=COMING).exclude(has_passed(on))
    coming = {row.slug: row for row in rows}
    asked = frozenset(who)
    found: list[BriefRelease] = []
    unaffected, stated = [], set()
    for key, name, release, *parts in published(held, *PARTS, reader=user, of=coming.values()):
        stated.add(key)
        cut = Parts.of(*parts)
        refs = [entry.ref for entry in cut.scope.entries]
        if slug or bearing(asked, cut.impacts.participants, refs):
            day = release["go_live"]
            go_live = long_date(day) if day else ""
            found.append(release_brief(key, name, go_live, cut, asked, date.min if slug else on))
        else:
            unaffected.append(name)
    for key, row in coming.items():
        if key not in stated:
            go_live = long_date(row.go_live_on.isoformat()) if row.go_live_on else ""
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
