"""The facts behind churn and slippage, as far as a reader may see them: from versions, and dates of the register."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from governance.documents.engine.facts import Cost
from governance.documents.pictures.churn import Churn, Days, Item, ItemTimes, VersionStated, as_one
from governance.documents.rid import wording
from governance.versions.models import RidVersion
from governance.versions.queries.past.documents import PastDocument
from governance.versions.queries.versions import Reader, published_to_reader, visible_versions
from modifications.models.modifications import ModificationDecision
from modifications.models.progress import Assessment
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.workflow import COMING, OFF
from secrel.core.changes.permissions import Permission
from secrel.core.values.fields import PartialDateField
from secrel.core.web.csv_text import Rows

CONTENT = "snapshot__content__data"
COSTS = KeyTransform("costs", CONTENT)
FACTS = (
    KeyTextTransform("go_live", KeyTransform("release", CONTENT)),
    KeyTransform("scope", CONTENT),
    KeyTransform("dcc_total", COSTS),
    KeyTransform("secas_implementation", COSTS),
    KeyTransform("secas_project_management", COSTS),
)
HEADINGS = (
    *("release", "first version", "go-live in the first version", "go-live now or actual", "took place"),
    *("days later", "DCC total, first", "DCC total, last", "change", "SECAS, first", "SECAS, last"),
    *("ever in scope", "shipped", "left"),
)
ITEM_HEADINGS = ("modification", "outcome", "targeted", "approved", "days")


def all_churn(permissions: frozenset[Permission], reader: Reader) -> list[Churn]:
    """The churn of each release with a version that the reader may see, by go-live. One query."""
    rows = RidVersion.objects.all()
    if Permission.READ_DRAFTS not in permissions:
        rows = rows.filter(published_to_reader(permissions, reader))
    return _churn(rows.exclude(release__life__in=OFF), permissions)


def churn_of(
    release: Release, permissions: frozenset[Permission], reader: Reader, past: PastDocument | None = None
) -> Churn | None:
    """The churn of one release; None without a version. With `past` as at that day. One query."""
    rows = visible_versions(release, permissions, reader).select_related(None)
    if past:
        undated = Q(published_on=None, dated_on__lte=past.day)
        rows = rows.filter(Q(published_on__lte=past.day) | undated)
    found = next(iter(_churn(rows, permissions)), None)
    if found and past and found.actual and found.actual > past.day:
        return replace(found, actual=None)
    return found


def _churn(rows: QuerySet[RidVersion], permissions: frozenset[Permission]) -> list[Churn]:
    """Drafts that became another version are left out: that has their content."""
    rows = rows.exclude(state="withdrawn").filter(became=None)
    rows = rows.order_by("release__go_live_on", "release__slug", "major", "minor")
    values = rows.annotate(actual=_went_live(permissions)).values_list(
        *("release__slug", "release__name", "release__life", "actual"),
        *("major", "minor", "dated_on", "kind"),
        *FACTS,
    )
    found = []
    for (slug, name, life, recorded), group in groupby(values, key=lambda row: row[:4]):
        versions = [_stated(row[4:]) for row in group]
        is_live = life not in (*COMING, *OFF)
        known = recorded.interval()[0] if recorded else versions[-1].go_live
        actual = known if is_live else None
        found.append(Churn(name, f"/releases/{slug}/", versions, actual))
    return found


def _went_live(permissions: frozenset[Permission]) -> Any:
    """The day on which the release went live, which is a fact of today: only for those who read them. Others know that
    it is live, and take the day that was published."""
    if Permission.READ_DRAFTS not in permissions:
        return Value(None, PartialDateField())
    rows = TimelineRow.objects.filter(release=OuterRef("release"), is_go_live=True)
    return Subquery(rows.values("actual")[:1])


def _stated(row: Sequence[Any]) -> VersionStated:
    major, minor, on, kind, go_live, scope, total, *efforts = row
    spent = [Decimal(effort["amount"]) for effort in efforts if effort]
    items: dict[Item, tuple[str, str]] = {}
    for status in ("targeted", "approved"):
        for entry in scope[status]:
            part = entry.get("part") or ""
            items[as_one(entry["ref"]), part] = (status, f"{entry['ref']}{wording.part(part)}")
    return VersionStated(
        f"{major}.{minor}",
        on,
        kind == "baseline",
        date.fromisoformat(go_live) if go_live else None,
        Cost.of_data(total),
        sum(spent, Decimal(0)) if spent else None,
        items,
    )


def with_times(churn: Churn, permissions: frozenset[Permission]) -> list[ItemTimes]:
    """Its modifications with the time from raised to decided, which is public, and for SECAS that of the DCC's
    assessments. One query, and one more for SECAS."""
    names = {row.name.partition(" ")[0] for row in churn.items}
    decided = _decided(names)
    assessed = _assessed(names) if Permission.READ_DRAFTS in permissions else {}
    return [
        replace(
            row,
            decided=decided.get(ref, row.decided),
            assessed=assessed.get(ref, row.assessed),
        )
        for row in churn.items
        for ref in [row.name.partition(" ")[0]]
    ]


def _decided(names: Iterable[str]) -> dict[str, Days]:
    rows = ModificationDecision.objects.filter(
        modification__reference__in=names, is_recommendation=False, solution=""
    )
    found = rows.values_list("modification__reference", "modification__raised_on", "decided_on")
    return {ref: Days(raised, decided) for ref, raised, decided in found}


def _assessed(names: Iterable[str]) -> dict[str, Days]:
    """From the first request to the last that was received; open while one is outstanding."""
    rows = Assessment.objects.filter(part__modification__reference__in=names, requested_on__isnull=False)
    found: dict[str, Days] = {}
    fields = rows.order_by("requested_on").annotate(ref=F("part__modification__reference"))
    for ref, requested, received in fields.values_list("ref", "requested_on", "received_on"):
        before = found.get(ref)
        if before is None:
            found[ref] = Days(requested, received)
        else:
            ends = max(before.ends, received) if before.ends and received else None
            found[ref] = Days(before.begins, ends)
    return found


def as_rows(rows: Iterable[Churn]) -> Rows:
    """For a spreadsheet: a line for each release. What is not recorded is empty."""
    yield HEADINGS
    for row in rows:
        first, last = row.first, row.last
        yield (
            *(row.name, first.number, first.go_live, row.stands, "yes" if row.actual else "no", row.slip),
            *(first.total.amount, last.total.amount, row.cost_change, first.secas, last.secas),
            *(len(row.ever), "" if row.shipped is None else len(row.shipped), len(row.left)),
        )


def item_rows(items: Iterable[ItemTimes]) -> Rows:
    """For a spreadsheet: a line for each modification that was in scope."""
    yield ITEM_HEADINGS
    for row in items:
        yield (row.name, row.outcome, row.targeted.begins, row.targeted.ends, row.targeted.count)
