"""Generated documents of the plain form. `consistent`: only those whose facts agree; otherwise any valid ones."""

from datetime import date

from hypothesis import strategies as st

from costs.stages import STANDARD
from modifications.models.impacts import Participant
from modifications.operations.documents import place_of
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.values.references import ModificationReference

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=40)
TEXTS = st.lists(WORDS, max_size=3)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
PARTICIPANTS = list(Participant.values)
AREAS = st.lists(WORDS, max_size=2, unique=True)
REFERENCES = st.builds(
    lambda prefix, number, suffix: str(ModificationReference(number, suffix, prefix)),
    st.sampled_from(["SECMP", "MP", "DP"]),
    st.integers(1, 999),
    st.sampled_from(["", "", "A", "B"]),
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
    if with_amount and status in ("firm", "estimate"):
        if draw(st.booleans()):
            cost["amount_to"] = str(int(cost["amount"].split(".")[0]) + draw(st.integers(1, 9)))
        names = ["around"] if "amount_to" in cost else ["up_to", "around"]
        if draw(st.booleans()):
            cost["qualifiers"] = draw(
                st.sampled_from([["currently_quoted"], names, ["currently_quoted", *names]])
            )
    return cost


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


def efforts():
    return st.one_of(
        st.none(),
        st.integers(1, 60).map(lambda days: {"days": days, "amount": str(days * 600)}),
        st.integers(1, 60).map(lambda n: {"days": n, "amount": str(n * 600), "qualifiers": ["around"]}),
    )


def points(references):
    return st.lists(
        st.fixed_dictionaries(
            {"text": WORDS, "sub": TEXTS},
            optional={
                "modifications": st.lists(
                    st.sampled_from(references), min_size=1, max_size=3, unique=True
                ).map(lambda found: sorted(found, key=ModificationReference.parse))
            }
            if references
            else {},
        ),
        max_size=3,
    )


@st.composite
def scope_items(draw, reference, status):
    verb = {"approved": "will ", "targeted": "proposes to "}[status]
    item = {
        "ref": reference,
        "title": draw(WORDS),
        "part": draw(st.one_of(st.none(), st.just("1"), WORDS)),
        "summary": draw(st.sampled_from([verb, ""])) + draw(WORDS),
        "options": [],
    }
    if status == "targeted":
        item["options"] = draw(
            st.lists(
                st.fixed_dictionaries({"kind": st.sampled_from(["proposed", "alternative"]), "text": WORDS}),
                max_size=2,
            )
        )
    if draw(st.booleans()):
        day = PartialDate.of(draw(DAYS))
        item["cut_off"] = {"label": day.label, "precision": "day", "date": day.date_text}
    if draw(st.booleans()):
        item["system_impact"] = draw(st.booleans())
    if draw(st.booleans()):
        item["url"] = f"https://example.org/{reference.lower()}/"
    return item


@st.composite
def rid_documents(draw, consistent=True):
    references = draw(
        st.lists(REFERENCES, max_size=5, unique_by=lambda ref: ModificationReference.parse(ref).number)
    )
    cut = draw(st.integers(0, len(references)))
    scope = {"approved": references[:cut], "targeted": references[cut:]}
    rows = {ref: draw(st.lists(st.sampled_from(PARTICIPANTS), unique=True)) for ref in references}
    if not consistent:
        rows = {
            ref: ticks
            for ref, ticks in (rows | {ref: [] for ref in draw(st.lists(REFERENCES, max_size=1))}).items()
            if draw(st.booleans())
        }
    rows = {ref: [name for name in PARTICIPANTS if name in ticks] for ref, ticks in rows.items()}
    profile = draw(st.booleans())
    audiences = draw(st.lists(st.sampled_from(["all_sec_parties", *PARTICIPANTS[:4]]), unique=True))
    lines = [ref for ref in references if draw(st.booleans())]
    document = {
        "schema": "secrel.rid/1",
        "release": {
            "name": f"{draw(st.sampled_from(['June', 'Spring', 'Ad-hoc']))} {draw(st.integers(2018, 2040))} Release",
            "go_live": draw(st.one_of(st.none(), DAYS.map(date.isoformat))),
        },
        "document": {
            "version": draw(st.sampled_from(["0.1", "1.0", "1.1", "2.0", "12.0"])),
            "date": draw(st.one_of(st.none(), DAYS.map(date.isoformat))),
            "classification": draw(st.sampled_from(["white", "green", "amber", "red", None])),
            "reference": draw(st.one_of(st.none(), WORDS)),
            "annexes": draw(st.lists(st.fixed_dictionaries({"label": WORDS, "title": WORDS}), max_size=2)),
        },
        "scope": {
            **{status: [draw(scope_items(ref, status)) for ref in found] for status, found in scope.items()},
            "change_requests": [
                {"ref": f"CR{number}", "title": draw(WORDS), "summary": draw(WORDS)}
                for number in draw(st.lists(st.integers(1, 9999), max_size=2, unique=True))
            ],
            "additions": draw(TEXTS),
        },
        "impacts": {
            "participants": rows,
            "party_summaries": [
                {"participant": name, "points": draw(points(references))} for name in audiences
            ],
            "dcc_summaries": [
                {"area": area, "points": found}
                for area in draw(AREAS)
                if (found := draw(points(references))) or not consistent
            ],
            "documents": [],
            "other_codes": draw(TEXTS),
        },
        "timeline": [
            {
                "when": draw(whens(consistent)),
                "event": draw(WORDS),
                "notes": draw(st.one_of(st.just(""), WORDS)),
            }
            for _ in range(draw(st.integers(0, 3)))
        ],
        "testing": {"system_testing": profile, "dcc_approach": draw(TEXTS), "user_approach": draw(TEXTS)},
        "costs": {
            "dcc_total": {"status": "none", "amount": None},
            "dcc_lines": [
                {"ref": ref}
                | {
                    stage: draw(costs(consistent))
                    for stage in ("design_build_pit", "sit", "uit", "implement_to_live")
                }
                for ref in lines
            ],
            "secas_implementation": draw(efforts()),
            "secas_project_management": draw(efforts()),
        },
        "acceptance": {name: draw(TEXTS) for name in ("general", "operational", "testing", "security")},
        "history": [],
        "glossary": draw(st.dictionaries(WORDS, WORDS, max_size=3)),
    }
    _optional(draw, document, consistent)
    if consistent:
        for item in (*document["scope"]["approved"], *document["scope"]["targeted"]):
            if item["ref"] not in lines:
                item.pop("system_impact", None)
    references = list(scope["approved"] + scope["targeted"])
    named = draw(st.lists(DOCUMENTS, max_size=4, unique=True))
    for designation in sorted(named, key=place_of) if consistent else named:
        changed = [ref for ref in references if draw(st.booleans())]
        if changed or not consistent:
            document["impacts"]["documents"].append(
                {
                    "document": designation,
                    "title": draw(st.one_of(st.none(), WORDS)),
                    "modifications": changed,
                }
            )
    return document


def _optional(draw, document, consistent):
    """Facts of the plain form that a document may leave out."""
    if draw(st.booleans()):
        document["timeline_notes"] = draw(TEXTS)
    if draw(st.booleans()):
        document["costs"]["notes"] = draw(TEXTS)
        document["costs"]["operational"] = draw(costs(consistent))
        document["costs"]["combined"] = {"sit": draw(costs(consistent)), "shared_with": draw(TEXTS)}
        document["costs"]["yearly"] = draw(st.lists(yearly_costs(consistent), max_size=2))
    if draw(st.booleans()):
        names = {**STANDARD, "support": "Early life support"}
        document["costs"]["stages"] = [{"key": key, "name": name} for key, name in names.items()]
        for line in document["costs"]["dcc_lines"]:
            line["further"] = {"support": draw(costs(consistent))}
    if draw(st.booleans()):
        document["acceptance"]["notes"] = draw(TEXTS)
        document["impacts"]["documents_provisional"] = draw(st.booleans())
    if draw(st.booleans()):
        document["document"]["status"] = draw(st.one_of(st.none(), WORDS))
    if draw(st.booleans()):
        document["scope"]["change_requests_state"] = (
            "items" if document["scope"]["change_requests"] else draw(st.sampled_from(["unknown", "none"]))
        )
    for row in document["timeline"]:
        if draw(st.booleans()):
            row["rule"] = {"working_days": draw(st.integers(-30, 30)), "of": draw(WORDS)}
        if draw(st.booleans()):
            row["actual"] = draw(whens().filter(lambda when: when["date"]))
    for number in range(1, draw(st.integers(1, 3))):
        document["history"].append(
            {"version": f"0.{number}", "date": draw(DAYS).isoformat(), "changes": draw(WORDS)}
        )
