"""Invented facts of RIDs, other than those that the readers of extracts were written with: texts, references, dates."""

from datetime import date, timedelta
from random import Random

from tests.governance.importer.understanding.made import made

TITLES = (
    "Half-Hourly data for Microbusinesses",
    "Orphaned Device clean-up",
    "Consent of tenants – phase 3",
    "Enduring solution for Hub swaps",
    "SMKI renewal before expiry",
    "Limits on the size of Service Requests",
    "Access to consumption data (private networks)",
    "Retiring the legacy gateway",
)
ACTIONS = (
    "allow Responsible Suppliers to withdraw an order of Communications Hubs up to 20 Working Days before delivery.",
    "add a threshold of 1,500 Alerts an hour, above which the DCC may hold Alerts back.",
    "replace the annual report by a dashboard that is renewed on the first Working Day of each month.",
    "clarify in Section E2 who may ask for the registration data. It does not change who receives them.",
    "move the obligations on certificates from Appendix L to Section G, and number them anew.",
)
POINTS = (
    "Staff who order Communications Hubs will need to be trained.",
    "Networks may use the new Alert for planning, which needs no change of their systems.",
    "Invoices will show one line for each Service Request over the limit.",
    "The adaptors of both CSPs change; the DSP’s interface is extended.",
    "Reports are sent on the fifth Working Day.",
)
CRITERIA = (
    "Each Test Participant has confirmed in writing that its regression tests are complete.",
    "The DCC has shown that the release can be rolled back within four hours.",
    "The helpdesk has been trained and its scripts have been agreed with SECAS.",
    "No defect of Severity 1 or 2 is open, and each other defect has an agreed plan.",
    "The capacity of the systems has been proven for 1.4 times the expected load.",
)
REFS = (
    "SECMP0058",
    "MP119",
    "MP132B",
    "MP148",
    "MP151",
    "DP168",
    "MP172",
    "MP175A",
    "MP188",
    "MP203",
    "MP211",
    "DP215",
)


def facts(seed, count=4):
    """A document of secrel.rid/1. `count`: modifications; amounts are whole thousands."""
    random = Random(1000 + seed)
    document = made(2 * seed + 1)
    refs = random.sample(REFS, count)
    half = max(1, count // 2)
    items = [
        {
            "ref": ref,
            "title": random.choice(TITLES),
            "part": None,
            "summary": random.choice(ACTIONS),
            "options": [],
        }
        for ref in refs
    ]
    document["scope"] = {
        "approved": [item | {"summary": f"will {item['summary']}"} for item in items[:half]],
        "targeted": [item | {"summary": f"proposes to {item['summary']}"} for item in items[half:]],
        "change_requests": [
            {
                "ref": "CR1412",
                "title": "Proving of failover",
                "summary": "proposes that the DCC proves its failover.",
            }
        ],
    }
    impacts = document["impacts"]
    columns = ("suppliers", "electricity_networks", "gas_networks", "other_sec_parties", "dcc")
    impacts["participants"] = {
        ref: [name for name in columns if random.random() < 0.5] or ["dcc"] for ref in refs
    }
    for row in (*impacts["party_summaries"], *impacts["dcc_summaries"]):
        row["points"] = [
            {"text": text, "sub": []} for text in random.sample(POINTS, 1 + random.randint(0, 1))
        ]
    for row in impacts["documents"]:
        chosen = set(random.sample(refs, random.randint(1, min(3, count))))
        row["modifications"] = [ref for ref in refs if ref in chosen]
    lines = [
        {"ref": ref}
        | {stage: _cost(random) for stage in ("design_build_pit", "sit", "uit", "implement_to_live")}
        for ref in refs
    ]
    costs = document["costs"] | {"dcc_lines": lines}
    total = sum(int(cost["amount"]) for line in lines for cost in line.values() if isinstance(cost, dict))
    costs["dcc_total"] = {"status": "quoted", "amount": str(total)}
    costs["secas_implementation"] = {"days": 3, "amount": "1800"}
    costs["secas_project_management"] = {"days": 12, "amount": "7200"}
    document["costs"] = costs
    document["acceptance"] = {
        "general": [],
        "operational": random.sample(CRITERIA, 3),
        "testing": random.sample(CRITERIA, 2),
        "security": random.sample(CRITERIA, 1),
    }
    document["history"][-1]["changes"] = f"Updated following {refs[-1]} being added to scope."
    return document


def _cost(random):
    return {"status": "firm", "amount": str(1000 * random.randint(3, 940))}


def dated(document, form):
    """The document with its timetable dated as `form` says: a function of a day. It gives a label."""
    day = date.fromisoformat(document["release"]["go_live"]) - timedelta(days=19 * len(document["timeline"]))
    for row in document["timeline"]:
        day += timedelta(days=18)
        on = date.fromisoformat(row["when"]["date"]) if row["when"]["date"] else day
        on = date.fromisoformat(document["release"]["go_live"]) if "go-live" in row["event"] else on
        row["when"] = {"label": form(on), "precision": "day", "date": on.isoformat()}
    return document
