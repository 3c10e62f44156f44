"""Where each value of a release or a version comes from: who entered it, when, from which source, and what it was."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404
from rest_framework.request import Request

from governance.documents.rid.explaining.leaves import Path
from governance.documents.rid.explaining.names import in_address, name_of, read_address, text_of
from governance.explaining.answers import Entered, Explanation, reading_of
from governance.explaining.documents import ExplainedDocument, live_document, version_document
from governance.explaining.values import explain, explain_row
from secrel.core.api.lists.filters import WrongFilter
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.search.list_filters import ListFilter
from secrel.core.web.http import held_by

LONGEST = 500
NONE = "There is no value at this path in the document. It may have been changed or taken out."


class ValueFilter(ListFilter):
    """One value, or a row with several."""

    examples: ClassVar = {"value": "release/go_live"}
    value = forms.CharField(max_length=LONGEST, help_text="Its path, as the list of values gives it.")


class SectionFilter(ListFilter):
    """The values of one section."""

    examples: ClassVar = {"section": "scope"}
    section = forms.CharField(
        required=False, max_length=60, help_text="The first part of the paths, such as scope."
    )


def _document(request: Request, found: Found) -> ExplainedDocument:
    """The version at the address, or the live document as the reader sees it."""
    if "version" in found:
        return version_document(found["version"])
    release = found["release"]
    document = live_document(release, held_by(request), request.user)
    if document is None:
        raise Http404(f"No RID of the {release} has been published yet, so that there is nothing to explain.")
    return document


def _values(request: Request, found: Found, section: str = "") -> list[dict[str, Any]]:
    document = _document(request, found)
    if section and not any(path[0] == section for path in document.found):
        named = sorted({path[0] for path in document.found})
        sentence = f"“{section}” is no section of this document. Use {', '.join(named)}, or leave it out."
        raise WrongFilter({"section": sentence})
    return [
        {"value": in_address(path), "name": name_of(path, document.found), "text": text_of(leaf.value)}
        for path, leaf in document.found.items()
        if not section or path[0] == section
    ]


def _explained(request: Request, found: Found, value: str) -> dict[str, Any]:
    document = _document(request, found)
    path = read_address(value)
    if not path or not document.is_known(path):
        raise Http404(NONE)
    reading = reading_of(request.user, held_by(request))
    is_value = path in document.found or not document.under(path)
    rows = [explain(document, path, reading)] if is_value else explain_row(document, path, reading)
    return {
        "value": in_address(path),
        "name": name_of(path, document.found),
        "values": [_explanation(row, document) for row in rows],
    }


def _explanation(row: Explanation, document: ExplainedDocument) -> dict[str, Any]:
    derived = row.derivation
    return {
        "value": in_address(row.path),
        "name": row.name,
        "text": row.text,
        "changes": [_entered(one) for one in row.changes],
        "decisions": list(row.decisions),
        "versions": [{"version": number, "on": on, "text": text} for number, on, text in row.versions],
        "rule": derived.rule if derived else "",
        "inputs": [_input(document, path) for path in (derived.inputs if derived else ())],
    }


def _input(document: ExplainedDocument, path: Path) -> dict[str, str]:
    leaf = document.found.get(path)
    text = text_of(leaf.value) if leaf else ""
    return {"value": in_address(path), "name": name_of(path, document.found), "text": text}


def _entered(row: Entered) -> dict[str, Any]:
    names = ("on", "who", "before", "after", "is_new", "reason", "source", "part_of")
    return {name: getattr(row, name) for name in names} | {"entry": row.entry.position if row.entry else None}


EXAMPLE = {
    "value": "release/go_live",
    "name": "Release: go-live",
    "values": [
        {
            "value": "release/go_live",
            "name": "Release: go-live",
            "text": "24 June 2021",
            "changes": [
                {
                    "on": "2019-10-11",
                    "who": "SECAS",
                    "before": "",
                    "after": "24 June 2021",
                    "is_new": True,
                    "reason": "",
                    "source": "",
                    "part_of": "",
                    "entry": None,
                }
            ],
            "decisions": [],
            "versions": [{"version": "1.0", "on": "2019-10-11", "text": "24 June 2021"}],
            "rule": "",
            "inputs": [],
        }
    ],
}


def _resources(address: str, what: str) -> list[Resource]:
    return [
        Listing(
            f"{address}explain/",
            {"value": str, "name": str, "text": str},
            rows=_values,
            filters=SectionFilter,
            about=f"Every value of {what}, with its path.",
            example={"value": "release/go_live", "name": "Release: go-live", "text": "24 June 2021"},
        ),
        Resource(
            f"{address}explain/value/",
            {"value": str, "name": str, "values": list[dict]},
            read=_explained,
            version=lambda found: None,
            filters=ValueFilter,
            about=f"Where a value of {what} comes from, or each value of a row: who entered it and when, what it was, "
            "by which rule it is computed, under which decisions, and what versions stated. Of the audit trail you "
            "see what your role may read.",
            example=EXAMPLE,
        ),
    ]


RESOURCES: list[Resource] = [
    *_resources("releases/{release}/", "the release as you see it"),
    *_resources("releases/{release}/versions/{version}/", "a version"),
]
TWINS: list[Any] = []
