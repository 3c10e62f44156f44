"""The plain form of a RID, secrel.rid/1: taken from a snapshot, and lifted to one.

What is lifted says exactly what the plain form said: its optional facts stay absent where it had none.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import slugify

from governance.documents.engine.text import by_number_key
from governance.documents.rid.categories import REVIEWERS
from governance.documents.rid.issue import glossary_of
from governance.documents.rid.types.plain_schema import plain_schema
from governance.documents.rid.types.rid import PLAIN, Rid
from releases.addresses import row_key

Data = dict[str, Any]

# Optional facts of the plain form, with the value that says nothing.
NOTHING: Data = {
    **{name: [] for name in ("additions", "notes", "timeline_notes", "modifications", "shared_with")},
    **dict.fromkeys(("cut_off", "system_impact", "status", "operational", "combined", "rule", "actual")),
    **dict.fromkeys(("url", "reason", "source"), ""),
    "listed": True,
    "documents_provisional": False,
    "change_requests_state": None,
}


def plain(rid: Rid) -> Data:
    """The plain form of a snapshot; optional facts that say nothing, or that only the whole snapshot tells, are left
    out, unless it came with them."""
    content, issue = rid.content.as_data(), rid.issue.as_data()
    document = issue["document"]
    whole = {
        "schema": PLAIN,
        **content,
        "document": document | {"annexes": content.get("annexes", [])},
        "history": issue["history"],
        "glossary": glossary_of(rid.content, rid.issue),
    }
    keep = rid.issue.origin == PLAIN
    said = _projected(whole, plain_schema(), keep)
    _order_maps(said)
    if not keep:
        _leave_out_what_no_section_prints(said)
    return said


def _leave_out_what_no_section_prints(said: Data) -> None:
    """The line that a version's kind gives, the register's fact, and a state that the list itself tells."""
    said["document"].pop("status", None)
    for entry in (*said["scope"]["approved"], *said["scope"]["targeted"]):
        entry.pop("system_impact", None)
    if said["scope"].get("change_requests_state") != "unknown":
        said["scope"].pop("change_requests_state", None)


def _order_maps(said: Data) -> None:
    """Objects keep no order in storage: rows go as the scope does, then by number; acronyms by letter."""
    scope = [item["ref"] for status in ("approved", "targeted") for item in said["scope"][status]]
    rows = said["impacts"]["participants"]
    places = {ref: place for place, ref in enumerate(scope)}
    order = sorted(rows, key=lambda ref: (places.get(ref, len(places)), by_number_key(ref)))
    said["glossary"] = dict(sorted(said["glossary"].items()))
    said["impacts"]["participants"] = {ref: rows[ref] for ref in order}


def _projected(value: Any, rule: Data, keep: bool) -> Any:
    """What of the value the schema knows, in the schema's order of keys."""
    rule = plain_schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
    if isinstance(value, list):
        return [_projected(item, rule.get("items", {}), keep) for item in value]
    if not isinstance(value, dict):
        return value
    known = rule.get("properties")
    if known is None:  # a map by reference or acronym
        return value
    required = rule.get("required", ())
    return {
        name: _projected(value[name], inner, keep)
        for name, inner in known.items()
        if name in value and (keep or name in required or value[name] != NOTHING.get(name, ...))
    }


def lift(document: Data, *, site: str, marks: Sequence[str]) -> Rid:
    """The snapshot of a plain document that fits its schema; what only a snapshot has is derived from what it says."""
    head = dict(document["document"])
    timeline: list[Data] = []
    taken: set[str] = set()
    for row in document["timeline"]:
        key = row_key(row["event"], taken)
        taken.add(key)
        timeline.append({"key": key} | row)
    content = {
        "release": document["release"]
        | {
            "slug": release_slug(document["release"]["name"]),
            "profile": "system_impacting" if document["testing"]["system_testing"] else "document_only",
        },
        "annexes": head.pop("annexes"),
        **{name: document[name] for name in ("scope", "impacts", "testing", "costs", "glossary")},
        "timeline": timeline,
        "acceptance": document["acceptance"] | {"criteria": list(_criteria(document["acceptance"]))},
    }
    if "timeline_notes" in document:
        content["timeline_notes"] = document["timeline_notes"]
    issue = {
        "document": head | {"site": site, "marks": list(marks)},
        "history": document["history"],
        "decision": None,
        "record_head": None,
        "origin": PLAIN,
    }
    return Rid.of_data({"content": content, "issue": issue})


def release_slug(name: str) -> str:
    """june-2021 of the June 2021 SEC Release."""
    return slugify(name.removesuffix(" SEC Release"))[:50].strip("-") or "release"


def _criteria(acceptance: Data) -> Iterator[Data]:
    """Whose each criterion is, as far as its words and category tell."""
    for category, reviewer in REVIEWERS.items():
        for number, text in enumerate(acceptance[category], start=1):
            owner = "SECAS" if text.startswith("SECAS") else "DCC"
            yield {"key": f"{category}-{number}", "owner": owner, "reviewer": reviewer}
