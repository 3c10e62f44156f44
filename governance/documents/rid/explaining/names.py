"""Names of paths and texts of values for a reader, and how a path is written in an address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from costs.stages import TABLE_STAGES
from governance.documents.engine.facts import Cost, Effort, When
from governance.documents.rid import display
from governance.documents.rid.explaining.leaves import Leaf, Path
from governance.documents.rid.types.rid import DateRule, GoLiveWindow
from modifications.participants import AUDIENCES, Participant

STAGES = {stage.value: str(stage.label) for stage in TABLE_STAGES}
LABELS = {
    "go_live": "go-live",
    "go_live_window": "permitted window",
    "profile": "kind of release",
    "cut_off": "cut-off date",
    "system_impact": "impacts the DCC’s systems",
    "options": "solutions",
    "url": "web address",
    "when": "date",
    "actual": "took place",
    "planned": "first planned",
    "dcc_total": "DCC costs, total",
    "dcc_lines": "DCC costs",
    "change_request_lines": "shares of Change Requests",
    "secas_implementation": "SECAS, implementation",
    "secas_project_management": "SECAS, project management",
    "ref": "reference",
    "party_summaries": "Party impacts",
    "dcc_summaries": "DCC impacts",
    "participants": "participant matrix",
    "documents": "SEC documents",
    "change_requests": "DCC Change Requests",
    "change_requests_state": "DCC Change Requests, as stated",
    "other_codes_state": "other codes, as stated",
    "documents_state": "SEC documents, as stated",
    "additions": "what may still be added",
    "dcc_approach": "the DCC’s approach",
    "user_approach": "users’ approach",
    "sub": "nested point",
}


def name_of(path: Path, found: Mapping[Path, Leaf] | None = None) -> str:
    """Implementation timeline: UIT begins: date. `found`: the values of the content, which name the steps."""
    first = "Document history" if path[0] == "history" else display.content_name(path[0])
    names = [_name(key) for key in path[1:]]
    event = (found or {}).get((*path[:2], "event")) if path[0] == "timeline" else None
    if event and names:
        names[0] = str(event.value)
    return ": ".join([first, *(name for name in names if name not in ("points", "criteria"))])


def _name(key: str) -> str:
    known: str = (
        LABELS.get(key) or STAGES.get(key) or AUDIENCES.get(key) or dict(Participant.choices).get(key, "")
    )
    return known or key.replace("_", " ").replace("-", " ") if key.islower() else key


def text_of(value: Any) -> str:
    """The text of a value as documents and comparisons print it."""
    if isinstance(value, dict):
        return _object(value)
    return display.display_value(tuple(value) if isinstance(value, list) else value)


def _object(value: dict[str, Any]) -> str:
    for fields, kind in (
        ({"precision", "date"}, When),
        ({"status", "amount"}, Cost),
        ({"days", "amount"}, Effort),
        ({"working_days", "of"}, DateRule),
    ):
        if fields <= value.keys():
            return display.display_value(kind.of_data(value))
    if {"earliest", "latest"} <= value.keys():
        return GoLiveWindow.of_data(value).value.text
    if "cost" in value:
        return f"{value['text']}: {_object(value['cost'])}"
    parts = (value.get(name) for name in ("text", "state", "clause", "reference", "reason", "name"))
    return ", ".join(display.display_value(part) for part in parts if part) or str(value.get("kind", ""))


def in_address(path: Path) -> str:
    """The path in an address; a slash or a tilde inside a key is written ~1 or ~0."""
    return "/".join(quote(key.replace("~", "~0").replace("/", "~1"), safe="") for key in path)


def read_address(text: str) -> Path:
    """The path of an address, whose quoting has been undone."""
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in text.strip("/").split("/") if key)
