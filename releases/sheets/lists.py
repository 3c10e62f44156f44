"""Short lists of a release as sheets: annexes, Change Requests beside it, related programmes."""

from itertools import count
from typing import Any

from django.utils.text import slugify

from releases.models.releases import Release, Section
from releases.models.testing import Annex
from releases.models.timeline import Neighbour, Programme
from releases.operations.change_requests import list_change_requests
from releases.operations.testing import AnnexFacts, set_annexes
from releases.operations.timeline import set_neighbours
from releases.queries import section_token
from releases.sheets.printed_lists import annexes_in, change_requests_in
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.sheets.columns import NOTES, ChoiceColumn, Column, PartialDateColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

THERE, TO_COME = "there", "to_come"
ANNEXED = ("Name", "Document", "Description", "Document title")
REFERENCES = ("Ref", "Change Request", "CR", "CR number", "CR ref", "CR reference", "Number", "No")


class _OfRelease(Sheet):
    may_order = True

    def __init__(self, release: Release) -> None:
        self.release = release


class AnnexSheet(_OfRelease):
    caption = "Annexes"
    add = "annex"
    identity = ("label", "title")
    columns = (
        Column(
            "label",
            "Annex",
            required="Enter a name, for example Annex A.",
            max_length=40,
            size="choice",
            aliases=("Label", "No", "Number", "Ref"),
        ),
        Column(
            "title",
            "Title",
            kind="long",
            required="Enter the title of the annex.",
            size="wide",
            aliases=ANNEXED,
        ),
        ChoiceColumn(
            "state",
            "State",
            choices=((THERE, "There"), (TO_COME, "To come")),
            default=THERE,
            size="choice",
            aliases=("Status", "There or to come"),
        ),
        PartialDateColumn(
            "expected", "Expected", hint="if it is to come", aliases=("Expected date", "Expected on", "Due")
        ),
        Column(
            "owner",
            "From",
            hint="if it is to come",
            max_length=120,
            size="area",
            aliases=("Owner", "Provided by"),
        ),
        Column("file", "File", read_only=True, aliases=("File name",)),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.TESTING)
        return [
            SheetRow(
                str(n),
                {
                    "label": row.label,
                    "title": row.title,
                    "state": TO_COME if row.is_to_come else THERE,
                    "expected": row.expected.label,
                    "owner": row.owner,
                    "file": row.file_name,
                },
            )
            for n, row in enumerate(self.release.annexes.all())
        ], token

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        return annexes_in(rows)

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(n): row for n, row in enumerate(self.release.annexes.all())}
        annexes = []
        for entry in entries:
            annexes.append(_annex(stored.get(entry.key), entry.values))
        set_annexes(release=self.release, annexes=annexes, token=token, **common)


def _annex(row: Annex | None, entered: dict[str, Any]) -> AnnexFacts:
    """The facts of an annex. One that came keeps no expected date or owner, unless they are entered for it."""
    label, title = (entered.get(name, getattr(row, name, "")) for name in ("label", "title"))
    was_to_come = bool(row and row.is_to_come)
    is_to_come = entered.get("state", TO_COME if was_to_come else THERE) == TO_COME
    stays = was_to_come and is_to_come
    expected = entered.get("expected", row.expected if stays else PartialDate())
    owner = entered.get("owner", row.owner if stays else "")
    return AnnexFacts(label, title, row.stored_file if row else None, is_to_come, expected, owner)


