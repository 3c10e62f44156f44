"""A release filled from documents: what its own document changes, what a pasted one stores, what is refused."""

from datetime import date

import pytest

from governance.documents.engine.printing.render import render_print
from governance.documents.rid.kind import RID_KIND
from governance.filling.operations import fill_release, preview, seen_in
from governance.filling.reading import read_tables
from governance.filling.routing import by_page, route
from governance.versions.models import RidVersion
from releases.models.releases import Release
from releases.sheets.matrices import ParticipantMatrix
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.editing.sheets.sheet import opened
from secrel.core.models.record import AuditEntry
from tests.governance.filling.conftest import DOCUMENT

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


def tables(release, html="", text=""):
    return by_page(route(release, read_tables(release, text, html)))


@pytest.fixture
def fill(people, release):
    """Fill the release from a document after its preview."""

    def act(html=DOCUMENT, by=people.analyst, document=None, **other):
        common = {
            "release": release,
            "document": document or tables(release, html),
            "replaces": False,
            "on": ON,
        }
        seen = seen_in(preview(by=people.analyst, **common))
        return fill_release(by=by, **common | {"seen": seen, "confirmed": ["criteria", "timeline"]} | other)

    return act


@pytest.mark.parametrize("slug", ["june-2020", "june-2021", "november-2021"])
def test_the_document_of_a_release_changes_nothing_in_it(examples, people, slug):
    release = Release.objects.get(slug=slug)
    version = RidVersion.objects.filter(release=release).order_by("-major", "-minor").first()
    document = tables(release, str(render_print(RID_KIND, version.snapshot.rid)))
    before = AuditEntry.objects.count()
    found = preview(by=people.analyst, release=release, document=document, replaces=True, on=ON)
    changed = {row.key: row.refused for row in found if not row.is_unchanged}
    stored_as_document = (
        "Version 0.1 is stored here as a document, so its history row comes from that document. Remove it."
    )
    printed_as_to_come = {"november-2021": {"costs": ""}, "june-2020": {"annexes": ""}}.get(slug, {})
    assert changed == {"history": stored_as_document} | printed_as_to_come
    assert {row.key for row in found} >= {"timeline", "criteria", "glossary"}
    assert AuditEntry.objects.count() == before


def test_all_tables_are_saved_in_one_entry_that_names_those_it_caused(fill, release):
    filled = fill()
    assert {row.key: row.guesses for row in filled} == {
        "participants": 0,
        "summary": 0,
        "timeline": 0,
        "criteria": 4,
        "glossary": 0,
    }
    ticks = {
        name for row in opened(ParticipantMatrix(release)).rows for name, text in row.cells.items() if text
    }
    assert ticks == {"suppliers", "gas_networks", "dcc"}
    assert set(release.summary_points.values_list("text", "parent__text")) == {
        ("They read more.", None),
        ("Sooner.", "They read more."),
    }
    assert {"Go-live", "Begin"} <= set(release.timeline.values_list("event", flat=True))
    entry = AuditEntry.objects.get(action="governance.fill_release")
    saved = ["Participant matrix", "Impact summary", "Timetable", "Acceptance criteria"]
    assert (entry.target, entry.changes) == (f"releases/{release.slug}", {"tables": [None, saved]})
    assert AuditEntry.objects.filter(cause=entry.position).count() == len(saved)


def test_a_preview_saves_nothing_and_saving_what_it_did_not_show_is_refused(fill, release, people):
    before = AuditEntry.objects.count()
    document = tables(release, DOCUMENT)
    preview(by=people.analyst, release=release, document=document, replaces=False, on=ON)
    assert (AuditEntry.objects.count(), release.summary_points.count()) == (before, 0)
    with pytest.raises(RuleBroken, match="Something was changed since you saw this preview"):
        fill(seen="0" * 64)
    with pytest.raises(RuleBroken, match="Acceptance criteria: tick that our guesses are right"):
        fill(confirmed=[])
    with pytest.raises(NotAllowed):
        fill(by=people.member)
    with pytest.raises(RuleBroken, match="There is no table to save"):
        fill_release(by=people.analyst, release=release, document={}, seen="", on=ON)
    assert (AuditEntry.objects.count(), release.summary_points.count()) == (before, 0)


def test_one_table_that_cannot_be_saved_stops_all(fill, release):
    wrong = DOCUMENT.replace("<td>Q1 22<td>Begin", "<td>30 Feb 22<td>Begin")
    with pytest.raises(RuleBroken, match=r"^Timetable: .*30 Feb 22"):
        fill(wrong)
    assert (release.summary_points.count(), release.timeline.count()) == (0, 0)


def test_saving_the_same_again_is_no_change(fill):
    fill()
    with pytest.raises(RuleBroken, match="all of this is stored already"):
        fill()
