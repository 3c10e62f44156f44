"""The current release as its next draft would be, without freezing it."""

from django.conf import settings

from governance.composing.compose import compose, history_terms
from governance.documents.rid import numbering
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.rid import Head, Issue, Rid, RidContent
from governance.versions.models import VersionKind
from governance.versions.queries.versions import all_versions, history_of
from releases.models.releases import Release


def live_rid(release: Release) -> Rid:
    """Content and issue under the number of the next draft, without a date."""
    content = compose(release)
    return Rid(content=content, issue=live_issue(release, content))


def draft_subject(release: Release) -> str:
    """What the draft files of a release are filed under."""
    return f"releases/{release.slug}"


def live_issue(release: Release, content: RidContent) -> Issue:
    """The issue of the next draft with this content."""
    versions = all_versions(release)
    numbers = [((row.major, row.minor), row.kind) for row in versions]
    number = numbering.next_number(numbers, VersionKind.DRAFT)
    history = history_of(release, number, versions)
    return Issue(
        document=Head(
            version=f"{number[0]}.{number[1]}",
            date=None,
            classification=release.classification,
            reference=None,
            status=edition(LATEST).STATUS["live"],
            site=settings.SITE_URL,
            marks=tuple(settings.DOCUMENT_MARKS),
        ),
        history=history,
        glossary=history_terms(release, content, history),
        decision=None,
        record_head=None,
        wording=LATEST,
    )
