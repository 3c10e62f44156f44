"""News of issued papers, for those who follow the body, a release or a modification and may read the paper."""

from datetime import date

from governance.documents.paper.types import PaperContent
from governance.papers.models import PaperVersion
from modifications.queries import topics_of
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news


def announce_issued(version: PaperVersion, *, earlier_class: str, on: date) -> None:
    """Announce a version. If the one before had another class, its news is withdrawn: others read this one."""
    document = version.snapshot.document
    audience = _audience(version, document.issue.document.classification)
    path = version.paper.get_absolute_url()
    publish_news(
        kind=NewsKind.PAPER,
        subject=f"{version} is issued for the {version.paper.meeting}",
        body=version.changes or " ".join(document.content.purpose),
        path=path,
        topics=_topics(version, document.content),
        audience=audience,
        on=on,
        retracts=path if earlier_class not in ("", document.issue.document.classification) else "",
    )


def announce_withdrawn(version: PaperVersion, on: date) -> None:
    """Retract the news of a paper and tell those who could read it. The reason stays in the audit trail."""
    document = version.snapshot.document
    publish_news(
        kind=NewsKind.PAPER,
        subject=f"Paper {version.reference} is withdrawn",
        body="It is no longer published.",
        path="/papers/",
        topics=_topics(version, document.content),
        audience=_audience(version, document.issue.document.classification),
        on=on,
        retracts=version.paper.get_absolute_url(),
    )


def _audience(version: PaperVersion, classification: str) -> str:
    """The readers of a paper: those of its class, or the members of its body if it is Amber or Red."""
    return (
        classification if classification in ("white", "green") else f"body:{version.paper.meeting.body.key}"
    )


def _topics(version: PaperVersion, content: PaperContent) -> list[str]:
    references = sorted({row.ref for release in content.releases for row in release.rows})
    releases = [f"release:{release.slug}" for release in content.releases]
    return [f"body:{version.paper.meeting.body.key}", *releases, *topics_of(references)]
