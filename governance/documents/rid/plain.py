"""Conversion between a snapshot and the plain form of a RID, secrel.rid/1.

Optional facts that a plain document does not state stay absent in the snapshot made from it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import slugify

from governance.documents.engine.text import by_number_key
from governance.documents.rid.categories import REVIEWERS
from governance.documents.rid.issue import glossary_of
from governance.documents.rid.sentences.editions import LATEST
from governance.documents.rid.types.plain_schema import plain_schema
from governance.documents.rid.types.rid import PLAIN, Rid
from releases.addresses import RowKeys

Data = dict[str, Any]

# Optional facts of the plain form, with the value that equals absence.
NOTHING: Data = {
    **{
        name: []
        for name in ("additions", "notes", "timeline_notes", "modifications", "shared_with", "sources")
    },
    **{name: [] for name in ("qualifiers", "yearly", "stages")},
    "further": {},
    **dict.fromkeys(
        (
            "cut_off",
            "system_impact",
            "status",
            "operational",
            "combined",
            "rule",
            "actual",
            "expected",
            "go_live_window",
        )
    ),
    **dict.fromkeys(
        ("url", "reason", "source", "clause", "reference", "owner", "permitted_by", "decided_on"), ""
    ),
    "listed": True,
    "state": "there",
    "documents_provisional": False,
    "change_requests_state": None,
    **{name: {} for name in ("states", "section_notes")},
}


def plain(rid: Rid) -> Data:
    """The plain form of a snapshot, without empty optional facts and facts that are not printed.

    A snapshot that was imported from the plain form keeps them.
    """
    content, issue = rid.content.as_data(), rid.issue.as_data()
    document = issue["document"]
    whole = {
        "schema": PLAIN,
        **content,
        "document": document | {"annexes": content.get("annexes", [])},
        "history": issue["history"],
        "glossary": glossary_of(rid.content, rid.issue),
    }
    is_imported = rid.issue.origin == PLAIN
    data = _projected(whole, plain_schema(), with_empty=is_imported)
    _sort_maps(data)
    if not is_imported:
        _remove_unprinted(data)
    return data


def _remove_unprinted(data: Data) -> None:
    """Remove the status line, system impacts and the state of a list that is not empty."""
    data["document"].pop("status", None)
    for entry in (*data["scope"]["approved"], *data["scope"]["targeted"]):
        entry.pop("system_impact", None)
    if data["scope"]["change_requests"] or data["scope"].get("change_requests_state") == "items":
        data["scope"].pop("change_requests_state", None)


def _sort_maps(data: Data) -> None:
    """Sort the maps, which have no order in storage: matrix rows in scope order, then by number; acronyms by letter."""
    scope = [item["ref"] for status in ("approved", "targeted") for item in data["scope"][status]]
    rows = data["impacts"]["participants"]
    places = {ref: place for place, ref in enumerate(scope)}
    order = sorted(rows, key=lambda ref: (places.get(ref, len(places)), by_number_key(ref)))
    data["glossary"] = dict(sorted(data["glossary"].items()))
    data["impacts"]["participants"] = {ref: rows[ref] for ref in order}


def _projected(value: Any, rule: Data, *, with_empty: bool) -> Any:
    """The part of the value that the schema has, with keys in the order of the schema."""
    rule = plain_schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
    if isinstance(value, list):
        return [_projected(item, rule.get("items", {}), with_empty=with_empty) for item in value]
    if not isinstance(value, dict):
        return value
    properties = rule.get("properties")
    if properties is None:  # a map by reference or acronym
        return value
    required = rule.get("required", ())
    return {
        name: _projected(value[name], inner, with_empty=with_empty)
        for name, inner in properties.items()
        if name in value and (with_empty or name in required or value[name] != NOTHING.get(name, ...))
    }


def lift(document: Data, *, site: str, marks: Sequence[str]) -> Rid:
    """The snapshot of a valid plain document. Facts that only a snapshot has are derived."""
    head = dict(document["document"])
    keys = RowKeys()
    timeline = [{"key": keys.new(row["event"])} | row for row in document["timeline"]]
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
    for name in ("timeline_notes", "states", "section_notes"):
        if name in document:
            content[name] = document[name]
    issue = {
        "document": head | {"site": site, "marks": list(marks)},
        "history": document["history"],
        "decision": None,
        "record_head": None,
        "origin": PLAIN,
        "wording": LATEST,
    }
    return Rid.of_data({"content": content, "issue": issue})


def release_slug(name: str) -> str:
    """june-2021 of the June 2021 SEC Release."""
    return slugify(name.removesuffix(" SEC Release")).replace("_", "-")[:50].strip("-") or "release"


def _criteria(acceptance: Data) -> Iterator[Data]:
    """The owner and reviewer of each criterion, derived from its text and category."""
    for category, reviewer in REVIEWERS.items():
        for number, text in enumerate(acceptance[category], start=1):
            owner = "SECAS" if text.startswith("SECAS") else "DCC"
            yield {"key": f"{category}-{number}", "owner": owner, "reviewer": reviewer}
