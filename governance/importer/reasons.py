"""Why a document states something that its facts do not give, in a sentence for each difference."""

from collections.abc import Mapping
from functools import cached_property

from governance.documents.rid.deviations import ABSENT, COMPUTED, Difference
from governance.documents.rid.document import CONTENTS
from governance.documents.rid.types.rid import RidContent
from governance.importer.scope import GONE
from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem

ONE_RELEASE = "A modification is in one release only, unless it is divided into parts."
TITLE = (
    "An import never changes a title that is stored here. Correct the document, or the title in the register."
)
LISTED = "A SEC document is stored with what changes it, and listed if anything does."
FIELDS = {
    "title": TITLE,
    "listed": LISTED,
    "cut_off": "A cut-off date is stored only if it is a day.",
    "options": "Solutions are facts of the modification, which are printed while it is targeted.",
    "system_impact": "It is a fact of the modification, which every release that has it in scope shares.",
    "url": "It is a fact of the modification, which every release that has it in scope shares.",
}
NO_AREA = "Points about the DCC are stored under the name of an area, and this one has none."
SECAS = "SECAS’s costs are stored as days and a day rate in pounds and pence, which give the amount."
CELL = "A cost is stored either with an amount or with a status that has none."
TOTAL = "The total is computed from the costs, and not stored."
NO_PLACE = "This is not among the facts that can be stored."


class Reasons:
    """The reasons for differences between one document and its release.

    `stated`: the content under current references. `refused`: sentences by key of the section that was refused.
    """

    def __init__(self, release: Release, stated: RidContent, refused: Mapping[str, str]) -> None:
        self.release, self.stated, self.refused = release, stated, refused

    def of(self, found: Difference) -> str:
        key = next((step for step in found.path if step in CONTENTS), "")
        if found.path[:2] == COMPUTED:
            return TOTAL
        if key and (refused := self.refused.get(CONTENTS[key].key)):
            return refused
        if reason := next((self.absent[step] for step in found.path if step in self.absent), ""):
            return reason
        return self._of_field(found) if found.is_loss else ""

    def _of_field(self, found: Difference) -> str:
        path, last = found.path, found.path[-1]
        if last in FIELDS:
            return FIELDS[last]
        if path[:2] == ("impacts", "documents"):
            return LISTED
        if path[:2] == ("impacts", "dcc_summaries"):
            return NO_AREA
        if path[:2] == ("impacts", "participants") and found.computed is ABSENT:
            return f"{path[2]} is not in the scope of the document."
        if last == "modifications":
            return self._unknown(found)
        if path[0] == "costs":
            return SECAS if path[1].startswith("secas_") else CELL
        return NO_PLACE

    def _unknown(self, found: Difference) -> str:
        left = [ref for ref in found.stated if not found.computed or ref not in found.computed]
        return f"Not in the register: {', '.join(left)}." if left else NO_PLACE

    @cached_property
    def absent(self) -> dict[str, str]:
        """By reference, why a modification of the document is not in this scope."""
        references = [entry.ref for entry in self.stated.scope.entries]
        inside = set(
            self.release.scope.filter(status__in=["targeted", "approved"]).values_list(
                "part__modification__reference", flat=True
            )
        )
        elsewhere = {
            item.modification.reference: f"{item.part} is {item.get_status_display().lower()} in the "
            f"{item.release}. {ONE_RELEASE}"
            for item in ScopeItem.objects.filter(
                part__modification__reference__in=references, status__in=["targeted", "approved"]
            )
            .exclude(release=self.release)
            .select_related("release", "part__modification")
            .order_by("pk")
        }
        gone = {
            row.reference: f"{row.reference} is {row.get_stage_display().lower()}, so it cannot be in a scope."
            for row in Modification.objects.filter(reference__in=references, stage__in=GONE)
        }
        return {ref: why for ref, why in {**elsewhere, **gone}.items() if ref not in inside}
