"""A go-live that a body decided on after a consultation, where the RID that a reader sees is older."""

from governance.consultations.models import ConsultationDecision, Outcome
from governance.consultations.queries.readers import seen_by
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
    rows = ConsultationDecision.objects.filter(
        consultation__in=seen_by(reader), consultation__release=release
    )
    last = rows.select_related("body", "consultation").order_by("pk").last()
    if last is None or last.outcome != Outcome.MOVED:
        return None
    is_older = shown.version.dated_on < last.decided_on
    return last if is_older and shown.go_live_on != last.go_live_on else None
