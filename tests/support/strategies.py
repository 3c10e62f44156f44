"""Generated documents of the plain form. `consistent`: only those whose facts agree; otherwise any valid ones.

What a document may hold comes from its schema; here are its values, and what agreeing means.
"""

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from costs.stages import STANDARD
from governance.documents.rid.plain import lift
from governance.documents.rid.types.plain_schema import plain_schema
from governance.documents.rid.types.states import FIELDS, is_empty
from modifications.operations.documents import place_of
from modifications.participants import Participant
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.values.references import ModificationReference
from tests.support.schemas import TEXTS as WORDS
from tests.support.schemas import Values

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
REFERENCES = st.builds(
    lambda prefix, number, suffix: str(ModificationReference(number, suffix, prefix)),
    st.sampled_from(["SECMP", "MP", "DP"]),
    st.integers(1, 999),
    st.sampled_from(["", "", "A", "B"]),
)
POOL = st.lists(
    REFERENCES, min_size=1, max_size=6, unique_by=lambda name: ModificationReference.parse(name).number
)
DOCUMENTS = st.one_of(
    st.sampled_from("ABCDEFGHIJKLMNXZ").map("Section {}".format),
    st.integers(1, 40).map("Schedule {}".format),
    st.sampled_from(["A", "B", "O", "AB", "AZ"]).map("Appendix {}".format),
)
AMOUNTS = st.one_of(
    st.integers(0, 9_999_999).map(str),
    st.tuples(st.integers(0, 99_999), st.integers(1, 99)).map(lambda p: f"{p[0]}.{p[1]:02d}"),
)
RELEASES = st.builds(
    "{} {} Release".format, st.sampled_from(["June", "Spring", "Ad-hoc"]), st.integers(2018, 2040)
)
EFFORTS = st.one_of(
    st.none(),
    st.integers(1, 60).map(lambda days: {"days": days, "amount": str(days * 600)}),
    st.integers(1, 60).map(lambda days: {"days": days, "amount": str(days * 600), "qualifiers": ["around"]}),
)
FURTHER = "support"
STAGES = {**STANDARD, FURTHER: "Early life support"}
STATEMENTS = st.one_of(
    st.sampled_from(["unknown", "none"]).map(lambda state: {"state": state}),
    WORDS.map(lambda reason: {"state": "not_applicable", "reason": reason}),
)
ANNEX = {"label": WORDS, "title": WORDS}
WINDOW = {"permitted_by": WORDS, "decided_on": DAYS.map(date.isoformat), "reference": WORDS}
SOURCES = {
    "designation": st.fixed_dictionaries({"kind": st.just("designation")}, optional={"reference": WORDS}),
    "dcc_notification": st.fixed_dictionaries(
        {"kind": st.just("dcc_notification")}, optional={"clause": WORDS, "reference": WORDS}
    ),
}
IN_SCOPE = ("approved", "targeted")
KEYS = ("ref", "document", "participant", "area", "version")


