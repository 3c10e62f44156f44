"""Freezing a release as a version: snapshot, row and steps. Called by the operations."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from governance.composing.compose import history_terms
from governance.composing.models import Snapshot
from governance.composing.operations.snapshots import store_frozen
from governance.documents.engine.text import marks_of
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.sentences.editions import LATEST
from governance.documents.rid.types.rid import (
    Decision,
    Head,
    HistoryRow,
    Issue,
    RecordHead,
    Rid,
    RidContent,
)
from governance.versions.models import RidVersion, VersionKind, VersionStep
from governance.versions.queries.versions import history_of
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, moment_of_change
from secrel.core.changes.record import head, hold_chain
from secrel.core.models.people import User


@dataclass(frozen=True)
class VersionFacts:
    """The facts about a version that go into its issue."""

    number: tuple[int, int]
    dated_on: date
    changes: str
    status: str
    decision: Decision | None = None
    reference: str = ""
    classification: str = ""
    """As it was presented; empty: the current class of the release."""
    example_note: str = ""

    @property
    def text(self) -> str:
        return f"{self.number[0]}.{self.number[1]}"


def create_version(
    release: Release, kind: str, state: str, content: RidContent, issue: VersionFacts
) -> RidVersion:
    """Create the version with its snapshot; raises RuleBroken if the number is taken or the data is invalid."""
    major, minor = issue.number
    published_on = issue.dated_on if kind != VersionKind.DRAFT else None
    if published_on:
        end_privacy(release, issue.classification or release.classification)
    try:
        with transaction.atomic():
            return RidVersion.objects.create(
                release=release,
                major=major,
                minor=minor,
                kind=kind,
                state=state,
                dated_on=issue.dated_on,
                changes=issue.changes,
                snapshot=store_snapshot(release, content, issue),
                published_on=published_on,
                example_note=issue.example_note,
            )
    except IntegrityError as error:
        raise RuleBroken(f"Version {issue.text} already exists. Reload the page.") from error


def end_privacy(release: Release, classification: str) -> None:
    """A release kept private until first published is private no more once a White or Green version is published."""
    if release.private_until_published and classification in ("white", "green"):
        Release.objects.filter(pk=release.pk).update(private_until_published=False)
        release.private_until_published = False


def store_snapshot(release: Release, content: RidContent, issue: VersionFacts) -> Snapshot:
    """Freeze and store the document. The head of the audit trail in it is the entry before this operation's."""
    hold_chain()  # so that no other entry comes between that head and this operation's entry
    position, digest = head()
    day = issue.dated_on.isoformat()
    own = HistoryRow(version=issue.text, date=day, changes=issue.changes)
    history = (*history_of(release, upto=issue.number), own)
    frozen_issue = Issue(
        document=Head(
            version=issue.text,
            date=day,
            classification=issue.classification or release.classification,
            reference=issue.reference or None,
            status=issue.status,
            site=settings.SITE_URL,
            marks=marks_of(settings.DOCUMENT_MARKS, issue.example_note),
        ),
        history=history,
        glossary=history_terms(release, content, history),
        decision=issue.decision,
        record_head=RecordHead(position=position, digest=digest),
        wording=LATEST,
    )
    return store_frozen(RID_KIND, Rid(content=content, issue=frozen_issue))


def note_step(version: RidVersion, move: str, by: Actor, on: date) -> None:
    VersionStep.objects.create(
        version=version,
        move=move,
        snapshot=version.snapshot,
        meeting=version.meeting,
        taken_by=by if isinstance(by, User) else None,
        taken_at=moment_of_change(),
        on=on,
    )
