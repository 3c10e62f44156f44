"""Where the modifications of a list are: in the register, in this release, in others. Read at once for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower

from modifications.models.modifications import Modification, Part
from modifications.queries import modifications_named
from modifications.workflow import ENDED
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.references import ModificationReference

NEW, KNOWN, HERE, ELSEWHERE, ENDED_STAGE = "new", "known", "here", "elsewhere", "ended"
LABELS = {
    NEW: ("Not in the register", "amber", "ring"),
    KNOWN: ("In the register", "green", "check"),
    HERE: ("Already here", "grey", "bar"),
    ELSEWHERE: ("In another release", "amber", "dot"),
    ENDED_STAGE: ("Not possible", "red", "cross"),
}


@dataclass(frozen=True)
class Standing:
    """Where a modification or part is. `options`: what can be done with it, as (value, label)."""

    kind: str
    sentence: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    modification: Modification | None = None
    part: Part | None = None
    item: ScopeItem | None = None
    link: tuple[str, str] | None = None

    @property
    def chip(self) -> tuple[str, str, str]:
        return LABELS[self.kind]


@dataclass(frozen=True)
class ListedItem:
    """A line of a list to add to a scope: a part with its facts; one that moves keeps those it has in `moves_from`.

    Without a part the modification is created first, with its `title` and `stage`, and with `part_name` if it is
    delivered in parts.
    """

    reference: str
    status: str
    part: Part | None = None
    moves_from: ScopeItem | None = None
    title: str = ""
    stage: str = ""
    description: str = ""
    cut_off_on: date | None = None
    part_name: str = ""
    reason: str = ""
    """Why it moves here."""


SKIP = ("skip", "Leave it out")


def _state(item: ScopeItem) -> str:
    return "a candidate" if item.status == "candidate" else str(item.state.label).lower()


class ScopePlaces:
    """The places of modifications. At most six queries for any number of them."""

    def __init__(
        self, release: Release, references: Iterable[ModificationReference], titles: Iterable[str] = ()
    ) -> None:
        wanted = list(references)
        self.release = release
        self.named = modifications_named(str(reference) for reference in wanted)
        known = list(self.named.values())
        self.parts: dict[int, list[Part]] = {}
        for part in Part.objects.filter(modification__in=known).select_related("modification").order_by("pk"):
            self.parts.setdefault(part.modification_id, []).append(part)
        rows = ScopeItem.objects.filter(part__modification__in=known)
        self.items: dict[int, list[ScopeItem]] = {}
        for item in rows.select_related("release", "part__modification").order_by(
            "release__go_live_on", "pk"
        ):
            self.items.setdefault(item.part.modification_id, []).append(item)
        unknown = [reference for reference in wanted if str(reference) not in self.named]
        numbers = {reference.number for reference in unknown}
        self.siblings = list(Modification.objects.filter(number__in=numbers)) if numbers else []
        folded = {title.lower() for title in titles if title}
        same = Modification.objects.annotate(folded=Lower("title")).filter(folded__in=folded)
        self.titled = {row.title.lower(): row for row in same} if folded else {}

    def of(self, reference: ModificationReference, name: str) -> Standing:
        """Raises ValueError with a sentence where the modification cannot be meant."""
        modification = self.named.get(str(reference))
        if modification is None:
            return self._new(reference, name)
        part = self._part(modification, name)
        if modification.stage in ENDED:
            sentence = f"It is {modification.get_stage_display().lower()}, so it cannot be added."
            return Standing(ENDED_STAGE, sentence, [SKIP], modification, part)
        items = self.items.get(modification.pk, [])
        here = next((row for row in items if row.release_id == self.release.pk and row.part == part), None)
        if here:
            link = (f"/releases/{self.release.slug}/scope/{part.address}/", f"Change {part} there")
            state = "It left this scope" if here.status == "out" else f"It is {_state(here)} here"
            return Standing(HERE, f"{state}.", [SKIP], modification, part, here, link)
        other = self._conflict(part, items)
        if other is None:
            return Standing(KNOWN, "", [("add", "Add it"), SKIP], modification, part)
        return self._elsewhere(modification, part, other, items)

    def _new(self, reference: ModificationReference, name: str) -> Standing:
        number = (reference.number, reference.suffix)
        other = next((row for row in self.siblings if (row.number, row.suffix) == number), None)
        if other and {reference.prefix, other.reference[:2]} == {"DP", "MP"}:
            raise ValueError(
                f"{other.reference} is in the register under this number. Enter {other.reference}, or convert it first."
            )
        what = "Draft Proposal" if reference.prefix == "DP" else "modification"
        add = f"add its part {name}" if name else "add it"
        options = [("create", f"Create the {what} and {add}"), SKIP]
        kept = ", also while this release is private" if self.release.private_until_published else ""
        return Standing(NEW, f"If you create it, everybody can read its reference and title{kept}.", options)

    def _part(self, modification: Modification, name: str) -> Part:
        parts = self.parts[modification.pk]
        found = [part for part in parts if part.name.casefold() == name.casefold()]
        if not name and len(parts) == 1:
            return parts[0]
        if name and found:
            return found[0]
        names = " or ".join(str(part) for part in parts if part.name)
        if not names:
            raise ValueError(f"{modification.reference} has no parts. Enter {modification.reference} alone.")
        raise ValueError(f"{modification.reference} is delivered in parts. Enter {names}.")

    def _conflict(self, part: Part, items: list[ScopeItem]) -> ScopeItem | None:
        """The item that keeps the part from being targeted here, by the rule of `targeted_nowhere_else`."""
        inside = [row for row in items if row.status in ("targeted", "approved")]
        return next(
            (
                row
                for row in inside
                if row.part_id == part.pk
                or row.release_id == self.release.pk
                or not (row.part.name and part.name)
            ),
            None,
        )

    def _elsewhere(
        self, modification: Modification, part: Part, other: ScopeItem, items: list[ScopeItem]
    ) -> Standing:
        taken = {row.part_id for row in items if row.status in ("targeted", "approved")}
        options = [("", "Choose what to do")]
        if other.part_id == part.pk:
            options.append(("move", f"Move it from {other.release.short_name}"))
        free = [row for row in self.parts[modification.pk] if row.name and row.pk not in taken]
        options += [
            (f"part:{row.name}", f"Take {row}") for row in free if row.pk != part.pk and other.part.name
        ]
        options += [("candidate", "Add it as a candidate"), SKIP]
        sentence = f"{other.part} is {_state(other)} in the {other.release}."
        link = None
        if not free:
            link = (f"/modifications/{modification.reference}/edit/parts/", "Divide it to take a part")
        return Standing(ELSEWHERE, sentence, options, modification, part, other, link)
