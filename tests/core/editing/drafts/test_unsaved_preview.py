"""The preview of a form as it stands: it equals the one after saving, and nothing is stored."""

import pytest
from django.core import mail
from django.db import connection, transaction

from releases.models.impacts import SummaryPoint
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from secrel.core.changes.operations import OPERATIONS, SYSTEM, is_running, operation, record
from secrel.core.changes.rehearsal import rehearse
from secrel.core.editing.drafts import unsaved_preview as unsaved
from secrel.core.models.drafts import UnsavedInput
from tests.releases.editing.sheet_forms import sheet

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"
HTMX = {"HTTP_HX_REQUEST": "true"}
SUMMARY = [
    {"audience": "dcc", "area": "Governance", "text": "Above.", "modifications": "mp79"},
    {"audience": "dcc", "area": "Governance", "text": "Below.", "sub": "1"},
]
SHEETS = {
    "participants": ("impacts", {"MP088.dcc": "1", "MP084.other_sec_parties": ""}, None),
    "documents": ("impacts", {}, [{"document": "app o", "MP088": "1"}]),
    "summary": ("impacts", {}, SUMMARY),
    "timeline": ("timeline", {"sit-commences.date": "4 May 2020", "uit-commences.notes": "Moved."}, None),
    "costs": ("costs", {"SECMP0053.sit": "30,000"}, None),
    "change-requests": (
        "scope",
        {},
        [{"reference": "CR4087", "title": "Proving", "description": "proves it."}],
    ),
    "criteria": ("acceptance", {"operational-1.text": "It works.", "operational-1.why": "Agreed."}, None),
    "glossary": ("glossary", {}, [{"acronym": "ZZZ", "expansion": "Last of all"}]),
    "history": (
        "history",
        {},
        [{"version": "0.9", "dated_on": "1 Oct 2019", "kind": "draft", "changes": "First."}],
    ),
}


@pytest.fixture
def june(examples) -> Release:
    return Release.objects.get(slug="june-2020")


