"""Generated documents of the plain form. `consistent`: only those whose facts agree; otherwise any valid ones.

What a document may hold comes from its schema; here are its values, and what agreeing means.
"""

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from governance.documents.rid.types.plain_schema import plain_schema
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
EFFORTS = st.one_of(st.none(), st.integers(1, 60).map(lambda days: {"days": days, "amount": str(days * 600)}))
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
    if draw(st.booleans()):
        cost |= {"reason": draw(WORDS), "source": draw(WORDS)}
    return cost


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
    if "change_requests_state" in scope:
        scope["change_requests_state"] = (
            "items" if scope["change_requests"] else scope["change_requests_state"].replace("items", "none")
        )
