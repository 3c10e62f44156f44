"""A go-live that a body decided on after a consultation, where the RID that a reader sees is older."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from governance.consultations.models import ConsultationDecision, Outcome
from governance.consultations.queries.readers import seen_by
from governance.documents.engine.text import long_date
from governance.versions.queries.shown import ShownDocument
from releases.models.releases import Release
from secrel.core.models.people import User


def moved_since(
    release: Release, reader: User | None, shown: ShownDocument | None
) -> ConsultationDecision | None:
    """The last decision that the reader may see, if it moved the go-live to another day than the version shown states,
    and was taken after that version."""
    if shown is None or shown.version is None:
        return None
    last = _last_decisions([release], reader).get(release.pk)
    return last if _moves(last, shown.version.dated_on, shown.go_live_on) else None


def with_decided(rows: Iterable[Any], reader: User | None) -> list[Any]:
    """Releases from `as_shown`, each with `moved`: such a decision, or None. With one, `shown_on` is the day that was
    decided and `stated_on` what the published RID still says. One query; none where nothing is published.
    """
    releases = list(rows)
    published = [row for row in releases if row.latest_on]
    decisions = _last_decisions(published, reader) if published else {}
    for row in releases:
        last = decisions.get(row.pk)
        row.moved, row.stated_on = None, row.shown_on
        if last and _moves(last, row.latest_on, row.shown_on):
            row.moved, row.shown_on = last, last.go_live_on
    return releases


def moved_days(
    stated: Mapping[int, tuple[date, date | None]], reader: User | None
) -> dict[int, ConsultationDecision]:
    """Such decisions by the release's key, of what published RIDs state: their own day, and their go-live. One query;
    none where nothing is published."""
    found = _last_decisions(stated, reader) if stated else {}
    return {key: row for key, row in found.items() if _moves(row, *stated[key])}


def still_says(decision: ConsultationDecision, number: str, stated_on: date | None) -> str:
    """Who decided on the day, and what the published RID still says."""
    decided = f"Decided by {decision.body.the} on {long_date(decision.decided_on.isoformat())}"
    stated = long_date(stated_on.isoformat()) if stated_on else "that it is to be set"
    return f"{decided}; the published RID {number} still says {stated}"


def _last_decisions(
    releases: Iterable[Release | int], reader: User | None
) -> dict[int, ConsultationDecision]:
    """The last decision on each release that the reader may see, by the release's key."""
    rows = ConsultationDecision.objects.filter(
        consultation__in=seen_by(reader), consultation__release__in=list(releases)
    )
    rows = rows.select_related("body", "consultation").order_by("pk")
    return {row.consultation.release_id: row for row in rows if row.consultation.release_id}


def _moves(decision: ConsultationDecision | None, dated_on: date, stated_on: date | None) -> bool:
    """Whether it moved the go-live to another day than a version of that day states, and was taken after it."""
    if decision is None or decision.outcome != Outcome.MOVED:
        return False
    return dated_on < decision.decided_on and decision.go_live_on != stated_on
