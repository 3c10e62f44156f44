"""The consultations on a release that a paper reports: those that wait for a decision, or got one since the last
paper."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import capfirst

from governance.consultations.deadlines import long_day
from governance.consultations.models import Consultation
from governance.consultations.queries.composing import counts_of, texts_of
from governance.consultations.queries.readers import bodies_reading
from governance.consultations.queries.summary import published_summary, summary_of
from governance.documents.paper.consulted import PaperConsultation
from governance.papers.models import Classification
from releases.models.releases import Release
from secrel.core.models.people import Body

STRICTNESS = list(Classification.values)
"""The classes, from the one that everybody reads to the one that only named people read."""


def consultations_on(
    release: Release, *, since: date | None, on: date, classification: str, body: Body
) -> Iterator[PaperConsultation]:
    """Those that every reader of the paper may read. SECAS reports its own answers as they are, and those of the DCC as
    the DCC published them. Without a last paper (`since`) no decision was reported yet. Until the deadline has passed,
    answers are counted only: they may yet become confidential.
    """
    rows = release.consultations.filter(opened_at__isnull=False).exclude(state="withdrawn")
    for row in rows.select_related("owner", "release", "decided_by").order_by("opened_at", "pk"):
        if row.opened_on is None or row.opened_on > on or not _may_report(row, classification, body):
            continue
        decisions = list(row.decisions.select_related("body"))
        if decisions and since and decisions[-1].decided_on <= since:
            continue
        result = summary_of(row) if row.owner.key == "secas" else published_summary(row)
        yield PaperConsultation(
            slug=row.slug,
            title=row.title,
            owner=capfirst(row.owner.the),
            deadline=row.deadline_words,
            closes=row.deadline_day.isoformat(),
            counts=tuple(counts_of(result)),
            to_come=result is None,
            texts=tuple(texts_of(result)) if on > row.deadline_day else (),
            summary=tuple(row.summary),
            decided=tuple(
                f"{capfirst(one.body.the)} decided on {long_day(one.decided_on)}: {' '.join(one.words)}"
                for one in decisions
                if (since is None or since < one.decided_on) and one.decided_on <= on
            ),
        )


def _may_report(row: Consultation, classification: str, body: Body) -> bool:
    """Whether nobody reads in the paper what they may not read on the consultation's page."""
    if STRICTNESS.index(row.classification) > STRICTNESS.index(classification):
        return False
    return row.classification != Classification.AMBER or body in bodies_reading(row)
