"""What a body needs to see at a glance: what changed since its last decision, exceptions, and other bodies' advice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.engine.text import long_date
from governance.documents.rid.types.rid import RidContent
from governance.meetings.models import Item, Outcome, Result
from governance.versions.models import RidVersion, VersionItem
from governance.versions.queries.deciding.then_and_now import then_and_now
from releases.models.releases import Release
from releases.models.scope import Ground, ScopeEvent
from secrel.core.values.present import present

ADVICE = (Result.RECOMMENDED, Result.CONDITIONAL, Result.NOT_RECOMMENDED)
BASELINES = (Result.BASELINED, Result.SUBJECT)
EXCEPTION = (Ground.NECESSARY, Ground.MORE_EFFICIENT)


@dataclass(frozen=True)
class LastDecision:
    """The version that a body decided on last, the result, and the day."""

    version: RidVersion
    result: str
    on: date

    @property
    def words(self) -> str:
        """As the head of a column: the number is that of the baseline."""
        number = (self.version.became or self.version).number
        return f"RID {number}, {self.result.lower()} on {long_date(self.on.isoformat())}"


def at_a_glance(item: Item, now: RidContent, now_words: str) -> dict[str, Any]:
    """The context of `versions/items/summary.html`: the last decision beside a content named `now_words`."""
    since = last_decision(item)
    return {
        "since": since,
        "now_words": now_words,
        "facts": then_and_now(since.version.snapshot.rid.content if since else None, now),
        "exceptions": exceptions_since(present(item.release), since.on if since else None),
        "advice": advice_on(item),
    }


def last_decision(item: Item) -> LastDecision | None:
    """The body's last baseline of the release before an item; a version that was returned is none."""
    rows = VersionItem.objects.filter(
        item__release=item.release_id, item__meeting__body=item.meeting.body_id, item__state="decided"
    )
    rows = rows.exclude(item=item.pk).filter(item__decision__outcome__result__in=BASELINES)
    rows = rows.select_related(
        *("item__decision__outcome", "version__snapshot__content", "version__became"),
        *("changed__snapshot__content", "changed__became"),
    )
    row = rows.order_by("item__decision__on", "item").last()
    if row is None:
        return None
    decision = row.item.decision
    return LastDecision(row.changed or row.version, decision.outcome.get_result_display(), decision.on)


def exceptions_since(release: Release, since: date | None) -> list[ScopeEvent]:
    """Additions to the baselined scope since a day, with their grounds; all where there is no day."""
    rows = ScopeEvent.objects.filter(item__release=release, ground__in=EXCEPTION)
    rows = rows.filter(on__gt=since) if since else rows
    return list(rows.select_related("item__part__modification", "body").order_by("on", "pk"))


def advice_on(item: Item) -> list[Outcome]:
    """What other bodies recommended on the release, as their Chairs confirmed it, newest first."""
    rows = Outcome.objects.filter(item__release=item.release_id, item__state="decided", result__in=ADVICE)
    rows = rows.filter(replaced_by=None).exclude(item=item.pk)
    return list(rows.select_related("item__meeting__body").order_by("-recorded_at"))
