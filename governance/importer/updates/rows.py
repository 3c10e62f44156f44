"""Rows of a paper: a modification in a release, with what the paper says of it and how sure each field is."""

from typing import Any

from governance.importer.source.document import Place
from governance.importer.understanding.understood import DOUBTFUL, MENDED, Gathered
from governance.importer.updates.releases import Lead, Section
from governance.importer.updates.statuses import (
    APPROVED,
    OUT,
    TARGETED,
    cut_off_in,
    next_step_in,
    standing_of,
)
from governance.importer.updates.titles import Entry
from governance.importer.words.dates import read_date

Data = dict[str, Any]
MOST_ROWS = 2_000
TAKEN_APART = 0.75
INCLUSION = "A body approved that it is included; the modification itself may still await its decision."
NO_DATE: Data = {"label": "", "precision": "unknown", "date": None}


class Gatherer:
    """Collects releases and their rows. A modification has one row in a release."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.releases: list[Data] = []

    def release(self, section: Section, place: Place) -> int:
        """The place of a release among those found, opened where it is new."""
        for at, row in enumerate(self.releases):
            if row["name"] == section.name:
                if section.go_live and not row["go_live"]:
                    row["go_live"] = section.go_live
                return at
        at = len(self.releases)
        self.releases.append({"name": section.name, "go_live": section.go_live or None, "rows": []})
        self.gathered.add(
            f"/releases/{at}/name", 0.95 if section.name else DOUBTFUL, place, "release of the section"
        )
        return at

    def add(
        self,
        section: Section,
        entry: Entry,
        lead: Lead,
        place: Place,
        *,
        impacts: bool | None,
        impacts_sure: bool,
        cut_off: str = "",
        doubt: str = "",
    ) -> None:
        """A row, from an entry and the sentence before it."""
        if sum(len(one["rows"]) for one in self.releases) >= MOST_ROWS:
            return
        at = self.release(section, place)
        rows = self.releases[at]["rows"]
        row = next(
            (one for one in rows if one["ref"] == entry.found.ref and one["part"] == (entry.part or None)),
            None,
        )
        if row is not None:
            self._again(row, f"/releases/{at}/rows/{rows.index(row)}", lead, place)
            return
        path = f"/releases/{at}/rows/{len(rows)}"
        standing, sure = standing_of(entry.rest) if entry.rest else (lead.standing, 0.9)
        if not entry.rest and standing == APPROVED:
            sure = MENDED
        if entry.rest and standing == TARGETED and lead.standing not in ("", TARGETED):
            standing = lead.standing
        if lead.change == "remove":
            standing = OUT
        step, when = ("", "") if standing != TARGETED or lead.change else next_step_in(entry.rest)
        expected = read_date(when)
        said = cut_off_in(entry.rest)
        row = {
            "ref": entry.found.ref,
            "title": entry.title,
            "part": entry.part or None,
            "standing": standing,
            "status": entry.rest,
            "impacts_dcc": impacts,
            "cut_off": {"label": said.label, "precision": "day", "date": said.day} if said else dict(NO_DATE),
            "step": step,
            "expected": expected.data if when else dict(NO_DATE),
            "change": lead.change,
            "from_release": lead.from_release or None,
        }
        if cut_off and not said:
            row["cut_off"] = read_date(cut_off).data
        rows.append(row)
        self._fields(path, row, entry, place, sure, doubt, impacts_sure=impacts_sure)

    def _fields(
        self, path: str, row: Data, entry: Entry, place: Place, sure: float, doubt: str, *, impacts_sure: bool
    ) -> None:
        add = self.gathered.add
        apart = "Title and status stood through each other in the file." if entry.is_apart else ""
        if not entry.is_sure:
            apart = "Title and status stand through each other in the file, and could not be told apart."
        limit = DOUBTFUL if doubt or not entry.is_sure else TAKEN_APART if entry.is_apart else 1.0
        why = " ".join(filter(None, [apart, doubt]))
        ref = entry.found
        add(
            f"{path}/ref",
            MENDED if ref.changed else 0.95,
            place,
            "modification of a paper",
            changed=ref.changed,
            source=ref.ref,
        )
        add(
            f"{path}/title",
            min(0.95 if row["title"] else DOUBTFUL, limit),
            place,
            "title in quotation marks",
            changed=why,
            source=entry.title,
        )
        is_plain = entry.rest.casefold().startswith("approved for inclusion")
        add(
            f"{path}/standing",
            min(sure, 1.0 if is_plain and entry.is_sure else limit),
            place,
            "status in the paper",
            changed=INCLUSION if sure == MENDED and not entry.rest else doubt if is_plain else why,
            source=entry.rest,
        )
        add(f"{path}/status", min(0.95, limit), place, "status in the paper", changed=why, source=entry.rest)
        add(
            f"{path}/impacts_dcc",
            0.95 if impacts_sure and not doubt else DOUBTFUL,
            place,
            "tick of the paper" if row["impacts_dcc"] is not None else "no tick column",
            changed="" if impacts_sure else "A text can lose where a tick stood.",
        )
        if row["cut_off"]["label"]:
            said = cut_off_in(entry.rest)
            others = [one for one in (said.others if said else ()) if one != ref.ref]
            odd = f"Its sentence names {', '.join(others)}." if others else ""
            add(
                f"{path}/cut_off",
                min(MENDED if odd else 0.9, limit if entry.is_apart else 1.0),
                place,
                "day by which it must be approved",
                changed=" ".join(filter(None, [odd, why])),
                source=entry.rest,
            )
        if row["step"]:
            add(
                f"{path}/step",
                min(0.85, limit),
                place,
                "sentence on what comes next",
                changed=why,
                source=entry.rest,
            )
        if row["change"]:
            add(f"{path}/change", 0.85, place, "sentence on a change of the scope", source=entry.rest)

    def _again(self, row: Data, path: str, lead: Lead, place: Place) -> None:
        """A modification that the paper names once more in the same release: a change to the scope, as a rule."""
        if lead.change and not row["change"]:
            row["change"], row["from_release"] = lead.change, lead.from_release or row["from_release"]
            self.gathered.add(
                f"{path}/change", 0.85, place, "sentence on a change of the scope", source=lead.text
            )
