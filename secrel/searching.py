"""What a search finds, for its page and for the API: lists by kind, as far as the reader may read."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser

from governance.consultations.queries.searching import consultations_named
from governance.notices.queries.notices import listed
from governance.notices.queries.searching import notices_named
from governance.papers.queries import papers_named
from governance.register.queries.impacts import visible_documents
from governance.register.queries.scope_statuses import change_requests_seen_by
from governance.versions.operations.texts import store_published_texts
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.searching import known_words, texts_found
from modifications.queries import change_requests_named, documents_named, register, title_words
from releases.queries import NEWEST_FIRST
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search, read_search
from secrel.core.search.vocabulary import FIELD_WORDS, corrected, widened
from secrel.sections import pages_named, regression_pages, sections_named

AT_ONCE = 20
"""Newly published RIDs whose texts a search stores; the daily job stores all."""


def found_lists(
    query: Search, reader: User | None, held: frozenset[Permission], on: date
) -> tuple[dict[str, list], int, str]:
    """The lists, how many rows are in them, and the words that were searched instead of misspelt ones."""
    lists = _found(widened(query), reader, held, on)
    found, instead = sum(map(len, lists.values())), ""
    if query and not found and (instead := corrected(query, words_like)):
        lists = _found(widened(read_search(instead)), reader, held, on)
        found = sum(map(len, lists.values()))
    return lists, found, instead if found else ""


def _found(query: Search, reader: User | None, held: frozenset[Permission], on: date) -> dict[str, list]:
    """What the reader may read and a search finds, by kind."""
    edits = Permission.EDIT_RELEASES in held
    rows = releases_found_by(held, reader)
    rows = rows.filter(matches(query, names=("name",))) if query else rows
    lists: dict[str, list] = {"releases": list(rows.order_by(*NEWEST_FIRST)[:8])}
    if query:
        change_requests = change_requests_seen_by(held)
        documents = documents_named(visible_documents(held), query)
        documents = documents.prefetch_related(None).prefetch_related("titles")  # no other names
        lists |= {
            "modifications": list(register(query)[:12]),
            "documents": [(row, row.title_on(on)) for row in documents[:8]],
            "change_requests": list(change_requests_named(change_requests, query)[:8]),
            "papers": list(papers_named(reader or AnonymousUser(), query)[:8]),
            "notices": listed(notices_named(held, query)[:8]),
            "consultations": list(consultations_named(reader, query)[:8]),
            "pages": [
                *pages_named(query, signed_in=reader is not None, edits=edits),
                *regression_pages(query, held),
            ],
        }
    if query and edits:
        lists["sections"] = sections_named(query)
    if query:
        store_published_texts(AT_ONCE)
        lists["texts"] = texts_found(query, held, reader)
    return lists


def words_like(entered: Sequence[str]) -> list[str]:
    """Known words that misspelt ones may have meant: of public RIDs, of titles of modifications, of the field."""
    return sorted({*known_words({word[0] for word in entered}), *title_words(), *FIELD_WORDS})
