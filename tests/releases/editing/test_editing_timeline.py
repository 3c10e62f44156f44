"""The timetable and the programmes beside it as a browser sends them."""

import pytest

from releases.models.timeline import TimelineRow
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_timetable_takes_dates_and_rules_as_people_write_them(june, as_role):
    path = f"{JUNE}/edit/timeline/"
    cells = {
        "sit-commences.date": "Late Nov 19",
        "uit-commences.date": "11 October 2019",
        "dcc-submits-the-draft-tad.date": "Q4 20",
        "tag-reviews-the-draft-tad.date": "10 WD before UIT commences",
    }
    assert save(as_role("analyst"), path, **cells).status_code == 303
    rows = {row.key: row for row in TimelineRow.objects.filter(release=june)}
    assert str(rows["sit-commences"].date) == "2019-11 late"
    assert str(rows["uit-commences"].date) == "2019-10-11"
    assert str(rows["dcc-submits-the-draft-tad"].date) == "2020-Q4"
    ruled = rows["tag-reviews-the-draft-tad"]
    assert (str(ruled.date), ruled.rule_days, ruled.follows_rule) == ("2019-09-27", -10, True)


def test_neighbours_and_annexes_are_lists(june, as_role):
    client = as_role("analyst")
    add = [{"name": "ECoS", "kind": "aligned", "tests_from": "Mar 22", "note": "Shares UIT."}]
    assert save(client, f"{JUNE}/edit/neighbours/", add=add).status_code == 303
    assert str(june.neighbours.get().programme.tests_from) == "2022-03"
    assert (
        save(client, f"{JUNE}/edit/annexes/", add=[{"label": "Annex B", "title": "More"}]).status_code == 303
    )
    assert composed(june)["annexes"][-1] == {"label": "Annex B", "title": "More"}


def test_a_second_go_live_row_and_an_emptied_date_get_sentences(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    twice = save(client, path, **{"sit-commences.date": "go-live"})
    assert "A timetable can have only one go-live row" in twice.content.decode()
    emptied = save(client, path, **{"panel-gono-go-decision.date": "tbc"})
    assert (emptied.status_code, "a date cannot be removed" in emptied.content.decode()) == (422, True)


def test_a_date_entered_beside_its_rule_is_pinned(june, as_role):
    cells = {"sit-commences.date": "1 Feb 2020", "sit-commences.rule": "3 WD before go-live"}
    assert save(as_role("analyst"), f"{JUNE}/edit/timeline/", **cells).status_code == 303
    row = TimelineRow.objects.get(release=june, key="sit-commences")
    assert (str(row.date), row.rule_days, row.follows_rule) == ("2020-02-01", -3, False)


def test_a_programme_whose_name_looks_like_another_is_one_of_its_own(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/neighbours/"
    alike = [{"name": name, "kind": "aligned"} for name in ("SMETS1 X", "SMETS1-X!")]
    assert "too similar" in save(client, path, add=alike).content.decode()
    for name in ("SMETS1 X", "SMETS1-X!", "…"):
        assert save(client, path, add=[{"name": name, "kind": "aligned"}]).status_code == 303
    assert sorted(june.neighbours.values_list("programme__name", flat=True)) == ["SMETS1 X", "SMETS1-X!", "…"]


def test_a_pasted_block_finds_rows_by_their_event(june, as_role):
    path = f"{JUNE}/edit/timeline/"
    client = as_role("analyst")
    entered = sheet(client, path)
    entered |= {"pasted": ["1"], "paste": ["Event\tDate\nUIT commences\t11 Oct 2019\nA new one\tQ4 19"]}
    lines = client.post(path, entered).context["lines"]
    rows = {line.row.cells["event"]: (line.row.key, line.row.cells["date"]) for line in lines}
    assert rows["UIT commences"] == ("uit-commences", "11 Oct 19")
    assert rows["A new one"][0].startswith("new-")


def test_rows_are_sorted_by_what_was_entered_and_nothing_is_saved(june, as_role):
    """A row without a date keeps its place, and the page still knows where each row was."""
    path = f"{JUNE}/edit/timeline/"
    client = as_role("analyst")
    stored = [row.key for row in june.timeline.order_by("position")]
    cells = {f"{stored[2]}.date": "1 Oct 2019", f"{stored[4]}.date": "10 WD before go-live"}
    page = client.post(path, sheet(client, path, **cells) | {"sort": ["1"]})
    lines = page.context["lines"]
    assert [line.row.key for line in lines][:5] == [stored[2], *stored[:2], *stored[3:5]]
    assert [line.opened_at for line in lines][:5] == [3, 1, 2, 4, 5]
    html = page.content.decode()
    assert "Sort by date: done. Check the order, then save." in html
    assert (
        f'<tr data-row data-at="3"><td class="place"><input type="hidden" name="row" value="{stored[2]}">'
        in html
    )
    assert [row.key for row in june.timeline.order_by("position")] == stored


def test_steps_to_undo_come_back_with_the_page_except_after_a_conflict(june, as_role):
    path, steps = f"{JUNE}/edit/timeline/", '{"done": [{"what": ""<b>"}]}'
    client = as_role("analyst")
    entered = sheet(client, path, **{"sit-commences.date": "4 Nov 19"}) | {"steps": [steps]}
    back = client.post(path, entered | {"sort": ["1"]})
    assert back.context["steps"] == steps
    assert "<b>" not in back.content.decode()
    assert client.post(path, entered | {"sort": ["1"], "steps": ["x" * 300_001]}).context["steps"] == ""
    assert save(client, path, **{"sit-commences.date": "5 Nov 19"}).status_code == 303
    conflict = client.post(path, entered)
    assert (conflict.status_code, conflict.context["steps"]) == (409, "")
    assert client.get(path).context["steps"] == ""


def test_days_that_look_like_slips_are_saved_with_a_warning(june, as_role):
    path = f"{JUNE}/edit/timeline/"
    client = as_role("analyst")
    cells = {"uit-commences.date": "15 Feb 2020", "uit-window-closes.date": "3 Feb 2020"}
    page = client.post(path, sheet(client, path, **cells), follow=True).content.decode()
    assert "15 Feb 20, UIT commences: Saturday, not a Working Day." in page
    assert "03 Feb 20, UIT window closes: comes after a row dated 15 Feb 20." in page
