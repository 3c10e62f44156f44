"""Dependencies of modifications in scope that do not hold: what they depend on comes later, or in no release."""

from collections.abc import Iterable
from datetime import date

from governance.scenarios.effects.words import day
from modifications.models.modifications import ModificationLink
from releases.models.scope import ReleaseChangeRequest, ScopeItem
from releases.workflow import COMING

DONE = ("implemented",)
Place = tuple[str, str, date | None]
"""Slug, name and go-live of a release."""


def broken_dependencies() -> dict[str, frozenset[str]]:
    """By slug of a release to come, a sentence for each. Three queries."""
    links = list(
        ModificationLink.objects.filter(kind=ModificationLink.Kind.DEPENDS_ON).select_related(
            "modification", "other", "change_request"
        )
    )
    if not links:
        return {}
    places = _places({key for link in links for key in (link.modification_id, link.other_id) if key})
    beside = _beside({link.change_request_id for link in links if link.change_request_id})
    found: dict[str, set[str]] = {}
    for link in links:
        if link.other and link.other.stage in DONE:
            continue
        end = places.get(link.other_id, []) if link.other_id else beside.get(link.change_request_id, [])
        for slug, _, go_live in places.get(link.modification_id, ()):
            if sentence := _broken(link, go_live, end):
                found.setdefault(slug, set()).add(sentence)
    return {slug: frozenset(sentences) for slug, sentences in found.items()}


def _broken(link: ModificationLink, go_live: date | None, end: Iterable[Place]) -> str:
    """The sentence for a dependency of what goes live on a day; empty where it holds. `end`: where its other end is."""
    name = f"{link.modification.reference} depends on {link.end.reference}"
    places = list(end)
    if not places:
        return f"{name}, which is in the scope of no coming release."
    if go_live is None or any(on is None or on <= go_live for *_, on in places):
        return ""
    _, release, on = min(places, key=lambda place: place[2] or date.max)
    return f"{name}, which goes live later: on {day(on)} in the {release}."


def _places(keys: set[int]) -> dict[int, list[Place]]:
    rows = ScopeItem.objects.filter(
        part__modification__in=keys, status__in=("targeted", "approved"), release__life__in=COMING
    )
    found: dict[int, list[Place]] = {}
    for key, *place in rows.values_list(
        "part__modification", "release__slug", "release__name", "release__go_live_on"
    ):
        found.setdefault(key, []).append((place[0], place[1], place[2]))
    return found


def _beside(keys: set[int]) -> dict[int, list[Place]]:
    rows = ReleaseChangeRequest.objects.filter(change_request__in=keys, release__life__in=COMING)
    found: dict[int, list[Place]] = {}
    for key, *place in rows.values_list(
        "change_request", "release__slug", "release__name", "release__go_live_on"
    ):
        found.setdefault(key, []).append((place[0], place[1], place[2]))
    return found
