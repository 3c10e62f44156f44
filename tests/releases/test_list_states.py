"""What a release states of its empty lists: entered in the form, composed, exported, and imported as it was."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.composing.compose import compose
from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.rid.document import sections
from governance.documents.rid.plain import plain
from governance.documents.rid.sentences.editions import LATEST
from governance.documents.rid.types.rid import Rid
from governance.documents.rid.types.states import LISTS
from governance.importer.importing import import_rid
from governance.importer.reading import Refused, check_document
from governance.versions.queries.live import live_rid
from releases.forms.statements import _FORMS, COLUMNS, form_of, stored_statements
from releases.models.releases import Release, Section
from releases.operations.releases import change_release
from releases.operations.testing import set_annexes
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def said(release) -> str:
    chapters = sections(compose(release), Links())
    return "\n".join(text for chapter in chapters for text in texts(chapter.blocks))


def test_each_list_is_in_one_form():
    columns = {"change_requests", "documents", "other_codes"}
    assert sorted([key for form in _FORMS.values() for key in form.lists] + sorted(columns)) == sorted(LISTS)
    assert len(COLUMNS) == len(columns)


def test_a_state_is_entered_and_printed(people, as_role):
    release = ReleaseFactory(slug="a-release")
    address = "/releases/a-release/edit/statements/timeline/"
    client = as_role("analyst")
    was = client.get(address).context["form"]["was"].value()
    entered = {
        "was": was,
        "state_timeline": "not_applicable",
        "reason_timeline": "",
        "state_go_live": "unknown",
    }
    refused = client.post(address, entered)
    assert refused.status_code == 422
    assert "Enter why it does not apply." in refused.content.decode()
    assert client.post(address, entered | {"reason_timeline": "It goes live at once"}).status_code == 303
    sentence = "A timetable does not apply to this release. Reason: It goes live at once."
    assert sentence in said(Release.objects.get(pk=release.pk))
    section = Section.objects.get(release=release, key="timeline")
    assert (
        stored_statements(Release.objects.get(pk=release.pk), section)["state_timeline"] == "not_applicable"
    )
    assert form_of(section).lists.keys() == {"timeline", "go_live"}


@pytest.mark.parametrize(
    "fields",
    [
        {"list_states": {"timeline": "perhaps"}},
        {"list_reasons": {"timeline": ""}},
        {"list_states": {"scope": 1}},
    ],
)
def test_the_database_refuses_a_state_that_is_none(people, fields):
    release = ReleaseFactory(slug="a-release")
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(**fields)


def test_states_notes_and_annexes_to_come_are_exported_and_imported(people, analyst):
    release = ReleaseFactory(slug="june-2030", name="June 2030 SEC Release", go_live_on=None)
    fields = {
        "list_states": {"timeline": "none", "secas": "not_applicable", "scope": "unknown"},
        "list_reasons": {"secas": "Another pays", "documents": "Only guidance changes"},
        "sec_documents": "not_applicable",
        "change_requests": "not_stated",
        "other_codes": "not_stated",
    }
    change_release(by=analyst, release=release, fields=fields, token=AS_STORED, on=ON)
    set_annexes(by=analyst, release=release, annexes=[("Annex A", "TAD", None, True)], token=AS_STORED)
    Section.objects.filter(release=release, key__in=["scope", "impacts", "testing"]).update(notes=["A note."])
    release = Release.objects.get(pk=release.pk)
    before, rid = compose(release), live_rid(release)
    data = plain(rid)
    assert data["states"]["secas"] == {"state": "not_applicable", "reason": "Another pays"}
    assert data["section_notes"] == {key: ["A note."] for key in ("scope", "impacts", "testing")}
    assert data["document"]["annexes"] == [{"label": "Annex A", "title": "TAD", "state": "to_come"}]
    data["release"]["name"], data["document"]["version"] = "June 2031 SEC Release", "0.1"
    imported = import_rid(by=SYSTEM, document=check_document(data), on=ON)
    after = compose(imported.version.release)
    assert imported.differences == ()
    assert (after.states, after.section_notes, after.annexes) == (
        before.states,
        before.section_notes,
        before.annexes,
    )
    assert Rid.of_data(imported.version.snapshot.as_data()).issue.wording == LATEST


def test_a_document_that_says_nothing_of_change_requests_is_stored_so(people, analyst):
    data = plain(live_rid(ReleaseFactory(slug="june-2030", name="June 2030 SEC Release")))
    data["release"]["name"], data["scope"]["change_requests"] = "June 2032 SEC Release", []
    for row in (data["scope"], data):
        for name in ("change_requests_state", "states"):
            row.pop(name, None)
    release = import_rid(by=SYSTEM, document=check_document(data), on=ON).version.release
    assert (release.change_requests, release.sec_documents, release.list_states) == (
        *("not_stated", "not_stated"),
        {},
    )
    assert "Change Request" not in said(release)


def test_a_reason_is_asked_for_and_only_where_it_is_printed(people):
    data = plain(live_rid(ReleaseFactory(slug="june-2030", name="June 2030 SEC Release")))
    data["states"] = {"timeline": {"state": "not_applicable"}, "secas": {"state": "none", "reason": "x"}}
    with pytest.raises(Refused) as refused:
        check_document(data)
    assert refused.value.problems == [
        "states/timeline/reason: is missing; say why the list does not apply.",
        "states/secas/reason: belongs to “not_applicable” only; remove it, or correct the state.",
    ]
