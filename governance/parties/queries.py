"""Makes the brief for categories of Parties from what is published."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q

from governance.documents.brief.compose import release_brief
from governance.documents.brief.slices import SLICES, Parts, bearing
from governance.documents.brief.types import Brief, BriefContent, BriefIssue, BriefRelease
from governance.documents.engine.text import long_date
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.versions import published
from releases.workflow import COMING
from secrel.core.models.people import User

PARTS = ("release", "scope", "impacts", "costs", "timeline")


def brief_for(user: User | None, who: Sequence[str], on: date, slug: str = "") -> Brief:
    """The brief of the releases that are to come, or of the one with this slug, as published to a person.

    Two queries.
    """
    held = user.permissions() if user else frozenset()
    has_passed = Q(sources_until__isnull=False, go_live_on__lt=on)  # nobody will say that it is live
    rows = releases_found_by(held, user)
    rows = rows.filter(slug=slug) if slug else rows.filter(life__in=COMING).exclude(has_passed)
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
        unaffected=tuple(unaffected),
    )
    return Brief(content=content, issue=BriefIssue(dated=on.isoformat(), site=settings.SITE_URL))


def title_of(who: Sequence[str]) -> str:
    """The names of the categories: "Suppliers and Gas Networks"."""
    names = [SLICES[key] for key in who]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
