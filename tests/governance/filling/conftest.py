"""A release with two modifications in its scope, and a document that fills it."""

import pytest

from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

DOCUMENT = """
<h1>A RID</h1><ul><li>1. Scope<li>2. Impacts</ul>
<h2>Impacts</h2>
<table><tr><th>Modification<th>Suppliers<th>Gas Networks<th>DCC
<tr><td>MP901<td>x<td><td>x<tr><td>MP902<td><td>x<td></table>
<table><tr><th>Participant<th>Summary of impacts
<tr><td>Supplier Parties<td><ul><li>They read more.<ul><li>Sooner.</ul></ul>
<tr><td>Gas Network Parties<td><ul><li>No further impacts stated</ul></table>
<h2>Timetable</h2>
<table><tr><th>Date<th>Event<th>Notes<tr><td>24 Jun 22<td>Go-live<td><tr><td>Q1 22<td>Begin<td>Not before MP901</table>
<h3>Operational acceptance criteria</h3><ol><li>It is stable.<li>It is fast.</ol>
<h3>Glossary</h3><table><tr><th>Acronym<th>Full term<tr><td>DCC<td>Data Communications Company</table>
<table><tr><th>Fruit<th>Colour<tr><td>Apple<td>Red</table>
"""


@pytest.fixture
def release(db):
    release = ReleaseFactory()
    for reference in ("MP901", "MP902"):
        ScopeItemFactory(release=release, part=ModificationFactory(reference=reference).parts.get())
    return release
