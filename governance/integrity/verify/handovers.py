"""Tasks handed to colleagues against the audit trail: to whom, since and until when, why, and how each ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.watch.models import Ended, TaskHandover
from governance.watch.queries.handovers import handover_data
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry, user_of

BY_A_PERSON = (Ended.TAKEN_BACK.label, Ended.GIVEN_BACK.label)


@dataclass
class RecordedHandover:
    """A handover as its entry gives it. `digest`: of its facts; older entries have none. `ended`: how a person ended
    it, if one did."""

    facts: tuple[int | None, str, str, str]
    """Who gave it, the days since and until, the reason."""
    digest: str
    ended: str = ""

    def fits(self, row: TaskHandover) -> bool:
        facts = (row.given_by_id, row.since_on.isoformat(), row.until_on.isoformat(), row.reason)
        how = row.get_ended_how_display() if row.ended_how else ""
        ended = how if how in BY_A_PERSON else ""
        is_same = self.digest in ("", digest_of(handover_data(row)))
        return is_same and facts == self.facts and ended == self.ended


@dataclass
class RecordedHandovers:
    """The handovers of each task, in order, by its address."""

    tasks: dict[str, list[RecordedHandover]] = field(default_factory=dict)

    def read_entry(self, entry: AuditEntry, kind: Target | None) -> None:
        if kind is not Target.TASK:
            return
        values = {name: pair[1] for name, pair in entry.changes.items()}
        if "since" in values:
            facts = (user_of(entry.actor), values["since"], values["until"], entry.reason)
            made = RecordedHandover(facts, values.get("handover", ""))
            self.tasks.setdefault(entry.target, []).append(made)
        elif "ended" in values:
            self.tasks[entry.target][-1].ended = values["ended"]


def check_handovers(recorded: RecordedHandovers) -> Iterator[str]:
    """Yield a sentence for each task whose handovers differ. People and reasons are not in it."""
    stored: dict[str, list[TaskHandover]] = {}
    for row in TaskHandover.objects.order_by("pk"):
        stored.setdefault(Target.TASK(row.task), []).append(row)
    for place in sorted(recorded.tasks.keys() | stored.keys()):
        rows, entries = stored.get(place, []), recorded.tasks.get(place, [])
        if len(rows) != len(entries):
            yield f"{place} has {len(rows)} handovers, but the audit trail has {len(entries)}."
            continue
        for number, (row, entry) in enumerate(zip(rows, entries, strict=True), start=1):
            is_over = number == len(rows) or row.ended_on is not None
            if not entry.fits(row) or not is_over:
                yield f"Handover {number} of {place} does not match the audit trail."
