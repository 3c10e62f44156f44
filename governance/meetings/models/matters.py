"""What a body can be asked, and what it can answer. Each subject registers its own; this module knows none of them.

Source: DOMAIN 2, 4, 6; ADR 26.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    from governance.meetings.models.decisions import Decision, Item
    from releases.models.releases import Release
    from secrel.core.models.people import User


class Result(models.TextChoices):
    BASELINED = "baselined", "Baselined"
    SUBJECT = "subject", "Baselined, subject to named changes"
    RETURNED = "returned", "Returned"
    RECOMMENDED = "recommended", "Recommended"
    CONDITIONAL = "conditional", "Recommended with conditions"
    NOT_RECOMMENDED = "not_recommended", "Not recommended"
    GO = "go", "Go"
    GO_CONDITIONS = "go_conditions", "Go, with conditions"
    NO_GO = "no_go", "No-go"
    DEFERRED = "deferred", "Deferred"
    VIEW_GIVEN = "view_given", "View given"
    REVIEWED = "reviewed", "Reviewed"
    APPROVED = "approved", "Approved"
    AGREED = "agreed", "Agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


AGAINST = {Result.RETURNED, Result.NOT_RECOMMENDED, Result.NO_GO, Result.NOT_AGREED}
"""Results of votes that are not carried; with DEFERRED they need a reason."""
OPEN = {Result.DEFERRED}
"""What no vote carries or defeats: the body asks again."""
CONDITIONS = {Result.CONDITIONAL, Result.GO_CONDITIONS}


class Matter:
    """What a kind of agenda item is about. A subject gives its own to `register`; meetings ask it and nothing else.

    Texts name the subject, the body and the release as {subject}, {body} and {release}. What a method returns here
    holds for a subject that does not say otherwise.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    title: ClassVar[str]
    """As an agenda lists it."""
    sentence: ClassVar[str]
    """What the body is asked, in words."""
    results: ClassVar[tuple[Result, ...]]
    """What the body may answer, in the order of the form."""

    related: ClassVar[tuple[str, ...]] = ()
    """What the title reads from an item, for `select_related`."""
    related_whole: ClassVar[tuple[str, ...]] = ()
    """What the item's page and its operations read beside that."""
    dates_steps: ClassVar[bool] = False
    """Whether a decision dates a row of the release's timetable, so that its sections are locked first."""
    withdrawn_elsewhere: ClassVar[bool] = False
    """Whether it is taken off an agenda by withdrawing the subject on a page of its own."""

    links: ClassVar[str] = ""
    """Template of the links beside what is asked; the next three are of its panels: what is to be read before a
    decision, what follows the outcome, and the forms that only this subject has."""
    panels: ClassVar[str] = ""
    panels_after: ClassVar[str] = ""
    acts: ClassVar[str] = ""
    deciding: ClassVar[dict[str, tuple[str, str]]] = {}
    """Names of its own forms that decide something, each with its anchor and the label of its link."""

    def subject(self, item: "Item") -> str:
        """The subject's name: "June 2020 RID 1.1", "Updated TAD 1 of …", "the acceptance of the June 2020 …"."""
        raise NotImplementedError

    def results_of(self, item: "Item") -> Iterable[Result]:
        """Those of `results` that fit this subject."""
        return self.results

    def lacks(self, item: "Item", on: date) -> list[str]:
        """What the subject lacks on a day to be answered with yes, each in words."""
        return []

    def authors(self, item: "Item") -> set[int]:
        """Users whose own work the subject is, so that they do not decide on it."""
        return set()

    def owners(self, item: "Item") -> set[int]:
        """Bodies whose own work the subject is: who holds their seat has no voice in it."""
        return set()

    def refuse_author(self, by: "User", item: "Item") -> None:
        """Raises NotAllowed, where who made the subject is told more than that they are one of its authors."""

    def facts_digest(self, item: "Item") -> str:
        """A position falls when this becomes another: by default the content that is asked about."""
        return item.content_digest

    def changes_are_made(self, item: "Item") -> bool:
        """Whether the changes that a decision is subject to were put forward, for the Chair to confirm. No query."""
        return False

    def release_edited(self, release: "Release", data: dict[str, Any], on: date) -> None:
        """A change to a release is about to be saved, and the release is locked: what is open about it follows. `data`
        is the content that the release composes to now."""

    def follow(self, by: "User", decision: "Decision", on: date) -> None:
        """Do what the confirmed decision says; the release, the meeting and the item are locked."""

    def page(self, user: "User", item: "Item", on: date) -> dict[str, Any]:
        """What the templates need of the subject, as this person may read it on a day."""
        return {}

    def forms(self, user: "User", item: "Item", moves: set[str]) -> dict[str, Any]:
        """Its own forms that this person may fill in now; `moves` are those that the item's state offers."""
        return {}

    def digest_acted_on(self, name: str, item: "Item") -> str:
        """The digest of the content on which one of its own forms acts."""
        return item.content_digest


_MATTERS: dict[str, Matter] = {}


def register(*matters: Matter) -> None:
    """Let bodies be asked about these. Called once, at start-up (`governance.apps`)."""
    _MATTERS.update({matter.kind: matter for matter in matters})


def matter_of(kind: str) -> Matter:
    """Raises KeyError for a kind that no subject registered."""
    return _MATTERS[kind]


def all_matters() -> list[Matter]:
    """All that are registered, in the order in which they were given."""
    return list(_MATTERS.values())


def related(*, whole: bool = False) -> list[str]:
    """What titles of items read, for `select_related`; `whole`: also what pages and operations read."""
    paths = [path for matter in _MATTERS.values() for path in matter.related]
    if whole:
        paths += [path for matter in _MATTERS.values() for path in matter.related_whole]
    return list(dict.fromkeys(paths))
