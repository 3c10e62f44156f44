"""Changing the SEC documents of a release: the ticks of modifications, and other sources of changes."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from releases.models.releases import Release, Section
from releases.models.sources import DocumentSource
from releases.operations.impacts import impacts_token, set_ticks
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    Token,
    check_token,
    operation,
    record,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


class SourceFacts(NamedTuple):
    """A source of changes to a document, which is given by its designation."""

    document: str
    kind: str
    clause: str = ""
    reference: str = ""

    @classmethod
    def of(cls, row: DocumentSource) -> "SourceFacts":
        return cls(row.document.designation, row.kind, row.clause, row.reference)

    @property
    def text(self) -> str:
        """For the audit trail: 'Appendix AD: dcc_notification, H14.3, 1 Oct 2020'."""
        return ", ".join(filter(None, [f"{self.document}: {self.kind}", self.clause, self.reference]))


@operation("releases.set_documents", Permission.EDIT_RELEASES)
def set_documents(
    *,
    by: Actor,
    release: Release,
    sources: Iterable[SourceFacts],
    ticks: Iterable[tuple[Part, Iterable[str]]] = (),
    token: Token,
    on: date | None = None,
) -> None:
    """Replace all other sources of changes to documents, and set the documents that these parts change.

    `token` is `impacts_token`; raises Stale if it has changed, and RuleBroken for a source that is not possible.
    """
    section = lock_section(release, Section.Key.IMPACTS)
    if token is not AS_STORED:
        check_token(token, impacts_token(release, section), dict, "The SEC documents")
    stored = release.document_sources.select_related("document")
    before, after = [SourceFacts.of(row) for row in stored], list(sources)
    _refuse_impossible(after)
    if ticks := [(part, None, documents) for part, documents in ticks]:
        set_ticks(by=by, release=release, ticks=ticks, token=AS_STORED, on=on)
    else:
        take_token(section, AS_STORED, dict, "The SEC documents")
    found = {
        row.designation: row
        for row in SecDocument.objects.filter(designation__in=[row.document for row in after])
    }
    if missing := [row.document for row in after if row.document not in found]:
        raise RuleBroken(f"There is no SEC document {missing[0]}. Ask an administrator to add it.")
    release.document_sources.all().delete()
    DocumentSource.objects.bulk_create(
        DocumentSource(
            release=release,
            document=found[row.document],
            kind=row.kind,
            clause=row.clause,
            reference=row.reference,
        )
        for row in after
    )
    touch(release)
    record(
        target=Target.SECTION(release.slug, "impacts"),
        label=f"SEC documents of the {release}",
        changes={"sources": [sorted(row.text for row in before), sorted(row.text for row in after)]},
        on=on,
    )


def _refuse_impossible(sources: list[SourceFacts]) -> None:
    for row in sources:
        if row.clause and row.kind != DocumentSource.Kind.NOTIFICATION:
            raise RuleBroken(f"{row.document}: only a DCC notification has a clause. Remove “{row.clause}”.")
    keys = [(row.document, row.kind) for row in sources]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        label = DocumentSource.Kind(twice[1]).label.lower()
        raise RuleBroken(f"{twice[0]} has two entries for its {label}. Put both references into one.")
