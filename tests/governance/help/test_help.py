"""Help: each role's page has its tasks and fields, in the words of the pages; “?” beside hard fields."""

import pytest
from django.urls import reverse

from governance.acceptance.forms.acceptance import EvidenceForm
from governance.help.fields import FIELDS
from governance.help.roles import READER, guides
from governance.help.steps import ANALYST_STEPS
from governance.help.words import WORDS
from governance.meetings.forms.outcomes import OutcomeForm
from governance.watch.waiting.task import KINDS
from secrel.core.changes.permissions import ROLES, Role
from secrel.core.editing.field_help import help_of

BODIES = {"panel": "Panel", "dcc": "DCC"}


def test_each_role_has_its_sentences_tasks_and_fields():
    found = {guide.key: guide for guide in guides(BODIES)}
    assert set(found) == {*Role.values, READER}
    for role in Role:
        assert [sentence for _, sentence in found[role].sentences] == [
            row.sentence for row in ROLES if row.role == role
        ]
    acts = {key: {kind.key for kind in guide.tasks} for key, guide in found.items()}
    assert {"confirm", "read-before-confirming", "position"} <= acts["chair"]
    assert {"evidence", "release-evidence"} <= acts["delivery"]
    assert "confirm" not in acts["member"] | acts["secretary"]
    assert acts[READER] == set()
    assert set().union(*acts.values()) == set(KINDS)  # no kind without a role
    fields = {key: {(row.form, row.name) for row in guide.fields} for key, guide in found.items()}
    assert (OutcomeForm, "dissent") in fields["secretary"] - fields["member"]
    assert (EvidenceForm, "classification") in fields["delivery"] - fields["party"]
    steps = {key: [step.title for step in guide.steps] for key, guide in found.items() if guide.steps}
    assert (list(steps), len(steps["analyst"])) == (["analyst"], 6)
    assert set().union(*fields.values()) == {(row.form, row.name) for row in FIELDS}


def test_words_of_the_field_are_in_order_and_explain_what_pages_print():
    terms = [word.term for word in WORDS]
    assert terms == sorted(terms, key=str.casefold)
    assert all(word.meaning.endswith(".") and word.full != word.term for word in WORDS)
    printed = (
        "RID, TAG, SSC, CSC, TABASC, UIT, SIT, PIT, DUIS, MMC, GPF, CodeWorks, Targeted, Baselined, Authority"
    )
    assert set(printed.split(", ")) <= set(terms)
    assert "words" not in Role.values  # its address is beside those of the roles


def test_anchors_and_texts_of_fields_are_distinct():
    assert len({row.anchor for row in FIELDS}) == len(FIELDS)
    assert len({row.text for row in FIELDS}) == len(FIELDS)


@pytest.mark.django_db
def test_a_hard_field_has_its_help_beside_it_and_others_have_none(examples, as_role):
    page = as_role("delivery").get("/releases/november-2021/evidence/new/").content.decode()
    row = next(row for row in FIELDS if (row.form, row.name) == (EvidenceForm, "expires_on"))
    assert f'<span class="vh">Help: {row.label}</span></summary><p>{row.text}' in page
    assert "Help: What it shows" not in page
    form = EvidenceForm(release=examples.november, bodies={"dcc"})
    assert (help_of(form["expires_on"]), help_of(form["text"])) == (row.text, "")


@pytest.mark.django_db
def test_the_page_of_a_role_is_for_everybody_in_one_query(client, as_role, django_assert_num_queries):
    with django_assert_num_queries(5):  # one and those of the cache
        page = client.get("/help/secretary/").content.decode()
    assert KINDS["outcome"].sentence in page
    assert 'id="record-the-outcome-dissent"' in page
    analyst = client.get("/help/analyst/").content.decode()
    assert all(f'href="{reverse(name)}"' in analyst for step in ANALYST_STEPS for name, _ in step.links)
    assert client.get("/help/emperor/").status_code == 404
    own = as_role("delivery").get("/help/").content.decode()
    assert own.index("Your roles") < own.index(">Delivery user<") < own.index("Other roles")
