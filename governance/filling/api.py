"""The twins that fill a release from the tables of a document: what it would change, and saving all of it."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.filling.operations import Filled, fill_release, preview, seen_in
from governance.filling.pages import routed_tables
from governance.filling.places import NAMES, SHEETS
from governance.filling.routing import LEAVE_OUT, Routed, by_page
from secrel.core.api.fields import With
from secrel.core.api.places import Found
from secrel.core.api.twins import Resource, Twin
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_BLOCK, LONGEST_HTML

R = "releases/{release}/fill/"
FILLED = Resource(
    R,
    {"sheets": list[dict], "seen": str},
    about="What tables of a document change in a release, by sheet.",
    example={
        "sheets": [
            {
                "sheet": "timeline",
                "name": "Timetable",
                "refused": "",
                "guesses": 0,
                "is_unchanged": False,
                "sentences": [],
            }
        ],
        "seen": "9c27…",
    },
)
"""Only the form of an answer: nothing is read at this address."""
KEYS = list(SHEETS)
PASTED: dict[str, Any] = {
    "document": None,
    "text": With(
        serializers.CharField(max_length=LONGEST_BLOCK, allow_blank=True, trim_whitespace=False), ""
    ),
    "html": With(serializers.CharField(max_length=LONGEST_HTML, allow_blank=True), ""),
    "tables": With(
        serializers.DictField(
            child=serializers.ChoiceField(choices=[*KEYS, LEAVE_OUT]),
            help_text="By the number of a table, the sheet that it is for, where that is not the one found: "
            f"{', '.join(KEYS)}, or {LEAVE_OUT} to leave it out.",
        ),
        {},
    ),
}


def _document(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The tables of what was sent, by sheet. A table that is for no sheet has to be given one, or left out."""
    text, html, tables = data.pop("text"), data.pop("html"), data.pop("tables")
    choices = {f"table-{number}": key for number, key in tables.items()}
    try:
        routed = routed_tables(found["release"], text, html, choices)
    except RuleBroken as broken:
        raise serializers.ValidationError({"text": broken.sentence}) from broken
    if unknown := [row for row in routed if not row.key]:
        raise serializers.ValidationError({"tables": _ask(unknown[0])})
    return data | {"document": by_page(routed)}


def _ask(row: Routed) -> str:
    named = ", ".join([*NAMES, LEAVE_OUT])
    return f"Choose the sheet for table {row.number}, which begins “{row.sample}”: {named}."


def _filled(rows: list[Filled]) -> dict[str, Any]:
    names = ("name", "refused", "guesses", "is_unchanged", "sentences")
    sheets = [{"sheet": row.key} | {name: getattr(row, name) for name in names} for row in rows]
    return {"sheets": sheets, "seen": seen_in(rows)}


def _previewed(*, reason: str = "", **arguments: Any) -> list[Filled]:
    return preview(**{"replaces": False} | arguments)


RESOURCES: list[Resource] = []
TWINS = [
    Twin(
        fill_release,
        "POST",
        f"{R}preview/",
        FILLED,
        fields=PASTED | {"seen": None, "confirmed": None},
        prepare=_document,
        says=_filled,
        runs=_previewed,
        apart="preview",
    ),
    Twin(
        fill_release,
        "POST",
        R,
        FILLED,
        fields=PASTED
        | {
            "seen": serializers.CharField(max_length=64, help_text="What the preview answered."),
            "confirmed": With(
                serializers.ListField(child=serializers.ChoiceField(choices=KEYS), max_length=len(KEYS)), ()
            ),
        },
        prepare=_document,
        says=_filled,
    ),
]
