"""A frozen document is always printed with the sentences of its own edition, in every form."""

import copy
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html, render_print
from governance.documents.engine.snapshot import NotValid, freeze
from governance.documents.rid.document import sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.sentences.editions import CHANGED, LATEST, edition, sentences_of
from governance.documents.rid.types.rid import EDITIONS, Rid
from governance.versions.operations.versions import issue_draft
from governance.versions.queries.live import live_rid
from releases.operations.testing import set_annexes
from secrel.core.changes.operations import AS_STORED

FROZEN = json.loads((Path(__file__).parent / "first_edition.json").read_text())
"""A snapshot from before editions, changed in many ways, with the digests of what version 0.18 printed of it."""


def changed(changes):
    data = copy.deepcopy(FROZEN["document"])
    for path, value in changes.items():
        *steps, last = path.split("/")
        inside = data
        for step in steps:
            inside = inside[int(step)] if isinstance(inside, list) else inside[step]
        if value == "absent":
            del inside[last]
        else:
            inside[int(last) if isinstance(inside, list) else last] = value
    return data


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def body(html: str) -> str:
    return digest(html[html.index("<body") :])


def words_of(form) -> str:
    """Of the Word form: all but the labels on its cover, which belong to no edition."""
    parts = [form.title, form.note, *texts(form.front), *texts(form.before)]
    for chapter in form.chapters:
        parts += [chapter.heading, *texts(chapter.blocks)]
    return "\n".join(parts)


@pytest.mark.parametrize("case", FROZEN["cases"], ids=lambda case: case["name"])
def test_a_document_without_an_edition_prints_as_before_there_were_any(case):
    rid = Rid.of_data(changed(case["changes"]))
    printed = (
        body(render_print(RID_KIND, rid)),
        body(render_html(RID_KIND, rid)),
        digest(words_of(RID_KIND.word(rid))),
    )
    assert printed == (case["print"], case["twin"], case["word"])


def test_an_edition_changes_every_form(monkeypatch):
    """A sixth edition as docs/contributing.md tells how to add one: a line, and documents of the fifth stay."""
    data = FROZEN["document"]
    fifth = Rid.of_data({**data, "issue": {**data["issue"], "wording": 5}})
    before = words_of(RID_KIND.word(fifth))
    monkeypatch.setitem(CHANGED, 6, {"TIMELINE": {"items": "The sixth."}})
    monkeypatch.setattr("governance.documents.rid.sentences.editions.EDITIONS", (1, 2, 3, 4, 5, 6))
    edition.cache_clear()
    sixth = Rid.of_data({**data, "issue": {**data["issue"], "wording": 6}})
    for print_form in (render_print, render_html, lambda kind, rid: words_of(kind.word(rid))):
        assert "The sixth." in print_form(RID_KIND, sixth)
        assert "The sixth." not in print_form(RID_KIND, fifth)
    assert words_of(RID_KIND.word(fifth)) == before
    edition.cache_clear()


def test_only_documents_from_the_third_edition_on_draw_their_timetable():
    """In the PDF and the HTML form, with a name for readers; the Word form has the table."""
    data = FROZEN["document"]
    for number, pictures in ((1, 0), (2, 0), (3, 1)):
        rid = Rid.of_data({**data, "issue": {**data["issue"], "wording": number}})
        for printed in (render_print(RID_KIND, rid), render_html(RID_KIND, rid)):
            assert printed.count("<svg") == pictures
            assert printed.count("drawn to scale. The table has each date.</title>") == pictures


def test_a_modification_without_a_description_prints_no_verb_from_the_fourth_edition_on():
    """Earlier documents keep what they printed: the verb of the status, or nothing."""
    data = copy.deepcopy(FROZEN["document"])
    for summary in ("proposes to ", ""):
        data["content"]["scope"]["targeted"][0] |= {"summary": summary, "cut_off": None, "options": []}
        del data["content"]["scope"]["targeted"][0]["cut_off"]
        ref, title = (data["content"]["scope"]["targeted"][0][key] for key in ("ref", "title"))
        for number in EDITIONS:
            rid = Rid.of_data({**data, "issue": {**data["issue"], "wording": number}})
            said = words_of(RID_KIND.word(rid)).splitlines()
            [line] = [one for one in said if one.startswith(f"{ref} ‘{title}’")]
            end = ". Its description is still to come." if number >= 4 else f" {summary}"
            assert line == f"{ref} ‘{title}’{end}", (number, summary)


def test_editions_have_the_names_that_sections_use():
    assert list(CHANGED) == list(EDITIONS)
    first, last = sentences_of(1), sentences_of(LATEST)
    assert first.keys() == last.keys()
    for name, value in first.items():
        if isinstance(value, dict):
            assert value.keys() <= last[name].keys(), name


def test_an_unknown_edition_is_refused():
    data = copy.deepcopy(FROZEN["document"])
    data["issue"]["wording"] = 99
    with pytest.raises(NotValid, match=r"^issue/wording: 99 is not one of"):
        freeze(RID_KIND, Rid.of_data(data))
    with pytest.raises(ValueError, match="edition 99"):
        RID_KIND.word(Rid.of_data(data))


@pytest.mark.django_db
def test_new_documents_name_the_latest_edition(examples, analyst):
    set_annexes(by=analyst, release=examples.november, annexes=[("Annex A", "TAD")], token=AS_STORED)
    version = issue_draft(by=analyst, release=examples.november, changes="A.", on=date(2021, 10, 1))
    assert version.snapshot.rid.issue.wording == live_rid(examples.november).issue.wording == LATEST


def test_a_preview_is_in_the_latest_wording():
    content = Rid.of_data(FROZEN["document"]).content
    [timeline] = [one for one in sections(content, Links()) if one.key == "timeline"]
    assert next(texts(timeline.blocks)) == "This is the timetable of the release."
