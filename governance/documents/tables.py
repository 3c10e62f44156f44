"""The facts of a snapshot as CSV files in one archive: one table each, the first row names the columns."""

import io
import zipfile
from datetime import date
from typing import Any

from costs.stages import Stage
from governance.categories import Category
from governance.documents.issue import created
from governance.documents.text import by_number
from modifications.participants import Participant
from secrel.core.csv_text import Rows, as_csv


def render_tables(data: dict[str, Any]) -> bytes:
    """A ZIP of UTF-8 CSV files; the same snapshot gives the same bytes."""
    on = date.fromisoformat(created(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables(data).items():
            entry = zipfile.ZipInfo(f"{name}.csv", (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, as_csv(rows))
    return out.getvalue()


def tables(data: dict[str, Any]) -> dict[str, Rows]:
    """Rows by the table's name, header first."""
    content, issue = data["content"], data["issue"]
    impacts, costs = content["impacts"], content["costs"]
    references = by_number(impacts["participants"])
    return {
        "scope": [
            ("reference", "title", "part", "status", "impacts_dcc_systems", "cut_off", "summary"),
            *(
                (
                    item["ref"],
                    item["title"],
                    item["part"],
                    status,
                    _yes(item.get("system_impact")),
                    item["cut_off"]["date"] if "cut_off" in item else "",
                    item["summary"],
                )
                for status in ("approved", "targeted")
                for item in content["scope"][status]
            ),
        ],
        "change_requests": [
            ("reference", "title", "summary"),
            *((row["ref"], row["title"], row["summary"]) for row in content["scope"]["change_requests"]),
        ],
        "participants": [
            ("reference", *Participant.values),
            *(
                (ref, *(_yes(name in impacts["participants"][ref]) for name in Participant.values))
                for ref in references
            ),
        ],
        "documents": [
            ("document", "title", "reference"),
            *(
                (row["document"], row["title"], ref)
                for row in impacts["documents"]
                for ref in row["modifications"] or [""]
            ),
        ],
        "summaries": [("for", "area", "point", "sub_point_of", "modifications"), *_summaries(impacts)],
        "timeline": [
            ("date", "precision", "label", "actual", "event", "notes"),
            *(
                (
                    row["when"]["date"],
                    row["when"]["precision"],
                    row["when"]["label"],
                    row["actual"]["date"] if "actual" in row else "",
                    row["event"],
                    row["notes"],
                )
                for row in content["timeline"]
            ),
        ],
        "costs": [
            ("line", "stage", "status", "amount", "reason", "source"),
            *(
                (line["ref"], stage, cost["status"], cost["amount"], cost.get("reason"), cost.get("source"))
                for line in (
                    *costs["dcc_lines"],
                    *costs.get("change_request_lines", ()),
                    {"ref": "combined"} | costs.get("combined", {}),
                    {"ref": "operational", "operational": costs.get("operational")},
                )
                for stage in Stage.values
                if (cost := line.get(stage))
            ),
            ("total", "", costs["dcc_total"]["status"], costs["dcc_total"]["amount"], "", ""),
        ],
        "criteria": [
            ("category", "number", "text"),
            *(
                (category, number, text)
                for category in Category.values
                for number, text in enumerate(content["acceptance"][category], start=1)
            ),
        ],
        "history": [
            ("version", "date", "changes"),
            *((row["version"], row["date"], row["changes"]) for row in issue["history"]),
        ],
        "glossary": [("acronym", "term"), *sorted(content["glossary"].items())],
    }


def _summaries(impacts: dict[str, Any]) -> Rows:
    parts = [(entry["participant"], "", entry["points"]) for entry in impacts["party_summaries"]]
    parts += [("dcc", entry["area"], entry["points"]) for entry in impacts["dcc_summaries"]]
    for audience, area, points in parts:
        for point in points:
            yield audience, area, point["text"], "", " ".join(point.get("modifications", ()))
            yield from ((audience, area, text, point["text"], "") for text in point["sub"])


def _yes(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
