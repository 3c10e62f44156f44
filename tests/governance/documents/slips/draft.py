"""A document that is being changed: its data, what is known beside it, and the draws of a seed."""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from secrel.core.dates.working_days import WorkingDays

Data = dict[str, Any]
T = TypeVar("T")
STAGES = ("design_build_pit", "sit", "uit", "implement_to_live")
COLUMNS = ("suppliers", "electricity_networks", "gas_networks", "other_sec_parties", "dcc")
NAMES = {
    "suppliers": "Suppliers",
    "electricity_networks": "Electricity Network Parties",
    "gas_networks": "Gas Network Parties",
    "other_sec_parties": "Other SEC Parties",
    "dcc": "DCC",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CALENDAR = WorkingDays()


class NotHere(Exception):
    """This document has no place for this change."""


def day_of(when: Data) -> date | None:
    return date.fromisoformat(when["date"]) if when["precision"] == "day" else None


def label_of(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def when_on(day: date) -> Data:
    return {"label": label_of(day), "precision": "day", "date": day.isoformat()}


def long_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Draft:
    """A copy of a clean document. `known` holds what the checker is told beside it, by the names of its fields."""

    def __init__(self, data: Data, context: Data, draw: random.Random) -> None:
        self.data = copy.deepcopy(data)
        self.context = copy.deepcopy(context)
        self.draw = draw

    def pick(self, options: Sequence[T] | Iterator[T]) -> T:
        """One of them; raises NotHere where there is none."""
        options = list(options)
        if not options:
            raise NotHere
        return self.draw.choice(options)

    # scope

    @property
    def entries(self) -> list[Data]:
        return [*self.data["scope"]["approved"], *self.data["scope"]["targeted"]]

    @property
    def refs(self) -> list[str]:
        return [entry["ref"] for entry in self.entries]

    def entry(self, ref: str) -> Data:
        return next(entry for entry in self.entries if entry["ref"] == ref)

    def stranger(self) -> str:
        """A reference that stands nowhere in the document."""
        text = str(self.data)
        while True:
            form = self.draw.choice(("MP{:03d}", "SECMP{:04d}", "DP{:03d}", "MP{:03d}B"))
            if (ref := form.format(self.draw.randint(100, 899))) not in text:
                return ref

    def misnumbered(self, ref: str) -> str:
        """The reference with two digits swapped, or one of them another; it stands nowhere in the document."""
        digits = [place for place, sign in enumerate(ref) if sign.isdigit()]
        while True:
            signs = list(ref)
            if self.draw.random() < 0.5:
                first, second = self.draw.sample(digits, 2)
                signs[first], signs[second] = signs[second], signs[first]
            else:
                signs[self.draw.choice(digits)] = str(self.draw.randint(0, 9))
            if (wrong := "".join(signs)) not in str(self.data):
                return wrong

    def take_out(self, ref: str, *, with_points: bool = True) -> None:
        """Remove a modification wherever data names it; the history tells that it left."""
        scope, impacts = self.data["scope"], self.data["impacts"]
        for status in ("approved", "targeted"):
            scope[status] = [entry for entry in scope[status] if entry["ref"] != ref]
        impacts["participants"].pop(ref, None)
        for row in impacts["documents"]:
            row["modifications"] = [name for name in row["modifications"] if name != ref]
        impacts["documents"] = [row for row in impacts["documents"] if row["modifications"]]
        lines = self.data["costs"]["dcc_lines"]
        self.data["costs"]["dcc_lines"] = [line for line in lines if line["ref"] != ref]
        if with_points:
            for part in (*impacts["party_summaries"], *impacts["dcc_summaries"]):
                for point in part["points"]:
                    if ref in point.get("modifications", ()):
                        point["modifications"].remove(ref)
                part["points"] = [one for one in part["points"] if one.get("modifications") != []]
            impacts["dcc_summaries"] = [part for part in impacts["dcc_summaries"] if part["points"]]
        self.sum_up()
        self.new_version(f"Updated following {ref} falling out of scope.")

    # impacts

    @property
    def summaries(self) -> list[tuple[str, Data]]:
        """Participant and summary, the DCC's areas included."""
        impacts = self.data["impacts"]
        return [
            *((part["participant"], part) for part in impacts["party_summaries"]),
            *(("dcc", part) for part in impacts["dcc_summaries"]),
        ]

    @property
    def points(self) -> list[tuple[str, list[Data], Data]]:
        """Participant, the list that the point is in, the point."""
        return [(name, part["points"], point) for name, part in self.summaries for point in part["points"]]

    def covering(self, ref: str, participant: str) -> list[tuple[list[Data], Data]]:
        """The points that say what the modification means for the participant, by their links."""
        wanted = (participant,) if participant == "dcc" else (participant, "all_sec_parties")
        return [
            (part, one)
            for name, part, one in self.points
            if name in wanted and ref in one.get("modifications", ())
        ]

    @property
    def is_linked(self) -> bool:
        return any("modifications" in point for *_, point in self.points)

    def unlink(self) -> None:
        for *_, point in self.points:
            point.pop("modifications", None)

    # costs

    @property
    def cells(self) -> list[tuple[Data, str]]:
        """Each line with each of its stages."""
        return [(line, stage) for line in self.data["costs"]["dcc_lines"] for stage in STAGES]

    def sum_up(self) -> None:
        """Compute the total and its status anew (DOMAIN 5)."""
        costs = self.data["costs"]
        cells = [line[stage] for line, stage in self.cells]
        if not cells:
            costs["dcc_total"] = {"status": "none", "amount": None}
        elif any(cell["status"] == "tbc" for cell in cells):
            costs["dcc_total"] = {"status": "tbc", "amount": None}
        else:
            amounts = [float(cell["amount"]) for cell in cells if cell["amount"]]
            status = "estimate" if any(cell["status"] == "estimate" for cell in cells) else "quoted"
            costs["dcc_total"] = {"status": status, "amount": f"{sum(amounts):.2f}".removesuffix(".00")}

    # timetable and history

    @property
    def rows(self) -> list[Data]:
        return self.data["timeline"]

    @property
    def dated(self) -> list[int]:
        """The places of the rows that have an exact date."""
        return [place for place, row in enumerate(self.rows) if row["when"]["precision"] == "day"]

    def place_of(self, *words: str) -> int:
        """The first row whose event holds all these words; raises NotHere."""
        for place, row in enumerate(self.rows):
            if all(word.casefold() in row["event"].casefold() for word in words):
                return place
        raise NotHere

    def day_at(self, place: int) -> date:
        day = day_of(self.rows[place]["when"])
        if day is None:
            raise NotHere
        return day

    def move(self, place: int, day: date) -> None:
        """Give a row another day; where it took place, it did on that day."""
        row = self.rows[place]
        row["when"] = when_on(day)
        if "actual" in row:
            row["actual"] = when_on(day)

    def between(self, place: int) -> tuple[date, date]:
        """The days of the dated rows before and after a row."""
        before = [self.day_at(other) for other in self.dated if other < place]
        after = [self.day_at(other) for other in self.dated if other > place]
        if not before or not after:
            raise NotHere
        return before[-1], after[0]

    def named_at(self, place: int) -> tuple[str, ...]:
        """How a finding may name a row."""
        return self.rows[place]["event"], f"/timeline/{place}/", f"/timeline/{place}"

    @property
    def history(self) -> list[Data]:
        return self.data["history"]

    @property
    def go_live(self) -> date:
        return date.fromisoformat(self.data["release"]["go_live"])

    def new_version(self, changes: str) -> Data:
        """A further version some days after the last, which the cover follows: a draft after a draft, else whole."""
        last = self.history[-1]
        day = date.fromisoformat(last["date"]) + timedelta(days=self.draw.randint(1, 5))
        major, minor = map(int, last["version"].split("."))
        version = f"{major}.{minor + 1}" if minor or major < 2 else f"{major + 1}.0"
        row = {"version": version, "date": day.isoformat(), "changes": changes}
        self.history.append(row)
        self.on_cover(row)
        return row

    def on_cover(self, row: Data) -> None:
        head = self.data["document"]
        head["version"], head["date"] = row["version"], row["date"]
        if "status" in head:
            head["status"] = f"Issued by SECAS on {long_date(date.fromisoformat(row['date']))}"

    # texts

    @property
    def texts(self) -> list[tuple[Any, Any]]:
        """Where running text stands, as container and key: no titles, events or criteria."""
        data = self.data
        places: list[tuple[Any, Any]] = [(entry, "summary") for entry in self.entries]
        places += [(option, "text") for entry in self.entries for option in entry["options"]]
        places += [(one, "summary") for one in data["scope"]["change_requests"]]
        places += [(point, "text") for *_, point in self.points if not point["sub"]]
        places += [(row, "notes") for row in self.rows if row["notes"] and not row["notes"][0].isdigit()]
        for texts in (data["testing"]["dcc_approach"], data["testing"]["user_approach"]):
            places += [(texts, place) for place in range(len(texts))]
        for texts in (data["scope"].get("additions", []), data["costs"].get("notes", [])):
            places += [(texts, place) for place in range(len(texts))]
        return places

    def add_sentence(self, sentence: str, where: Callable[[Any], bool] = lambda _: True) -> None:
        """Put a sentence behind one of the running texts."""
        container, key = self.pick([one for one in self.texts if where(one[0])])
        text = container[key]
        container[key] = f"{text}{'' if text.endswith(('.', ':')) else '.'} {sentence}"
