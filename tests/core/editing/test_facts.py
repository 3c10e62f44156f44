"""Forms of facts: merged as a sheet of one row, whatever the page sends as its opening values."""

import json
from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import ResolverMatch

from secrel.core.changes.errors import Stale
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.form_fields import DayInput, LinesInput, ParagraphsInput
from secrel.core.editing.reason_field import Reason

NAMES = [("a", "Apple"), ("b", "Bread"), ("c", "Cheese")]
FACTS = {
    "title": "One",
    "notes": ["First.", "Second."],
    "day": date(2021, 6, 24),
    "urgent": True,
    "food": ["c", "a"],
}


class Facts(FactsForm):
    title = forms.CharField(max_length=20)
    notes = ParagraphsInput(required=False)
    day = DayInput(required=False)
    urgent = forms.BooleanField(required=False)
    food = forms.MultipleChoiceField(choices=NAMES, required=False, widget=forms.CheckboxSelectMultiple)
    names = LinesInput(required=False)


def was(**facts) -> str:
    return Facts(initial=FACTS | facts, token=1).initial["was"]


def posted(*, opened: str | None = None, take: str = "", **entered) -> QueryDict:
    """The form as a browser submits it, opened with FACTS; a fact that is None is not submitted."""
    sent = {
        "title": "One",
        "notes": "First.\r\n\r\nSecond.",
        "day": "24 Jun 2021",
        "urgent": "on",
        "food": ["a", "c"],
        "names": "",
    }
    data = QueryDict(mutable=True)
    for name, value in (sent | entered | {"was": was() if opened is None else opened, "take": take}).items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


def bound(data: QueryDict, **stored) -> Facts:
    form = Facts(data, initial=FACTS | stored, token=1)
    assert form.is_valid(), form.errors
    return form


def test_form_submitted_without_edits_changes_nothing():
    form = bound(posted())
    assert (form.changed, form.both) == ({}, {})


def test_fields_that_are_refused_are_set_aside_as_they_are_stored():
    form = Facts(posted(title="A title that is too long", notes="Mine."), initial=FACTS, token=1)
    (sentence,) = form.set_aside()
    assert sentence.startswith("Title: Ensure this value has at most 20 characters")
    assert (form.is_valid(), form.changed, form.set_aside()) == (True, {"notes": ["Mine."]}, [])


def test_own_edit_is_a_change_and_the_other_persons_stored_value_is_shown():
    form = bound(posted(title=" Two "), notes=["Theirs."])
    assert (form.changed, form.both) == ({"title": "Two"}, {})
    assert form["notes"].value() == "Theirs."
    assert json.loads(form.data["was"])["notes"] == "Theirs."


def test_a_fact_that_both_changed_shows_both_sides_once():
    form = bound(posted(title="Mine", urgent=None), title="Theirs", urgent=False)
    assert form.both == {"title": ("Theirs", "Mine")}
    with pytest.raises(Stale) as stale:
        form.refuse_conflict()
    assert stale.value.theirs == {"title": "Theirs"}
    again = bound(posted(opened=form.data["was"], title="Mine", urgent=None), title="Theirs", urgent=False)
    assert (again.both, again.changed) == ({}, {"title": "Mine"})


def test_stored_value_can_be_used_instead():
    form = bound(posted(title="Mine", day="1 Jul 2021", take="title"), title="Theirs")
    assert (form.both, form.changed, form["title"].value()) == ({}, {"day": date(2021, 7, 1)}, "Theirs")


@pytest.mark.parametrize("text", ["24 June 2021", "2021-06-24", "24/06/2021"])
def test_two_ways_of_writing_a_day_are_no_change_and_no_conflict(text):
    assert bound(posted(day=text)).changed == {}
    before = was(day=date(2020, 1, 1))
    form = bound(posted(opened=before, day=text))
    assert (form.both, form.changed) == ({}, {})


def test_two_ways_of_writing_a_text_are_no_change():
    assert bound(posted(notes="First. \r\n\r\n\r\n  Second.")).changed == {}


def test_stored_text_that_nobody_edited_is_unchanged():
    stored = {"notes": ["First,  as printed."], "title": "Two\nlines", "names": ["x\r"]}
    page = Facts(initial=FACTS | stored, token=1)
    shown = {name: page[name].value() for name in stored}
    assert shown["title"] == "Two lines"  # as a field of one line shows it
    form = bound(posted(opened=page.initial["was"], **shown), **stored)
    assert (form.changed, form.both) == ({}, {})


