"""The window permitted for a go-live: stated, kept, flagged, printed, compared, imported and checked."""

import copy
from datetime import date

import pytest

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html
from governance.documents.rid.document import sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid, RidContent
from governance.importer.importing import import_rid
from governance.importer.reading import Refused, check_document
from governance.watch.due import due_for
from governance.watch.late import late_on
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.changes.reasons import NoReason
from secrel.core.dates.windows import GoLiveWindow
from secrel.core.models.record import AuditEntry
from tests.governance.importer.test_importer import ON
from tests.governance.versions.checked import document
from tests.support.factories import ReleaseFactory
from tests.support.large import large_document
from tests.support.rids import compared, composed

FROM, UNTIL, DECIDED = date(2021, 11, 4), date(2021, 11, 11), date(2021, 10, 8)
WINDOW = {
    "window_from": FROM,
    "window_until": UNTIL,
    "window_permitted_by": "the Authority",
    "window_decided_on": DECIDED,
}
STATED = {
    "earliest": "2021-11-04",
    "latest": "2021-11-11",
    "permitted_by": "the Authority",
    "decided_on": "2021-10-08",
}
TEXT = "from 4 November 2021 to 11 November 2021 (permitted by the Authority, 8 October 2021)"


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (GoLiveWindow(FROM, UNTIL, "the Authority", DECIDED), TEXT),
        (GoLiveWindow(FROM, None), "from 4 November 2021 on"),
        (GoLiveWindow(None, UNTIL, "", None, "letter 7"), "until 11 November 2021 (permitted: letter 7)"),
    ],
)
def test_a_window_is_said_as_far_as_it_is_stated(window, text):
    assert window.text == text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 11, 3), "3 November 2021 is before"),
        (FROM, ""),
        (UNTIL, ""),
        (date(2021, 11, 12), "12 November 2021 is after"),
        (None, ""),
    ],
)
def test_both_days_of_a_window_are_permitted(day, said):
    assert GoLiveWindow(FROM, UNTIL).refusal(day).partition(" the permitted")[0] == said


@pytest.mark.django_db
def test_a_go_live_outside_its_window_needs_a_reason_and_is_flagged(analyst):
    release = change_release(by=analyst, release=ReleaseFactory(), fields=WINDOW, token=AS_STORED, on=ON)
    assert composed(release)["release"]["go_live_window"] == STATED
    change = {
        "by": analyst,
        "release": release,
        "fields": {"go_live_on": date(2021, 12, 2)},
        "token": AS_STORED,
        "on": ON,
    }
    with pytest.raises(NoReason, match=r"2 December 2021 is after the permitted window.*Choose a day"):
        change_release(**change)
    assert Release.objects.get().go_live_on == FROM
    assert not [one for one in late_on(ON).values() if one.kind == "outside_window"]
    change_release(reason="The Authority was asked.", **change)
    [flag] = [one for one in late_on(ON).values() if one.kind == "outside_window"]
    assert flag.sentence == f"{release.name}: 2 December 2021 is after the permitted window, which is {TEXT}."
    assert flag.path == f"/releases/{release.slug}/edit/go-live/"
    assert AuditEntry.objects.latest("position").reason == "The Authority was asked."
    [entry] = [row for row in due_for(analyst) if row.key.endswith("/window")]
    assert (entry.begins, entry.on, entry.what) == (
        FROM,
        UNTIL,
        "Go-live permitted from 4 November 2021 to 11 November 2021",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"window_from": UNTIL, "window_until": FROM}, "ends before it begins"),
        ({"window_permitted_by": "the Authority"}, "Enter the first or the last day"),
    ],
)
def test_an_impossible_window_is_refused(analyst, fields, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        change_release(by=analyst, release=ReleaseFactory(), fields=fields, token=AS_STORED, on=ON)


@pytest.mark.django_db
def test_only_secas_may_set_a_window(people):
    with pytest.raises(NotAllowed):
        change_release(by=people.delivery, release=ReleaseFactory(), fields=WINDOW, token=AS_STORED, on=ON)


@pytest.mark.django_db
def test_the_window_is_edited_on_its_page_and_the_go_live_page_asks_for_a_reason(as_role):
    release, client = ReleaseFactory(), as_role("analyst")
    page = f"/releases/{release.slug}/edit/go-live/"
    was = client.get(f"{page}window/").context["form"]["was"].value()
    entered = {
        "window_from": "4 Nov 2021",
        "window_until": "11 Nov 2021",
        "window_permitted_by": "the Authority",
    }
    entered |= {"window_decided_on": "8 Oct 2021", "window_reference": "", "was": was}
    assert client.post(f"{page}window/", entered).status_code == 303
    shown = client.get(page)
    assert f"Permitted window: {TEXT}." in shown.content.decode()
    moved = {"go_live_on": "2 Dec 2021", "was": shown.context["form"]["was"].value(), "seen": "2021-12-02"}
    refused = client.post(page, moved)
    assert refused.status_code == 422
    assert "2 December 2021 is after the permitted window" in refused.content.decode()
    assert 'name="reason"' in refused.content.decode()
    assert client.post(page, moved | {"reason": "As agreed"}).status_code == 303
    assert "is after the permitted window" in client.get(page).content.decode()


def test_the_window_is_printed_on_the_cover_and_with_the_timetable():
    data = document()
    data["content"]["release"]["go_live_window"] = STATED
    rid = Rid.of_data(data)
    chapters = sections(RidContent.of_data(data["content"]), Links())
    assert f"The release may go live {TEXT}." in [text for one in chapters for text in texts(one.blocks)]
    assert TEXT in render_html(RID_KIND, rid).partition("About this document")[0]
    assert ("Window", TEXT) in RID_KIND.word(rid).facts
    assert "ermitted window" not in render_html(RID_KIND, Rid.of_data(document()))


def test_a_window_is_compared_by_its_facts():
    old, new = document()["content"], document()["content"]
    old["release"]["go_live_window"] = STATED
    new["release"]["go_live_window"] = STATED | {"latest": "2021-11-18"}
    assert [(one.label, one.before, one.after) for one in compared(old, new)] == [
        ("go-live window: latest", "11 November 2021", "18 November 2021")
    ]


@pytest.mark.django_db
def test_a_window_comes_in_and_goes_out_and_stays_where_a_later_document_is_silent():
    given = large_document(2)
    given["release"]["go_live_window"] = STATED
    imported = import_rid(by=SYSTEM, document=check_document(copy.deepcopy(given)), on=ON)
    assert imported.again == given
    assert [row.place for row in imported.differences if "window" in row.place] == []
    del given["release"]["go_live_window"]
    given["document"]["version"] = "12.0"
    import_rid(by=SYSTEM, document=check_document(given), on=ON)
    assert composed(Release.objects.get())["release"]["go_live_window"] == STATED


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ({"earliest": None, "latest": None}, "has neither a first nor a last day"),
        ({"earliest": "2021-11-11", "latest": "2021-11-04"}, "“2021-11-04” is before “2021-11-11”"),
        ({"earliest": "TBC", "latest": None}, "release/go_live_window/earliest"),
        ({"earliest": "2199-11-11", "latest": None}, "lies outside the years"),
        (STATED | {"permitted_by": "x" * 121}, "at most 120 are allowed"),
    ],
)
def test_a_window_that_cannot_be_is_refused_with_its_place(window, sentence):
    given = large_document(2)
    given["release"]["go_live_window"] = window
    with pytest.raises(Refused) as refused:
        check_document(given)
    assert sentence in str(refused.value)