def stored() -> dict[str, tuple]:
    """Each table with the number of its rows, and a sum over which versions of them are stored."""
    names = connection.introspection.table_names()
    sums = "count(*), coalesce(sum(hashtext(t.ctid::text || t.xmin::text)::bigint), 0)"
    parts = [f"SELECT '{name}', {sums} FROM {name} t" for name in sorted(names)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def document(response) -> list:
    """The section and the findings of a preview, as they are shown."""
    context = response.context
    return [context["shown"], context["missing"], [row.finding for row in context["findings"]]]


def previewed(client, path, data):
    return client.post(path, data | {unsaved.FIELD: "1"})


@pytest.mark.parametrize("name", SHEETS)
def test_the_preview_of_a_sheet_is_that_after_saving_and_stores_nothing(june, as_role, name):
    section, cells, add = SHEETS[name]
    client, path = as_role("analyst"), f"{JUNE}/edit/{name}/"
    client.get(f"{JUNE}/preview/{section}/", **HTMX)  # what is computed once is stored now
    data = sheet(client, path, add=add, **cells)
    del data["reason"]
    before, hooks = stored(), len(connection.run_on_commit)
    answer = previewed(client, path, data)
    assert (answer.status_code, answer.context["left"], answer.context["unsaved"]) == (200, [], True)
    assert stored() == before
    assert (len(connection.run_on_commit), mail.outbox, answer.cookies) == (hooks, [], {})
    assert not is_running()
    assert client.post(path, data | {"reason": "As agreed"}).status_code == 303
    assert document(client.get(f"{JUNE}/preview/{section}/", **HTMX)) == document(answer)


@pytest.mark.parametrize(
    ("name", "section", "fields"),
    [
        ("statements/scope", "scope", {"additions": "One more paragraph."}),
        ("go-live", "timeline", {"go_live_on": "25 Jun 2020"}),
    ],
)
def test_the_preview_of_a_form_is_that_after_saving_and_stores_nothing(june, as_role, name, section, fields):
    client, path = as_role("analyst"), f"{JUNE}/edit/{name}/"
    form = client.get(path).context["form"]
    entered = {"was": form["was"].value(), "change_requests": "items", "notes": "", **fields}
    client.get(f"{JUNE}/preview/{section}/", **HTMX)
    before = stored()
    answer = previewed(client, path, entered)
    assert (answer.context["left"], answer.context["unsaved"]) == ([], True)
    assert stored() == before
    saved = entered | {"reason": "As agreed", "seen": "2020-06-25"}
    assert client.post(path, saved).status_code == 303
    assert document(client.get(f"{JUNE}/preview/{section}/", **HTMX)) == document(answer)


def test_refused_cells_are_left_out_and_named(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/summary/"
    point = SummaryPoint.objects.filter(release=june, parent=None).first()
    bad = {"audience": "suppliers", "text": "Never shown.", "modifications": "MP999"}
    nothing = {"audience": "suppliers", "text": "", "modifications": "MP079"}
    below = {"audience": "suppliers", "text": "Below what is left out.", "sub": "1"}
    data = sheet(client, path, add=[bad, nothing, below], **{f"{point.pk}.text": "", "new-2.place": "x"})
    text = previewed(client, path, data).content.decode()
    assert point.text in text  # as it is stored
    assert "Never shown." in text  # without the unknown modification
    assert "Below what is left out." not in text
    assert "MP999" in text, text
    assert "“x” is not a number" in text
    assert "Not shown yet:" in text


BELOW = {"audience": "suppliers", "text": "Below.", "sub": "1", "modifications": "MP079"}


def test_what_an_operation_refuses_leaves_the_preview(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/summary/"
    data = sheet(client, path, add=[{"audience": "suppliers", "text": "Above."}, BELOW])
    answer = previewed(client, path, data)
    text = answer.content.decode()
    assert "Empty its own modifications." in text
    assert "data-section" not in text
    assert answer.context["stays"]


def test_without_changes_the_stored_section_is_shown(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    answer = previewed(client, path, sheet(client, path))
    assert (answer.context["left"], answer.context["unsaved"], answer.context["stays"]) == ([], False, False)
    assert document(answer) == document(client.get(f"{JUNE}/preview/timeline/", **HTMX))


def test_what_others_saved_since_is_merged_as_by_saving(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    mine = sheet(client, path, **{"sit-commences.notes": "Mine."})
    assert client.post(path, sheet(client, path, **{"sit-commences.notes": "Theirs."})).status_code == 303
    text = previewed(client, path, mine).content.decode()
    assert "Somebody else changed the same cells since you opened this page." in text
    other = mine | {"sit-commences.notes": "", "uit-commences.notes": "Mine."}
    text = previewed(client, path, other).content.decode()
    assert ("Mine." in text, "Theirs." in text) == (True, True)


def test_only_people_who_may_save_see_what_is_typed(june, as_role):
    client, path = as_role("delivery"), f"{JUNE}/edit/timeline/"
    assert previewed(client, path, sheet(client, path)).status_code == 403
    assert previewed(as_role("member"), path, {}).status_code == 403
    nobody = as_role("anonymous").post(path, {unsaved.FIELD: "1"}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert (nobody.status_code, UnsavedInput.objects.count()) == (401, 0)
    text = client.get(path).content.decode()
    assert ("js/preview" in text, "js/preview" in as_role("analyst").get(path).content.decode()) == (
        False,
        True,
    )


def test_a_page_without_a_preview_saves_nothing(june, as_role):
    client, path = as_role("analyst"), "/modifications/MP088/edit/parts/"
    before = stored()
    assert previewed(client, path, sheet(client, path, add=[{"name": "9"}])).status_code == 404
    assert stored() == before


def test_previews_are_limited_for_each_person(june, as_role, monkeypatch):
    class Counter:
        count = 0

        def add(self, *arguments):
            return None

        def incr(self, key):
            self.count += 1
            return self.count

    counter = Counter()
    monkeypatch.setattr(unsaved, "caches", {"presence": counter})
    counter.count = unsaved.MOST - 1
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    data = sheet(client, path)
    assert [previewed(client, path, data).status_code for _ in range(2)] == [200, 429]
    monkeypatch.setattr(unsaved, "caches", {})  # away
    assert previewed(client, path, data).status_code == 200
    unsaved._pause.until = 0.0


def test_what_waits_for_the_commit_of_a_rehearsal_never_happens(june):
    done = []

    @operation("test.rehearsed", None, system_may=True)
    def run(*, by):
        transaction.on_commit(lambda: done.append("sent"))
        TimelineRow.objects.all().delete()
        record(target="flags", label="An entry")

    try:
        seen = rehearse(lambda: run(by=SYSTEM), lambda _: (is_running(), TimelineRow.objects.count()))
    finally:
        del OPERATIONS["test.rehearsed"]
    assert seen == (True, 0)
    assert (done, connection.run_on_commit, TimelineRow.objects.exists()) == ([], [], True)
    assert rehearse(lambda: None, lambda _: 1) is None
