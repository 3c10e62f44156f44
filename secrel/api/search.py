"""What a search finds, as its page."""

from collections.abc import Iterator
from typing import Any, ClassVar

from rest_framework.request import Request

from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.dates.clock import today
from secrel.core.editing.form_fields import SearchInput
from secrel.core.search.list_filters import ListFilter, choice
from secrel.core.search.reading import ALL, Search
from secrel.core.web.http import held_by
from secrel.searching import found_lists

KINDS = {
    "pages": "Pages",
    "sections": "Sections, for SECAS",
    "releases": "Releases",
    "modifications": "Modifications",
    "documents": "SEC documents",
    "change_requests": "Change Requests",
    "papers": "Papers",
    "notices": "Notices",
    "consultations": "Consultations",
    "texts": "Texts of published RIDs",
}


class SearchFilter(ListFilter):
    """Words or references, as on the page; and one kind of what is found."""

    examples: ClassVar = {"q": "june 2021 costs", "kind": "texts"}
    q = SearchInput(label="Words or references", required=False)
    kind = choice("Kind", KINDS.items())


def _search(request: Request, found: Found, q: Search = ALL, kind: str = "") -> list[dict[str, str]]:
    reader = request.user if request.user.is_authenticated else None
    lists, _, instead = found_lists(q, reader, held_by(request), today())
    return [
        {"kind": name, "about": about, "title": title, "path": path, "words": words, "instead": instead}
        for name in KINDS
        if not kind or name == kind
        for about, title, path, words in _rows(name, lists.get(name, ()))
    ]


def _rows(kind: str, rows: Any) -> Iterator[tuple[str, str, str, str]]:
    """Of each what it is about, its title, its page, and the words around what was found."""
    for row in rows:
        if kind == "pages":
            yield "", row[1], row[0], ""
        elif kind == "sections":
            yield row[1], row[2], row[0], ""
        elif kind == "texts":
            yield f"RID {row.number}", f"{row.release}, {row.heading}", row.address, row.words
        elif kind == "documents":
            yield row[0].designation, row[1], row[0].get_absolute_url(), ""
        elif kind in ("modifications", "change_requests"):
            yield row.reference, row.title, row.get_absolute_url(), ""
        elif kind == "notices":
            yield "", row.title, row.notice.get_absolute_url(), ""
        else:
            yield "", getattr(row, "name", "") or str(row), row.get_absolute_url(), ""


SEARCH = Listing(
    "search/",
    dict.fromkeys(("kind", "about", "title", "path", "words", "instead"), str),
    rows=_search,
    filters=SearchFilter,
    about="What a search finds of what you may read, the best of each kind. The field “instead” has the words that "
    "were searched, where yours found nothing and were probably misspelt.",
    example={
        "kind": "texts",
        "about": "RID 8.0",
        "title": "June 2021 SEC Release, Costs",
        "path": "/releases/june-2021/rid/8.0.html#costs",
        "words": "the costs of the DCC",
        "instead": "",
    },
)
RESOURCES: list[Resource] = [SEARCH]
TWINS: list[Any] = []
