"""The document of a release that a user sees: live, presented, or last published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from governance.documents.engine.blocks import Chapter
from governance.documents.engine.diff.change import Change
from governance.documents.engine.links import Links
from governance.documents.engine.terms import read_terms
from governance.documents.rid.document import NO_ISSUE, printed_texts, sections
from governance.documents.rid.types.rid import Issue, RidContent
from governance.versions.models import RidVersion
from governance.versions.queries.current import CurrentRid, current_rid
from governance.versions.queries.differences import differences_from, last_version
from governance.versions.queries.outlook import STEPS, UpcomingStep, ahead, stated_steps
from governance.versions.queries.versions import Reader, version_shown
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.windows import GoLiveWindow


@dataclass(frozen=True)
class ShownDocument:
    """The content shown: of a `version`, or `current`. `differences`: of the current content from `since`."""

    content: RidContent
    version: RidVersion | None
    since: RidVersion | None = None
    differences: tuple[Change, ...] = ()
    unchanged: bool = False
    current: CurrentRid | None = None

    @property
    def key(self) -> str:
        """The digest that names the document: what is printed of it is the same wherever this is the same."""
        if self.current:
            return str(self.current.stated["digest"])
        return self.version.snapshot_id if self.version else ""

    @property
    def go_live_on(self) -> date | None:
        """The go-live stated in this document, which may differ from the current plan."""
        stated = self.content.release.go_live
        return date.fromisoformat(stated) if stated else None

    @property
    def go_live_window(self) -> GoLiveWindow | None:
        """The window permitted for the go-live, if the document states one."""
        stated = self.content.release.go_live_window
        return stated.value if stated else None

    def steps_ahead(self, today: date) -> list[UpcomingStep]:
        """The timetable rows and cut-offs from today on, in date order."""
        return ahead(self.current.steps if self.current else stated_steps(self.content), today)

    @property
    def unexplained(self) -> list[str]:
        """Acronyms in the document that its glossary does not have."""
        return sorted(read_terms(printed_texts(self.content, self.issue), self.content.glossary).unknown)

    @cached_property
    def sections(self) -> list[Chapter]:
        return sections(self.content, Links(), self.issue)

    @property
    def issue(self) -> Issue:
        """The issue whose wording the document is printed with."""
        issue: Issue = self.version.snapshot.rid.issue if self.version else NO_ISSUE
        return issue


def upcoming_steps(release: Release, permissions: frozenset[Permission], today: date) -> list[UpcomingStep]:
    """The next timetable rows and cut-offs, from the document that a user with these permissions sees."""
    if Permission.READ_DRAFTS in permissions:
        return ahead(current_rid(release).steps, today)[:STEPS]
    version = version_shown(release, permissions)
    return ahead(stated_steps(version.snapshot.rid.content), today)[:STEPS] if version else []


def shown_to(
    release: Release,
    permissions: frozenset[Permission],
    reader: Reader = None,
    versions: Sequence[RidVersion] | None = None,
) -> ShownDocument | None:
    """The document that a user with these permissions sees; None if nothing is published to them yet.

    `versions`: the newest ones that they see, if they are read.
    """
    if Permission.READ_DRAFTS in permissions:
        current = current_rid(release)
        since = next((row for row in versions or () if row.state != "withdrawn"), None)
        if since is None and versions != []:
            since = last_version(release)
        unchanged = since is not None and current.equals(since)
        differences = () if unchanged or since is None else differences_from(since, current.content)
        return ShownDocument(current.content, None, since, differences, unchanged, current)
    version = version_shown(release, permissions, reader)
    return ShownDocument(version.snapshot.rid.content, version) if version else None