class ChangeRequestSheet(_OfRelease):
    """Change Requests beside the release. A new reference is added with the title in its row."""

    key = "change-requests"
    caption = "DCC Change Requests"
    add = "Change Request"
    columns = (
        Column(
            "reference",
            "Reference",
            required="Enter CR and a number.",
            size="choice",
            suggests="change-requests",
            aliases=REFERENCES,
        ),
        Column("title", "Title", kind="long", hint="required for a new one", size="area", aliases=("Name",)),
        Column(
            "description",
            "Description, following the name",
            kind="long",
            size="wide",
            max_length=2000,
            aliases=("What it does, after its name", "What it does", "Summary", "Description"),
        ),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.SCOPE)
        return [
            SheetRow(
                row.change_request.reference,
                {
                    "reference": row.change_request.reference,
                    "title": row.change_request.title,
                    "description": row.description,
                },
                locked=("reference", "title"),
            )
            for row in self.release.beside.select_related("change_request")
        ], token

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        return change_requests_in(rows)

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {
            row.change_request.reference: row for row in self.release.beside.select_related("change_request")
        }
        rows = []
        for entry in entries:
            row = stored.get(entry.key)
            reference = row.change_request.reference if row else entry.values["reference"]
            title = entry.values.get("title", "")
            rows.append((reference, title, entry.values.get("description", row.description if row else "")))
        list_change_requests(release=self.release, rows=rows, token=token, **common)


class NeighbourSheet(_OfRelease):
    """Related programmes. A new programme is added by its name; its dates apply to all releases."""

    caption = "Related programmes"
    add = "programme"
    distinguished_by = ("kind",)
    may_order = False
    columns = (
        Column(
            "name",
            "Programme",
            required="Enter the name of the programme.",
            max_length=120,
            suggests="programmes",
            size="area",
            aliases=("Name", "Project", "Programmes", "Related programme", "Neighbouring programme"),
        ),
        ChoiceColumn(
            "kind",
            "Relationship to this release",
            choices=tuple(Neighbour.Kind.choices),
            size="choice",
            aliases=("Relation", "Relationship", "How it stands to this release", "How it stands", "Kind"),
        ),
        Column("owner", "Owner", max_length=120, aliases=("Owned by",)),
        PartialDateColumn(
            "tests_from",
            "Tests from",
            aliases=("Testing from", "Test start", "Testing starts", "Tests start"),
        ),
        PartialDateColumn(
            "tests_until", "Tests until", aliases=("Testing until", "Test end", "Testing ends", "Tests end")
        ),
        PartialDateColumn("go_live", "Go-live", aliases=("Go-live date", "Live", "Live date")),
        Column("note", "Note", kind="long", size="area", aliases=NOTES),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.TIMELINE)
        rows = self.release.neighbours.select_related("programme")
        return [
            SheetRow(f"{row.programme.slug}-{row.kind}", self._cells(row), locked=("name",)) for row in rows
        ], token

    def _cells(self, row: Neighbour) -> dict[str, str]:
        programme = row.programme
        dates = {name: getattr(programme, name).label for name in ("tests_from", "tests_until", "go_live")}
        return {"name": programme.name, "kind": row.kind, "owner": programme.owner, "note": row.note} | dates

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        rows = self.release.neighbours.select_related("programme")
        stored = {f"{row.programme.slug}-{row.kind}": row for row in rows}
        set_neighbours(
            release=self.release,
            rows=[self._written(stored.get(entry.key), entry) for entry in entries],
            token=token,
            **common,
        )

    def _written(self, row: Neighbour | None, entry: EditedRow) -> tuple[dict[str, Any], str, str]:
        programme = (
            row.programme if row else Programme.objects.filter(name__iexact=entry.values["name"]).first()
        )
        name = programme.name if programme else entry.values["name"]
        fields = {"name": name, "slug": programme.slug if programme else _free_slug(name)}
        for name in ("owner", "tests_from", "tests_until", "go_live"):
            entered, stored = entry.values.get(name), getattr(programme, name, None)
            is_entered = name in entry.values and (
                entered or row
            )  # an empty cell of a new row changes nothing
            fields[name] = entered if is_entered or programme is None else stored
        kind = entry.values.get("kind", row.kind if row else "")
        return fields, kind, entry.values.get("note", row.note if row else "")


def _free_slug(name: str) -> str:
    """A slug that no other programme has."""
    stem = slugify(name)[:45] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in count(1) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)
