"""The document of a release that a user sees: live, presented, or last published."""

from dataclasses import dataclass
from datetime import date

from governance.composing.compose import compose
from governance.documents.engine.blocks import Chapter
from governance.documents.engine.links import Links
from governance.documents.engine.terms import read_terms
from governance.documents.rid.diff import ContentDifference
from governance.documents.rid.document import NO_ISSUE, printed_texts, sections
from governance.documents.rid.types.rid import Issue, RidContent
from governance.versions.models import RidVersion
from governance.versions.queries.differences import differences_since_last, is_unchanged
from governance.versions.queries.versions import Reader, version_shown
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.windows import GoLiveWindow


@dataclass(frozen=True)
class ShownDocument:
    """The content shown. `version`: its source, None if live; `differences`: of the live content from `since`."""

    content: RidContent
    version: RidVersion | None
    since: RidVersion | None = None
    differences: tuple[ContentDifference, ...] = ()
    unchanged: bool = False

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

    @property
    def unexplained(self) -> list[str]:
        """Acronyms in the document that its glossary does not have."""
        return sorted(read_terms(printed_texts(self.content, self.issue), self.content.glossary).unknown)

    @property
    def sections(self) -> list[Chapter]:
        return sections(self.content, Links(), self.issue)

    @property
    def issue(self) -> Issue:
        """The issue whose wording the document is printed with."""
        issue: Issue = self.version.snapshot.rid.issue if self.version else NO_ISSUE
        return issue


def shown_to(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> ShownDocument | None:
    """The document that a user with these permissions sees; None if nothing is published to them yet."""
    if Permission.READ_DRAFTS in permissions:
        content = compose(release)
        since, differences = differences_since_last(release, content)
        unchanged = since is not None and not differences and is_unchanged(since, content)
        return ShownDocument(content, None, since, tuple(differences), unchanged)
    version = version_shown(release, permissions, reader)
    return ShownDocument(version.snapshot.rid.content, version) if version else None
