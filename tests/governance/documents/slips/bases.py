"""The documents that slips are put into, and how they are judged."""

import copy
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from governance.documents.checks.document import CheckContext
from governance.documents.checks.findings import Finding
from governance.documents.checks.run import check
from governance.documents.rid.plain import lift
from tests.governance.documents.slips.draft import Data

HERE = Path(__file__).parent
SAMPLES = HERE.parents[4] / "shared" / "samples"
JUDGED = set(CheckContext.__dataclass_fields__)


@dataclass(frozen=True)
class Base:
    """A document, the facts beside it, and what is found in it as it stands. `weight`: how many of 100 variants of
    a kind are made of it."""

    name: str
    data: Data
    context: Data
    found: tuple[Finding, ...]
    weight: int


def findings(data: Data, context: Data) -> list[Finding]:
    """As `check_rid FILE.json` judges it, with the facts beside it given here and not read from a database."""
    rid = lift(data, site="https://example.org", marks=["SEC releases"])
    known = {name: of for name, of in context.items() if name in JUDGED}
    if before := known.get("before"):
        known["before"] = lift(before, site="https://example.org", marks=["SEC releases"]).content
    return check(rid, CheckContext(**known))


def _base(name: str, data: Data, weight: int) -> Base:
    """Its own criteria are the standard, and its own titles those of the register."""
    said, scope = data["acceptance"], data["scope"]
    context: Data = {
        "standard": [
            (category, text) for category in ("operational", "testing", "security") for text in said[category]
        ],
        "titles": {entry["ref"]: entry["title"] for entry in (*scope["approved"], *scope["targeted"])},
    }
    return Base(name, data, context, tuple(findings(data, context)), weight)


@lru_cache(maxsize=1)
def complete() -> Base:
    """A release that impacts the DCC's systems: its document has everything, and nothing is wrong in it."""
    return _base("complete", json.loads((HERE / "complete.json").read_text()), 100)


@lru_cache(maxsize=1)
def document_only() -> Base:
    """What is left of it where no system is touched: three modifications, few steps, no DCC costs; nothing is wrong."""
    data = copy.deepcopy(complete().data)
    scope, impacts = data["scope"], data["impacts"]
    for status in ("approved", "targeted"):
        scope[status] = [entry for entry in scope[status] if not entry["system_impact"]]
    refs = {entry["ref"] for status in ("approved", "targeted") for entry in scope[status]}
    impacts["participants"] = {ref: row for ref, row in impacts["participants"].items() if ref in refs}
    for row in impacts["documents"]:
        row["modifications"] = [ref for ref in row["modifications"] if ref in refs]
    impacts["documents"] = [row for row in impacts["documents"] if row["modifications"]]
    for part in impacts["party_summaries"]:
        part["points"] = [point for point in part["points"] if {*point["modifications"]} <= refs]
    impacts["dcc_summaries"] = []
    data["document"]["annexes"] = []
    scope["change_requests"], scope["change_requests_state"] = [], "none"
    rows = {row["event"]: row for row in data["timeline"]}
    data["timeline"] = [
        row for event, row in rows.items() if "baselines" in event or event == "Release go-live"
    ]
    data["testing"] = {
        "system_testing": False,
        "dcc_approach": ["This release does not touch the DCC’s systems, so it needs no System testing."],
        "user_approach": ["Users have nothing to test."],
    }
    data["costs"] |= {"dcc_total": {"status": "none", "amount": None}, "dcc_lines": [], "notes": []}
    data["costs"].pop("operational")
    data["acceptance"] |= {
        "operational": data["acceptance"]["operational"][-2:],
        "testing": [],
        "security": [],
    }
    said = ("First draft, issued for comment.", "Presented to the Panel. The scope is MP913 and MP915.")
    later = (
        "Version baselined by the Panel to cover the proposed scope of the release.",
        "Updated following MP916 and MP918 being added to the scope; presented to the Panel.",
        "Version baselined by the Panel to cover the full proposed scope of the release.",
        "Updated following the approval of MP913 and MP918 falling out of scope.",
        "Updated costs of SECAS.",
    )
    for row, changes in zip(data["history"], (*said, *later), strict=True):
        row["changes"] = changes
    kept = ("CSC", "DCC", "RID", "SEC", "SECAS")
    data["glossary"] = {word: data["glossary"][word] for word in kept}
    return _base("document-only", data, 25)


@lru_cache(maxsize=1)
def samples() -> tuple[Base, ...]:
    """The two published documents, with the findings that they have; none where the folder is missing."""
    paths = sorted(SAMPLES.glob("*-rid-*.expected.json"))
    return tuple(_base(path.name.split("-rid")[0], json.loads(path.read_text()), 20) for path in paths)
