"""Kinds of agenda item (`Matter`) and their results. Each subject registers its own kinds here at start-up.

Source: the field's rules; ADR 26.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from governance.documents.pack.summary import ItemSummary

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
"""Results of a vote that is not carried. Like DEFERRED, they need a reason."""
OPEN = {Result.DEFERRED}
"""Results that do not depend on a vote: the item comes back to the body later."""
CONDITIONS = {Result.CONDITIONAL, Result.GO_CONDITIONS}


class Matter:
    """The texts and rules of one kind of agenda item. A subject passes a subclass to `register`.

    Texts can contain {subject}, {body} and {release}. The methods here are the defaults.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    title: ClassVar[str]
    """The title on the agenda."""
    sentence: ClassVar[str]
    """The sentence that asks the body."""
    results: ClassVar[tuple[Result, ...]]
    """The results that the body can choose from, in the order of the form."""

    related: ClassVar[tuple[str, ...]] = ()
    """Relations that the title reads, for `select_related`."""
    related_whole: ClassVar[tuple[str, ...]] = ()
    """Further relations that the item's page and operations read."""
    dates_steps: ClassVar[bool] = False
    """Whether a decision sets a date in the release's timetable. Its sections are then locked first."""
    withdrawn_elsewhere: ClassVar[bool] = False
    """Whether the item leaves the agenda when the subject is withdrawn on its own page."""

    links: ClassVar[str] = ""
    """Template of the links below the question. The next three are templates of panels: above the outcome, below the
    outcome, and the forms that only this subject has."""
    panels: ClassVar[str] = ""
    has_own_summary: ClassVar[bool] = False
    """Whether `panels` begin with a summary."""
    panels_after: ClassVar[str] = ""
    acts: ClassVar[str] = ""
    deciding: ClassVar[dict[str, tuple[str, str]]] = {}
    """The subject's own forms that need a second factor: anchor and label of the link to each, by name."""

    def subject(self, item: "Item") -> str:
        """The subject's name: "June 2020 RID 1.1", "Updated TAD 1 of …", "the acceptance of the June 2020 …"."""
        raise NotImplementedError

    def results_of(self, item: "Item") -> Iterable[Result]:
        """Those of `results` that fit this subject."""
        return self.results

    def lacks(self, item: "Item", on: date) -> list[str]:
        """What is missing on a day for a positive result, as phrases."""
        return []

    def authors(self, item: "Item") -> set[int]:
        """Primary keys of users who made the subject, so that they cannot decide on it."""
        return set()

    def owners(self, item: "Item") -> set[int]:
        """Primary keys of bodies that made the subject. The members who represent them cannot vote on it."""
        return set()

    keeps_panels = False
    """Whether what `panels` shows can be kept for a person until anything changes: it has no forms."""

    def refuse_author(self, by: "User", item: "Item") -> None:
        """Raise NotAllowed for an author, with a more exact sentence than the general one."""

    def facts_digest(self, item: "Item") -> str:
        """Positions fall when this digest changes. By default it is the digest of the item's content."""
        return item.content_digest

    def releases(self, item: "Item") -> "list[Release]":
        """The releases that a decision may change, in the order of slugs. They are locked before the meeting."""
        return [item.release] if item.release else []

    def changes_are_made(self, item: "Item") -> bool:
        """Whether the changes that a decision is subject to are ready for the Chair to confirm. Makes no query."""
        return False

    def release_edited(self, release: "Release", data: dict[str, Any], on: date) -> None:
        """Update open items when a release is edited. The release is locked and about to be saved; `data` is its new
        content."""

    def follow(self, by: "User", decision: "Decision", on: date) -> None:
        """Carry out the confirmed decision. The release, the meeting and the item are locked."""

    def page(self, user: "User", item: "Item", on: date) -> dict[str, Any]:
        """Context for the subject's templates, with what this user may read on a day."""
        return {}

    def summary(self, item: "Item", on: date) -> ItemSummary | None:
        """The item in one look, with what all its readers may read: for its page, unless `panels` have a summary of
        their own, and for the meeting's pack."""
        return None

    def forms(self, user: "User", item: "Item", moves: set[str]) -> dict[str, Any]:
        """The subject's own forms that this user may submit; `moves` are the keys of the moves open to the item."""
        return {}

    def digest_acted_on(self, name: str, item: "Item") -> str:
        """The digest of the content that one of the subject's own forms acts on."""
        return item.content_digest


_MATTERS: dict[str, Matter] = {}


def register(*matters: Matter) -> None:
    """Register kinds of agenda item. Called once, at start-up (`governance.apps`)."""
    _MATTERS.update({matter.kind: matter for matter in matters})


def matter_of(kind: str) -> Matter:
    """The matter of a kind; raises KeyError for a kind that is not registered."""
    return _MATTERS[kind]


def all_matters() -> list[Matter]:
    """All registered matters, in the order of registration."""
    return list(_MATTERS.values())


def related(*, kind: str = "", whole: bool = False) -> list[str]:
    """Relations that the titles of items read, for `select_related`; `whole`: also those of pages and operations.

    `kind`: only those of one kind of subject. All kinds together are a join of 28 tables, whose plan alone takes
    PostgreSQL six milliseconds.
    """
    matters = [_MATTERS[kind]] if kind else all_matters()
    paths = [path for matter in matters for path in matter.related]
    if whole:
        paths += [path for matter in matters for path in matter.related_whole]
    return list(dict.fromkeys(paths))
