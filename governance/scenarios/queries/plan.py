"""What is known of the things that steps name, read at once for all of them: in words, and the facts they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from governance.documents.engine.text import long_date
from modifications.models.modifications import Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.models.timeline import Programme, TimelineRow
from releases.operations.planning.acts import PlanChange
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.values.texts import joined

NOT_SET = "to be set"


@dataclass(frozen=True)
class Plan:
    """The facts that these changes name, as they are now. Each is read when it is first asked for, once."""

    changes: tuple[PlanChange, ...]

    @classmethod
    def of(cls, changes: Iterable[PlanChange]) -> "Plan":
        return cls(tuple(changes))

    @cached_property
    def releases(self) -> dict[str, Release]:
        slugs = {slug for one in self.changes for slug in (one.release, one.to_release) if slug}
        return {row.slug: row for row in Release.objects.filter(slug__in=slugs)} if slugs else {}

    @cached_property
    def items(self) -> dict[tuple[str, str, str], str]:
        """The status of each part in a release, by reference, part and slug."""
        refs = {one.ref for one in self.changes if one.ref}
        if not refs:
            return {}
        rows = ScopeItem.objects.filter(part__modification__reference__in=refs)
        return {
            (row.part.modification.reference, row.part.name, row.release.slug): str(row.state.label)
            for row in rows.select_related("release", "part__modification")
        }

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The names of the parts of each modification that is split."""
        refs = {one.ref for one in self.changes if one.do == "split"}
        found: dict[str, list[str]] = {}
        if not refs:
            return found
        rows = Part.objects.filter(modification__reference__in=refs).select_related("modification")
        for part in rows.order_by("pk"):
            found.setdefault(part.modification.reference, []).append(part.name)
        return found

    @cached_property
    def rows(self) -> dict[tuple[str, str], TimelineRow]:
        keys = {(one.release, one.row) for one in self.changes if one.row}
        if not keys:
            return {}
        rows = TimelineRow.objects.filter(
            release__slug__in={slug for slug, _ in keys}, key__in={key for _, key in keys}
        )
        return {(row.release.slug, row.key): row for row in rows.select_related("release")}

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        slugs = {one.programme for one in self.changes if one.programme}
        return {row.slug: row for row in Programme.objects.filter(slug__in=slugs)} if slugs else {}

    def release(self, slug: str) -> str:
        """The name of a release, or its address if it is gone."""
        return str(self.releases.get(slug, slug))

    def words(self, one: PlanChange) -> str:
        """A change in a sentence: “Move SECMP0062 part 2 from … to ….”"""
        return f"{getattr(self, f'_say_{one.do}')(one)}."

    def _say_move(self, one: PlanChange) -> str:
        return f"Move {part_name(one)} from the {self.release(one.release)} to the {self.release(one.to_release)}"

    def _say_add(self, one: PlanChange) -> str:
        return f"Add {part_name(one)} to the {self.release(one.release)}"

    def _say_split(self, one: PlanChange) -> str:
        return f"Split {one.ref} into parts: {joined(one.names)}"

    def _say_take_out(self, one: PlanChange) -> str:
        return f"Take {part_name(one)} out of the {self.release(one.release)}"

    def _say_go_live(self, one: PlanChange) -> str:
        return f"Move the go-live of the {self.release(one.release)} to {long_date(one.on)}"

    def _say_date(self, one: PlanChange) -> str:
        row = self.rows.get((one.release, one.row))
        event = row.event if row else one.row
        return f"{self.release(one.release)}: move “{event}” to {said(one.on)}"

    def _say_programme(self, one: PlanChange) -> str:
        name = str(self.programmes.get(one.programme, one.programme))
        go_live = f", go-live {said(one.on)}" if one.on else ""
        return f"{name}: test from {said(one.begins)} until {said(one.ends)}{go_live}"

    def rests_on(self, one: PlanChange) -> dict[str, str]:
        """The facts that a change replaces, by their names for a reader."""
        if one.do == "go_live":
            release = self.releases.get(one.release)
            return {
                f"Go-live of the {self.release(one.release)}": _day(release.go_live_on if release else None)
            }
        if one.do == "date":
            row = self.rows.get((one.release, one.row))
            now = (row.date.label or NOT_SET) if row else "not in the timetable"
            return {f"{self.release(one.release)}: {row.event if row else one.row}": now}
        if one.do == "programme":
            row_now = self.programmes.get(one.programme)
            if row_now is None:
                return {one.programme: "not in the list"}
            return {
                f"Test window of {row_now}": row_now.test_window or NOT_SET,
                f"Go-live of {row_now}": row_now.go_live.label or NOT_SET,
            }
        if one.do == "split":
            names = [name or "whole" for name in self.parts.get(one.ref, [])]
            return {f"Parts of {one.ref}": joined(names) or "none"}
        places = [slug for slug in (one.release, one.to_release) if slug]
        return {
            f"{part_name(one)} in the {self.release(slug)}": self.items.get(
                (one.ref, one.part, slug), "not in its scope"
            )
            for slug in places
        }

    def past(self, one: PlanChange) -> str:
        """A sentence where a release of the change is gone, or has no plan any more; else empty."""
        for slug in (one.release, one.to_release):
            release = self.releases.get(slug)
            if slug and release is None:
                return f"There is no release at the address {slug} any more."
            if release and release.is_past:
                state = str(release.workflow_state.label).lower()
                return f"The {release} is {state}, so nothing can be planned in it."
        return ""


def part_name(one: PlanChange) -> str:
    return f"{one.ref} part {one.part}" if one.part else one.ref


def said(stored: str) -> str:
    """A date of canonical text for a reader: a day in full, anything longer as timetables write it."""
    when = PartialDate.parse(stored)
    return long_date(stored) if when.day else when.label or NOT_SET


def _day(day: date | None) -> str:
    return long_date(day.isoformat()) if day else NOT_SET
