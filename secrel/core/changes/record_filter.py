"""Filter the audit trail by what an entry is about, who made it and when; write it as rows for a spreadsheet."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import Q, QuerySet

from secrel.core.changes.record_readers import kinds
from secrel.core.changes.targets import Target
from secrel.core.editing.form_fields import DayInput, SearchInput
from secrel.core.models.record import AuditEntry
from secrel.core.search.list_filters import ListFilter
from secrel.core.search.matching import NOTHING, matches
from secrel.core.search.reading import ALL, Search
from secrel.core.values.references import ModificationReference

HEADINGS = (
    *("entry", "when", "takes effect", "who", "action", "about", "label", "field", "before", "after"),
    *("reason", "caused by", "digest"),
)


class RecordFilter(ListFilter):
    """The filters; each is optional."""

    examples: ClassVar = {
        "about": "modifications/MP153",
        "who": "analyst",
        "area": "releases",
        "since": "2021-10-01",
        "until": "2021-10-31",
    }

    about = SearchInput(label="Subject", required=False)
    who = SearchInput(label="Person", required=False)
    area = forms.ChoiceField(
        label="Area",
        required=False,
        choices=lambda: [("", "Everything"), *((kind.name, kind.label) for kind in kinds())],
    )
    since = DayInput(label="From", required=False)
    until = DayInput(label="Until", required=False)

    @property
    def messages(self) -> list[str]:
        """Sentences about the searches: that nothing can be found, or that a search was too long."""
        searches = [self.cleaned_data.get(name) or ALL for name in ("about", "who")]
        return [sentence for search in searches for sentence in (search.problem, search.note) if sentence]

    def narrowed(self, rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The entries that match, newest first. A filter that cannot be read is ignored and has an error."""
        return narrow(rows, **self.chosen())


def narrow(
    rows: QuerySet[AuditEntry],
    *,
    about: Search | None = None,
    who: Search | None = None,
    area: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEntry]:
    """The entries that match all of these."""
    if about:
        rows = rows.filter(matches(about, names=("label",)) | _targets(about))
    if who:
        rows = rows.filter(matches(who, names=("actor_name",)))
    if area:
        rows = rows.filter(Q(target=area) | Q(target__startswith=f"{area}/"))
    return rows.filter(_days(since, until))


def _days(since: date | None, until: date | None) -> Q:
    """Entries that count in a period, or that were recorded in it."""
    counts, recorded = Q(), Q()
    if since:
        counts, recorded = counts & Q(on__gte=since), recorded & Q(at__date__gte=since)
    if until:
        counts, recorded = counts & Q(on__lte=until), recorded & Q(at__date__lte=until)
    return counts | recorded


def _targets(search: Search) -> Q:
    """Entries about the thing that an address ("modifications/MP153") or a reference names."""
    named = Q(target__startswith=search.entered) if search.alternatives else NOTHING
    for reference in search.references:
        if reference.kind == "cr":
            named |= Q(target=Target.CHANGE_REQUEST(reference))
        elif reference.kind:
            with suppress(ValueError):
                named |= Q(target=Target.MODIFICATION(ModificationReference.parse(str(reference))))
    return named


def as_lines(rows: QuerySet[AuditEntry]) -> Iterator[list[object]]:
    """For a spreadsheet: a line for each changed field of an entry, or one line if no field changed."""
    yield list(HEADINGS)
    for entry in rows.iterator(chunk_size=500):
        common = [entry.position, entry.at.isoformat(), entry.on, entry.actor_name]
        common += [entry.action, entry.target, entry.label]
        for name, (before, after) in entry.changes.items() or [("", ("", ""))]:
            yield [*common, name, before, after, entry.reason, entry.cause, entry.digest]