@st.composite
def whens(draw, consistent=True):
    """A timetable's date with its usual label, or another."""
    day = draw(DAYS)
    value = draw(
        st.sampled_from(
            [
                PartialDate(),
                PartialDate.of(day),
                PartialDate(day.year),
                PartialDate(day.year, quarter=(day.month + 2) // 3),
                PartialDate(day.year, month=day.month),
                PartialDate(day.year, month=day.month, part=draw(st.sampled_from(["early", "mid", "late"]))),
            ]
        )
    )
    label = value.label if consistent or draw(st.booleans()) else draw(WORDS)
    return {"label": label, "precision": str(value.precision), "date": value.date_text}


@st.composite
def costs(draw, consistent=True):
    status = draw(st.sampled_from(["firm", "estimate", "tbc", "not_applicable", "none"]))
    with_amount = status in ("firm", "estimate") if consistent else draw(st.booleans())
    cost = {"status": status, "amount": draw(AMOUNTS) if with_amount else None}
    if with_amount and status in ("firm", "estimate"):
        if draw(st.booleans()):
            cost["amount_to"] = str(int(cost["amount"].split(".")[0]) + draw(st.integers(1, 9)))
        cost |= draw(qualifiers(["around"] if "amount_to" in cost else ["up_to", "around"]))
    if draw(st.booleans()):
        cost |= {"reason": draw(WORDS), "source": draw(WORDS)}
    return cost


def qualifiers(names):
    """None, or some in their order."""
    some = st.sampled_from([["currently_quoted"], names, ["currently_quoted", *names]])
    return st.fixed_dictionaries({}, optional={"qualifiers": some})


@st.composite
def yearly_costs(draw, consistent=True):
    """An operational cost a year, with a period or none."""
    yearly = {"text": draw(st.one_of(st.just(""), WORDS)), "cost": draw(costs(consistent))}
    dated = whens(consistent).filter(lambda when: when["date"])
    if draw(st.booleans()):
        yearly[draw(st.sampled_from(["starts", "ends"]))] = draw(dated)
    if "ends" not in yearly and draw(st.booleans()):
        yearly["years"] = draw(st.integers(1, 99))
    return yearly


def annexes(dated):
    to_come = {"state": st.just("to_come")}
    return st.one_of(
        st.fixed_dictionaries(ANNEX),
        st.fixed_dictionaries(ANNEX | to_come, optional={"expected": dated, "owner": WORDS}),
    )


@st.composite
def windows(draw):
    """The days of a permitted window: both, or one."""
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    open_end = draw(st.sampled_from([None, 0, 1]))
    earliest, latest = (None if n == open_end else day.isoformat() for n, day in enumerate(days))
    more = st.fixed_dictionaries({}, optional=WINDOW)
    return {"earliest": earliest, "latest": latest} | draw(more)


@st.composite
def rid_documents(draw, consistent=True):
    pool = draw(POOL)
    dated = whens(consistent).filter(lambda when: when["date"])
    by_name = {
        "mod_ref": st.sampled_from(pool),
        "when": whens(consistent),
        "cut_off": dated.filter(lambda when: when["precision"] == "day"),
        "actual": dated,
        "cost": costs(consistent),
        "effort": EFFORTS,
        "further": st.fixed_dictionaries({FURTHER: costs(consistent)}),
        "stages": st.just([{"key": key, "name": name} for key, name in STAGES.items()]),
        "yearly": st.lists(yearly_costs(consistent), max_size=2),
        "list_statement": STATEMENTS,
        "annexes": st.lists(annexes(dated), max_size=2),
        "go_live_window": windows(),
        "sources": st.lists(st.sampled_from(list(SOURCES)), min_size=1, unique=True).flatmap(
            lambda kinds: st.tuples(*(SOURCES[kind] for kind in kinds)).map(list)
        ),
        "dcc_total": st.just({"status": "none", "amount": None}),
        "url": st.just("https://example.org/modification/"),
        "working_days": st.integers(-30, 30),
    }
    by_limit = {
        r"^CR\d+$": st.integers(1, 9999).map("CR{}".format),
        r"^\d+\.\d+$": st.sampled_from(["0.1", "1.0", "1.1", "2.0", "12.0"]),
        r"^\d+(\.\d{2})?$": AMOUNTS,
        "^(Section [A-Z]{1,2}|Schedule \\d+|Appendix [A-Z]{1,2})$": DOCUMENTS,
        "date": DAYS.map(date.isoformat),
    }
    document = draw(Values(plain_schema(), by_name | by_limit).whole())
    document["release"]["name"] = draw(RELEASES)
    _name_once(document)
    _name_stages(document["costs"])
    if consistent:
        _agree(document)
    return document


def _name_once(document: dict) -> None:
    """Keep the first of rows that name one thing; a modification is in scope once."""
    in_scope: set[str] = set()
    for status in IN_SCOPE:
        items = {item["ref"]: item for item in document["scope"][status] if item["ref"] not in in_scope}
        document["scope"][status] = list(items.values())
        in_scope |= items.keys()
    for rows in _lists(document):
        for key in KEYS:
            if rows and isinstance(rows[0], dict) and key in rows[0]:
                rows[:] = {row[key]: row for row in reversed(rows)}.values()


def _name_stages(costs: dict) -> None:
    """Take out the costs of stages that the document does not name."""
    if "stages" not in costs:
        for line in (*costs["dcc_lines"], costs.get("combined", {})):
            line.pop("further", None)


def _lists(value: object) -> Iterator[list]:
    if isinstance(value, list):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _lists(child)


def _agree(document: dict) -> None:
    """Take out what contradicts another fact, or is in another order than facts have."""
    scope, impacts = document["scope"], document["impacts"]
    items = [item for status in IN_SCOPE for item in scope[status]]
    places = {item["ref"]: place for place, item in enumerate(items)}
    ticks = {ref: impacts["participants"].get(ref, []) for ref in places}
    impacts["participants"] = {
        ref: [name for name in Participant.values if name in ticked] for ref, ticked in ticks.items()
    }
    for row in impacts["documents"]:
        if not row.get("listed", True):
            row["listed"] = True  # each document that changes is in the list
        row["modifications"] = sorted(places.keys() & set(row["modifications"]), key=places.get)
    impacts["documents"] = sorted(
        (row for row in impacts["documents"] if row["modifications"]),
        key=lambda row: place_of(row["document"]),
    )
    impacts["dcc_summaries"] = [row for row in impacts["dcc_summaries"] if row["points"]]
    for row in (*impacts["dcc_summaries"], *impacts["party_summaries"]):
        for point in row["points"]:
            linked = places.keys() & set(point.pop("modifications", ()))
            if linked:
                point["modifications"] = sorted(linked, key=ModificationReference.parse)
    lines = {row["ref"]: row for row in document["costs"]["dcc_lines"]}
    document["costs"]["dcc_lines"] = [lines[ref] for ref in places if ref in lines]
    for item in items:
        if item["ref"] not in lines:
            item.pop("system_impact", None)
    for item in scope["approved"]:
        item["options"] = []  # the decision has chosen one
    if "section_notes" in document:
        notes = document.pop("section_notes").items()
        document |= {"section_notes": found} if (found := {key: rows for key, rows in notes if rows}) else {}
    if "states" in document:
        content = lift(document, site="https://example.org", marks=()).content
        if "combined" in document["costs"]:
            document["states"].pop("dcc_costs", None)  # its amounts make a total
        document["states"] = {
            key: stated
            for key, stated in document["states"].items()
            if key not in FIELDS and is_empty(content, key)  # those have a field of their own for it
        }
    if "change_requests_state" in scope:
        scope["change_requests_state"] = (
            "items" if scope["change_requests"] else scope["change_requests_state"].replace("items", "none")
        )
