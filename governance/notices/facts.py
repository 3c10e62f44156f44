"""The facts of a notice and of its rows, as operations take them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from releases.models.releases import Release

MOST = 999
"""More modifications than any release has."""


@dataclass(frozen=True)
class NoticeFacts:
    """The facts of the whole notice. `stated_count` None: the notice states no number."""

    title: str
    form: str
    effective_on: date
    publish_on: date
    sec_version: str = ""
    stated_count: int | None = None
    release: Release | None = None
    release_name: str = ""
    changes: Sequence[str] = ()
    help: Sequence[str] = ()


@dataclass(frozen=True)
class DocumentFacts:
    """A document that changes. `modifications`: which ones, empty if the notice does not state which."""

    document: SecDocument
    codeworks: str = "not_stated"
    by_modification: bool = False
    modifications: Sequence[Part] = field(default=())
    by_designation: bool = False
    designation: str = ""
    by_notification: bool = False
    clause: str = ""
    notification: str = ""
    version: str = ""
    legal_text: str = ""
    redlining: str = ""


@dataclass(frozen=True)
class SpecificationFacts:
    specification: str
    version: str
    change: str
