"""RIDs made up from a seed, in the manner of the field: other modifications, dates, costs and words each time."""

from datetime import date, timedelta
from random import Random

from tests.support.originals.wording import PARTICIPANTS

TITLES = (
    "Alert storm reporting for Electricity Networks",
    "Removal of the DUIS v1.0 and v2.0",
    "Credit Cover Review",
    "Users’ access to the Self Service Interface",
    "Incorrect Gas Network Operator Certificates",
    "Clarification of ‘Active Meter’ – Batch 4",
    "CH Returns SLA Amendment",
    "Security Improvements part 2",
)
ACTIONS = (
    "introduce a new process for reporting faults of Communications Hubs, which replaces the manual one used today.",
    "amend Section H8.16 so that the DCC reports each quarter instead of each month. Users will see "
    "the report online.",
    "correct three errors in SEC Appendix AB 'Service Request Processing Document' (SRPD).",
    "extend the time in which a Supplier can respond from 24 hours to 5 Working Days, as agreed by "
    "the Working Group.",
    "let Other Users read the Smart Metering Inventory for Devices that they have installed.",
)
POINTS = (
    "Suppliers will have to accept Alerts 8F3E and 8F3F from 2022 on.",
    "Parties may see fewer Alerts from Devices that exceed thresholds.",
    "The DCC will need to change the Data Systems, including the Request Management component.",
    "Modification Proposals raised by this Party may be withdrawn by the Panel.",
    "Network Parties will receive a weekly extract, rather than a daily one; its format stays the same.",
)
CRITERIA = (
    "The DCC has proven that new services can be operated alongside the existing ones. This includes reporting.",
    "The DCC has completed regression testing.",
    "SECAS will be ready to implement the approved changes on the agreed implementation date.",
    "The DCC has confirmed that there are no Severity 1 or 2 defects outstanding; others have a plan.",
    "The DCC has demonstrated that lessons learnt have been taken on board.",
)
EVENTS = (
    (
        "Panel baselines RID for system-impacting modifications",
        "The Panel will review the RID and baseline the document.",
    ),
    ("DCC submits draft TAD", ""),
    ("TAG reviews draft TAD", "The TAG will provide a view to the Panel."),
    ("SIT commences", ""),
    (
        "Test Participants inform DCC of their regression testing plans",
        "By 10 Working Days before UIT begins",
    ),
    ("UIT commences", ""),
    ("UIT window closes", ""),
    (
        "Panel go/no-go decision",
        "The Panel will review the status of the release against the acceptance criteria.",
    ),
    ("Release go-live", "The changes are implemented."),
)
DOCUMENTS = {
    "Section A": "Definitions and Interpretation",
    "Section H": "DCC Services",
    "Schedule 8": "GB Companion Specification",
    "Appendix E": "DCC User Interface Services Schedule",
    "Appendix AB": "Service Request Processing Document",
}
GLOSSARY = {
    "DCC": "Data Communications Company",
    "PIT": "Pre-Integration Testing",
    "RID": "Release Implementation Document",
    "SECAS": "Smart Energy Code Administrator and Secretariat",
    "SIT": "Systems Integration Testing",
    "TABASC": "Technical Architecture and Business Architecture Sub-Committee",
    "TAG": "Testing Advisory Group",
    "UIT": "User Integration Testing",
}
COLUMNS = tuple(PARTICIPANTS)
STAGES = ("design_build_pit", "sit", "uit", "implement_to_live")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def made(seed):
    """A document of secrel.rid/1. With an odd seed the release changes systems, with an even one documents only."""
    random = Random(seed)
    is_tested = seed % 2 == 1
    go_live = random.choice((date(2022, 6, 30), date(2022, 11, 3), date(2023, 2, 23)))
    month = {6: "June", 11: "November", 2: "February"}[go_live.month]
    count = random.randint(2, 5)
    items = [
        _item(random, ref)
        for ref in random.sample(("MP105", "MP162A", "SECMP0046", "MP078", "DP173", "MP128B", "MP201"), count)
    ]
    half = random.randint(0, count)
    approved = [item | {"summary": f"will {item['summary']}"} for item in items[:half]]
    targeted = [item | {"summary": f"proposes to {item['summary']}"} for item in items[half:]]
    refs = [item["ref"] for item in (*approved, *targeted)]
    return {
        "schema": "secrel.rid/1",
        "release": {"name": f"{month} {go_live.year} SEC Release", "go_live": go_live.isoformat()},
        "document": {
            "version": "1.1",
            "date": "2021-12-10",
            "classification": random.choice(("white", "green")),
            "reference": None,
            "annexes": [],
        },
        "scope": {"approved": approved, "targeted": targeted, "change_requests": _requests(random)},
        "impacts": _impacts(random, refs),
        "timeline": _timeline(random, go_live, is_tested),
        "testing": _testing(is_tested),
        "costs": _costs(random, refs, is_tested),
        "acceptance": {
            "general": [],
            "operational": random.sample(CRITERIA, 3),
            "testing": random.sample(CRITERIA, 2) if is_tested else [],
            "security": ["The DCC has obtained approval of the security architecture."] if is_tested else [],
        },
        "history": [
            {
                "version": "0.1",
                "date": "2021-06-04",
                "changes": "First draft issued to the TABASC and SEC Parties for comment.",
            },
            {
                "version": "1.0",
                "date": "2021-06-18",
                "changes": "Version baselined by the Panel to cover the proposed scope on the DCC Systems.",
            },
            {
                "version": "1.1",
                "date": "2021-12-10",
                "changes": f"Updated following {refs[0]} being added to scope.",
            },
        ],
        "glossary": dict(GLOSSARY),
    }


