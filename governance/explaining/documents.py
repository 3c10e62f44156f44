"""The document whose values are explained: the live release as a reader sees it, or a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models.fields.json import KeyTransform

from governance.documents.engine.blocks import Chapter
from governance.documents.engine.facts import Day
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.rid.document import appendices, sections
from governance.documents.rid.explaining.derived import derivation_of
from governance.documents.rid.explaining.history import State
from governance.documents.rid.explaining.leaves import Leaf, Path, leaves
from governance.documents.rid.explaining.places import Piece, Placed, placed
from governance.documents.rid.types.rid import Rid
from governance.explaining.trail import import_of, newest_of_everybody, section_states, version_entry
from governance.versions.models import RidVersion
from governance.versions.queries.current import current_rid
from governance.versions.queries.versions import Reader, version_shown, visible_versions
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission

NEWEST = 2**62
HISTORY = "history"


@dataclass(frozen=True)
class Stated:
    """What a version stated of one section. `body`, `decided_on`: of its decision, for a baseline."""

    number: str
    on: Day
    state: State
    is_baseline: bool
    body: str
    decided_on: str


@dataclass(frozen=True)
class ExplainedDocument:
    """`version`: of which it is, or None for the live release; `address`: that its explanations begin with."""

    release: Release
    rid: Rid
    version: RidVersion | None
    address: str

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.rid.content.as_data()

    @cached_property
    def found(self) -> Mapping[Path, Leaf]:
        """Every value, with the rows of the history, which are in the issue."""
        history = {row.version: f"{long_date(row.date)}: {row.changes}" for row in self.rid.issue.history}
        rows = {
            (HISTORY, number): Leaf((HISTORY, number), text, (HISTORY, number))
            for number, text in history.items()
        }
        return leaves(self.content) | rows

    @cached_property
    def chapters(self) -> list[Chapter]:
        content, issue = self.rid.content, self.rid.issue
        return [*sections(content, Links(), issue), *appendices(content, issue)]

    @cached_property
    def blocks(self) -> list[tuple[Chapter, list[Placed]]]:
        return [(row, placed(row, self.rid, self.found)) for row in self.chapters]

    @cached_property
    def printed(self) -> dict[Path, Piece]:
        """Each path that is printed, with the piece that prints it first."""
        found: dict[Path, Piece] = {}
        for _, blocks in self.blocks:
            for block in blocks:
                for piece in _pieces([*block.rows, block.foot]):
                    for path in piece.paths:
                        found.setdefault(path, piece)
        return found

    def under(self, path: Path) -> list[Path]:
        """The values of a row, an item or a section: those whose paths begin with this one."""
        return [one for one in self.found if one[: len(path)] == path and one != path]

    def is_known(self, path: Path) -> bool:
        """Whether the document has a value at the path, prints one there, or has values below it."""
        return bool(
            path in self.found
            or path in self.printed
            or derivation_of(path, self.found)
            or (path and self.under(path))
        )

    def states(self, key: str) -> list[State]:
        """How a section came to be what it is, from the audit trail; the last is the one that the document has.

        One query, and one or two more where no entry names what the document states.
        """
        part = {key: self.content.get(key)}
        if self.version and self.version.is_imported:
            entry = import_of(self.release.slug, self.version.number)
            return [State(entry.position if entry else 0, part)]
        head = self.rid.issue.record_head
        rows = section_states(self.release.slug, key, head.position if self.version and head else NEWEST)
        if rows and rows[-1].part[key] == part[key]:
            return rows
        last = rows[-1].position if rows else 0
        entry = newest_of_everybody(last)
        if self.version:
            entry = version_entry(self.release.slug, self.version.number) or entry
        return [*rows, State(entry.position if entry else last, part)]


def _pieces(rows: Iterable[Iterable[Piece]]) -> Iterable[Piece]:
    for row in rows:
        for piece in row:
            yield piece
            yield from piece.inner


def live_document(
    release: Release, permissions: frozenset[Permission], reader: Reader
) -> ExplainedDocument | None:
    """What the page of the release shows to a reader; None if nothing is published to them yet."""
    address = f"{release.get_absolute_url()}explain/"
    if Permission.READ_DRAFTS in permissions:
        return ExplainedDocument(release, current_rid(release).rid, None, address)
    version = version_shown(release, permissions, reader)
    return ExplainedDocument(release, version.snapshot.rid, version, address) if version else None


def version_document(version: RidVersion) -> ExplainedDocument:
    address = f"{version.get_absolute_url()}explain/"
    return ExplainedDocument(version.release, version.snapshot.rid, version, address)


def stated_by_versions(
    document: ExplainedDocument, key: str, permissions: frozenset[Permission], reader: Reader
) -> list[Stated]:
    """What the versions that a reader may see stated of one section, from the oldest, up to the version explained. One
    query."""
    rows = visible_versions(document.release, permissions, reader).exclude(state="withdrawn")
    part = KeyTransform(key, "snapshot__content__data")
    values = rows.order_by("major", "minor").values_list(
        *("major", "minor", "dated_on", "kind", "snapshot__issue__decision"), part
    )
    version = document.version
    last = (version.major, version.minor) if version else (NEWEST, 0)
    return [
        Stated(
            f"{major}.{minor}",
            on,
            State(0, {key: stated or {}}, f"RID {major}.{minor}"),
            kind == "baseline",
            (decision or {}).get("body", ""),
            (decision or {}).get("on", ""),
        )
        for major, minor, on, kind, decision, stated in values
        if (major, minor) <= last
    ]
