"""What a releases update paper says beside what is stored: what it would propose, what it cannot, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from modifications.models.modifications import Part
from modifications.queries import find_part
from releases.models.releases import Release
from releases.sheets.standing import DAY, IMPACTS, StandingSheet
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.proposals import ProposedCell
from secrel.core.editing.sheets.sheet import cells_of

Data = dict[str, Any]
NOT_HELD = "This release is not stored here, so nothing is proposed for it."
NOT_IN_SCOPE = "It is not in the scope that is stored, so it cannot leave it."
STAYS = "It is stored as approved, and the paper does not say that it leaves. Its status stays."
IN_WORDS = {True: "impacts DCC Systems", False: "does not impact DCC Systems", None: ""}
ORDER = {"out": 0, "candidate": 0, "targeted": 1, "approved": 2}


@dataclass(frozen=True)
class Line:
    """A row of a paper. `cells`: what it would propose; `problem`: why nothing can be; `note`: what is not proposed."""

    path: str
    row: Data
    part: Part | None = None
    cells: tuple[ProposedCell, ...] = ()
    problem: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.row['ref']} part {self.row['part']}" if self.row["part"] else self.row["ref"]

    @property
    def field(self) -> str:
        """The name of the tick that leaves it out."""
        return f"row{self.path}"

    @property
    def says(self) -> str:
        """What the paper says, in words."""
        row = self.row
        impacts = IN_WORDS[flag_of(row["impacts_dcc"])]
        cut_off = f"cut-off {row['cut_off']['label']}" if row["cut_off"]["label"] else ""
        change = {"add": "to be added", "remove": "to be removed", "move": "moved"}.get(row["change"], "")
        where = {"out": "out of scope"}.get(row["standing"], row["standing"])
        said = ", ".join(filter(None, [where, change, impacts, cut_off]))
        return f"{said[:1].upper()}{said[1:]}."


@dataclass(frozen=True)
class MatchedRelease:
    name: str
    release: Release | None = None
    lines: tuple[Line, ...] = field(default=())

    @property
    def proposed(self) -> int:
        return sum(len(line.cells) for line in self.lines)


def matched(facts: Data) -> list[MatchedRelease]:
    """The releases of a paper with their rows beside what is stored."""
    held = {
        row.name: row for row in Release.objects.filter(name__in=[one["name"] for one in facts["releases"]])
    }
    return [_release(at, one, held.get(one["name"])) for at, one in enumerate(facts["releases"])]


def flag_of(value: Any) -> bool | None:
    """Yes or no, as it was read or typed."""
    if isinstance(value, str):
        return {"yes": True, "no": False, "true": True, "false": False}.get(value.strip().casefold())
    return value if isinstance(value, bool) else None


def _release(at: int, said: Data, release: Release | None) -> MatchedRelease:
    path = f"/releases/{at}/rows"
    if release is None:
        rows = (Line(f"{path}/{n}", row, problem=NOT_HELD) for n, row in enumerate(said["rows"]))
        return MatchedRelease(said["name"], None, tuple(rows))
    sheet = StandingSheet(release)
    stored = cells_of(sheet, sheet.read()[0])
    labels = {column.name: column.label for column in sheet.columns}
    lines = (_line(f"{path}/{n}", row, release, stored, labels) for n, row in enumerate(said["rows"]))
    return MatchedRelease(said["name"], release, tuple(lines))


def _line(
    path: str, row: Data, release: Release, stored: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]
) -> Line:
    try:
        part = _part(row)
    except ValueError as error:
        return Line(path, row, problem=str(error))
    cells = stored.get(part.address)
    if cells is None and row["standing"] == "out":
        return Line(path, row, part, problem=NOT_IN_SCOPE)
    wanted, note = dict(_wanted(row)), ""
    if cells and cells["status"] == "approved" and wanted["status"] in ("targeted", "candidate"):
        wanted.pop("status")
        note = STAYS
    key = part.address if cells is not None else _key(release, part)
    if cells is None:
        wanted = {"part": str(part)} | wanted
    changed = [
        ProposedCell(key, str(part), name, labels[name], (cells or {}).get(name, ""), text)
        for name, text in wanted.items()
        if text != (cells or {}).get(name, "")
    ]
    return Line(path, row, part, tuple(changed), note=note)


def _part(row: Data) -> Part:
    """The part of the register. A part that the paper names and the register has not is the whole, if there is one."""
    ref = str(row["ref"])
    if not row["part"]:
        return find_part(ref)
    try:
        return find_part(f"{ref} part {row['part']}")
    except ValueError:
        whole = find_part(ref)
        if whole.name:
            raise
        return whole


def _wanted(row: Data) -> Iterator[tuple[str, str]]:
    """The texts of the cells that a row states."""
    yield "status", row["standing"] if row["standing"] in ORDER else "candidate"
    if row["cut_off"]["date"] and row["cut_off"]["precision"] == "day":
        yield "cut_off", DAY.format(PartialDate.parse(row["cut_off"]["date"]).interval()[0])
    impacts = flag_of(row["impacts_dcc"])
    if impacts is not None:
        yield "impacts", {value: key for key, value in IMPACTS.items()}[impacts]
    if row["step"]:
        yield "step", str(row["step"])[:160]
        if row["expected"]["date"]:
            is_part = row["expected"]["precision"].endswith("_month")
            label = row["expected"]["label"]
            yield "expected", label if is_part else PartialDate.parse(row["expected"]["date"]).label


def _key(release: Release, part: Part) -> str:
    """The key of a row that is not there yet: the same for the same part, so that reading again replaces a proposal."""
    return f"new-{sha256(f'{release.slug}/{part.address}'.encode()).hexdigest()[:12]}"