def _item(random, ref):
    options = []
    if random.random() < 0.3:
        options = [
            {"kind": "proposed", "text": "The Proposed Solution is to require a report each month."},
            {"kind": "alternative", "text": "The Alternative Solution is to require one each year."},
        ]
    part = random.choice((None, None, None, "1"))
    return {
        "ref": ref,
        "title": random.choice(TITLES),
        "part": part,
        "summary": random.choice(ACTIONS),
        "options": options,
    }


def _requests(random):
    if random.random() < 0.5:
        return []
    return [
        {
            "ref": "CR1088",
            "title": "DCC Production Proving",
            "summary": "proposes that the DCC should prove its production systems. It involves tests.",
        }
    ]


def _impacts(random, refs):
    def points():
        return [{"text": text, "sub": []} for text in random.sample(POINTS, random.randint(0, 2))]

    documents = random.sample(list(DOCUMENTS), 3)
    return {
        "participants": {ref: [name for name in COLUMNS if random.random() < 0.5] for ref in refs},
        "party_summaries": [
            {"participant": name, "points": points()} for name in ("all_sec_parties", *COLUMNS[:4])
        ],
        "dcc_summaries": [
            {
                "area": "Communications Service Providers",
                "points": points() or [{"text": POINTS[2], "sub": []}],
            },
            {"area": "Governance", "points": [{"text": POINTS[3], "sub": []}]},
        ],
        "documents": [
            {
                "document": name,
                "title": DOCUMENTS[name],
                "modifications": random.sample(refs, random.randint(1, min(2, len(refs)))),
            }
            for name in sorted(documents, key=list(DOCUMENTS).index)
        ],
        "other_codes": [],
    }


def _timeline(random, go_live, is_tested):
    events = EVENTS if is_tested else (EVENTS[0], EVENTS[-2], EVENTS[-1])
    day = go_live - timedelta(days=30 * len(events))
    rows = []
    for n, (event, notes) in enumerate(events):
        day = go_live if n == len(events) - 1 else day + timedelta(days=random.randint(9, 28))
        is_set = event == "Release go-live" or random.random() < 0.6
        when = {"label": "", "precision": "unknown", "date": None}
        if is_set:
            when = {
                "label": f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100}",
                "precision": "day",
                "date": day.isoformat(),
            }
        rows.append({"when": when, "event": event, "notes": notes})
    return rows


def _testing(is_tested):
    if is_tested:
        return {
            "system_testing": True,
            "dcc_approach": [
                "The TAD will be provided as Annex A to this document in due course. It covers SIT.",
                "The DCC is working with the TAG.",
            ],
            "user_approach": ["The TAD will also cover the approach to UIT."],
        }
    return {
        "system_testing": False,
        "dcc_approach": [
            "This release will not impact the DCC Systems and so will not require any Pre-Integration "
            "Testing (PIT) or SIT."
        ],
        "user_approach": ["There are no User testing impacts for this release."],
    }


def _costs(random, refs, is_tested):
    if not is_tested:
        total, lines = {"status": "none", "amount": None}, []
    else:
        lines = [
            {"ref": ref}
            | {stage: {"status": "firm", "amount": str(random.randint(1000, 900000))} for stage in STAGES}
            for ref in refs
        ]
        amount = sum(int(line[stage]["amount"]) for line in lines for stage in STAGES)
        total = {"status": "quoted", "amount": str(amount)}
    return {
        "dcc_total": total,
        "dcc_lines": lines,
        "secas_implementation": {"days": 2, "amount": "1200"},
        "secas_project_management": {"days": 20, "amount": "12000"} if is_tested else None,
    }
