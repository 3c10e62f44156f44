"""Search inside published RIDs: the newest version of each section that has the words, with a few of them around."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import F, Func
from django.urls import reverse

from governance.versions.models import KnownWords, RidVersion, SectionText
from governance.versions.queries.versions import Reader, published_to, published_to_reader
from secrel.core.changes.permissions import Permission
from secrel.core.search.reading import Search, Term

MOST = 300
"""Hits that are read, to count in how many versions a section has the words."""
VERSION, FIELDS = "snapshot__versions__", ("release__slug", "release__name", "major", "minor", "published_on")
AROUND = {"start_sel": "", "stop_sel": "", "max_words": 30, "min_words": 15}


@dataclass
class TextFound:
    """A section of a published RID that has the words, in its newest version; `earlier`: how many others have them."""

    pk: int
    release: str
    number: str
    published_on: date
    heading: str
    address: str
    earlier: int = 0
    words: str = ""


def texts_found(
    search: Search, permissions: frozenset[Permission], reader: Reader, most: int = 8
) -> list[TextFound]:
    """Sections that a person may read, newest version first. One query, and one for the words around what was found."""
    if not search.alternatives:
        return []
    query = SearchQuery(_as_query(search), config="english", search_type="raw")
    versions = RidVersion.objects.filter(published_to_reader(permissions, reader))
    hits = SectionText.objects.annotate(found=SearchVector("text", config="english")).filter(
        found=query, snapshot__versions__in=versions
    )
    newest = [F(f"{VERSION}{name}").desc() for name in ("published_on", "major", "minor")]
    fields = ("pk", "key", "heading", *(f"{VERSION}{name}" for name in FIELDS))
    rows: dict[tuple[str, str], TextFound] = {}
    for row in hits.order_by(*newest, "pk").values(*fields)[:MOST]:
        found = _found(row)
        first = rows.setdefault((found.release, row["key"]), found)
        first.earlier += first is not found
    shown = list(rows.values())[:most]
    if not shown:
        return []
    around = SearchHeadline("text", query, config="english", **AROUND)
    near = SectionText.objects.filter(pk__in=[row.pk for row in shown]).annotate(near=around)
    words = dict(near.values_list("pk", "near"))
    for row in shown:
        row.words = " ".join(words[row.pk].split())
    return shown


def known_words(letters: Iterable[str]) -> list[str]:
    """Words of the RIDs that everybody may read now, which begin with one of these letters."""
    public = RidVersion.objects.filter(published_to(frozenset())).values("snapshot")
    rows = KnownWords.objects.filter(snapshot__in=public).annotate(word=Func("words", function="unnest"))
    found = rows.values_list("word", flat=True).distinct()
    begun = tuple(letters)
    return [word for word in found if word.startswith(begun)]


def _found(row: dict[str, Any]) -> TextFound:
    slug, name, major, minor, day = (row[f"{VERSION}{field}"] for field in FIELDS)
    number = f"{major}.{minor}"
    address = f"{reverse('rid-html', args=[slug, number])}#{row['key']}"
    return TextFound(row["pk"], name, number, day, row["heading"], address)


def _as_query(search: Search) -> str:
    """The search in PostgreSQL's own notation. Its pieces are letters, digits and dots only."""
    return " | ".join(f"({' & '.join(map(_of_term, terms))})" for terms in search.alternatives)


def _of_term(term: Term) -> str:
    """The pieces one after the other, or written as one: SMETS 1, SMETS1."""
    last = len(term.pieces) - 1
    apart = " <-> ".join(
        f"'{piece}'{':*' if place == last else ''}" for place, piece in enumerate(term.pieces)
    )
    return f"(({apart}) | '{''.join(term.pieces)}':*)" if last else apart