def test_ticks_in_another_order_are_no_change_and_no_conflict():
    assert bound(posted(food=["a", "c"])).changed == {}
    before = was(food=["b"])
    assert bound(posted(opened=before, food=["c", "a"])).both == {}
    assert bound(posted(opened=before, food=["a"])).both == {"food": (["c", "a"], ["a"])}


def test_fact_that_is_not_submitted_is_not_emptied():
    form = bound(posted(title=None, notes=None, day=None))
    assert form.changed == {}
    assert form["notes"].value() == "First.\n\nSecond."
    form = bound(posted(notes=None), notes=["Theirs."])
    assert (form.changed, form["notes"].value()) == ({}, "Theirs.")


def test_fact_that_the_page_did_not_have_is_unchanged():
    """A page opened before a fact was added to its form."""
    opened = {name: value for name, value in json.loads(was()).items() if name in ("title", "notes")}
    form = bound(posted(opened=json.dumps(opened), title="Two", day=None, urgent=None, food=None))
    assert form.changed == {"title": "Two"}
    assert json.loads(form.data["was"])["urgent"] is True


@pytest.mark.parametrize("value", [None, 5, True, ["x"], {"a": 1}, 1.5, "\ud800", "a\x00"])
def test_fact_with_an_invalid_opening_value_counts_as_stored_now(value):
    opened = json.dumps(json.loads(was()) | {"title": value, "urgent": value, "food": value})
    form = bound(posted(opened=opened, title="Mine", food=["a"]), title="Theirs", urgent=True)
    assert (form.both, form.changed) == ({}, {"title": "Mine", "food": ["a"]}) or value in (True, ["x"])
    assert set(form.both) <= {"food"}
    json.loads(form.data["was"])


@pytest.mark.parametrize("depth", [50, 400, 700, 800, 850, 900, 940, 990, 5_000, 100_000])
@pytest.mark.parametrize("form_of", ["%s", '{"title": %s}', '{"title": "One", "more": %s}'])
def test_deeply_nested_opening_is_read_and_written(depth, form_of):
    form = bound(posted(opened=form_of % ("[" * depth + "]" * depth), title="Mine"), title="Theirs")
    assert set(form.changed) <= {"title"}
    assert len(form.data["was"]) < 500


@pytest.mark.parametrize("opened", ["", "[]", "5", "null", "{", "9" * 5_000, '"x"', "NaN"])
def test_invalid_opening_counts_as_what_is_stored_now(opened):
    assert bound(posted(opened=opened, title="Mine", urgent=None)).changed == {
        "title": "Mine",
        "urgent": False,
    }


def saved(meanwhile, **entered):
    """A form posted to a page; `meanwhile` is what others store just before it is written, save by save."""
    stored, token, others = dict(FACTS), [1], list(meanwhile)
    request = RequestFactory().post("/", dict(posted(**entered).lists()) | {"reason": ["As agreed"]})
    request.session, request.user = {}, AnonymousUser()
    request._messages = CookieStorage(request)

    def change(form, reason):
        if others:
            stored.update(others.pop(0))
            token[0] += 1
        if form.token != token[0]:
            raise Stale("Somebody else changed it.", theirs={"notes": ["As lists are."]}, token=token[0])
        stored.update(form.changed)

    def view(request):
        return facts_page(
            request,
            lambda data: Facts(data, initial=dict(stored), token=token[0]),
            change,
            "components/form_summary.html",
            reason=Reason(request, "x", False),
        )

    request.resolver_match = ResolverMatch(view, (), {})
    return view(request), stored


def test_two_people_who_save_different_facts_in_one_moment_both_get_theirs():
    response, stored = saved([{"notes": ["Theirs."]}, {"urgent": False}], title="Mine")
    assert (response.status_code, stored) == (
        303,
        FACTS | {"title": "Mine", "notes": ["Theirs."], "urgent": False},
    )


def test_two_people_who_save_the_same_fact_at_once_see_both_sides():
    response, stored = saved([{"title": "Theirs"}], title="Mine")
    assert (response.status_code, stored["title"]) == (409, "Theirs")
    page = response.content.decode()
    assert ("<td>Theirs</td>" in page, "<td>Mine<label" in page) == (True, True)


def test_form_that_meets_a_save_at_every_try_is_refused_with_its_input():
    response, stored = saved([{"notes": [f"{n}"]} for n in range(99)], title="Mine")
    assert (response.status_code, stored["title"]) == (409, "One")
    assert "Somebody else is saving here at the moment. Save again." in response.content.decode()
