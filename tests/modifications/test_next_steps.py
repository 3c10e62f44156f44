"""Whether a next step decides: read from its words once, kept, shown in the sheet and corrected there."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from governance.watch.late import late_on
from modifications.models.modifications import Modification
from modifications.models.progress import NextStep
from modifications.next_steps import words_decide
from modifications.operations.progress import set_next_steps
from releases.operations.bulk import BulkChange, change_many
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from tests.releases.editing.sheet_forms import save
from tests.support.factories import ModificationFactory

ON = date(2021, 10, 15)
PATH = "/modifications/MP149/edit/steps/"
ROUND = "/modifications/paper-round/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(people) -> User:
    return people.analyst


def decides(modification: Modification) -> list[bool]:
    return [step.decides for step in modification.next_steps.all()]


@pytest.fixture
def mp149(examples, analyst) -> Modification:
    """Its cut-off is 21 October 2021; both steps come after it, and only the first is read as one that decides."""
    modification = Modification.objects.get(reference="MP149")
    steps = [
        ("Change Board vote", None, "2021-11-10", False, ""),
        ("Ofgem letter", None, "2021-11-20", False, ""),
    ]
    set_next_steps(by=analyst, modification=modification, steps=steps, token=AS_STORED, on=ON)
    return modification


def flagged() -> str:
    late = [
        one.sentence
        for one in late_on(date(2021, 10, 4)).values()
        if one.kind == "decision_late" and "MP149" in one.sentence
    ]
    return late[0].partition(": ")[2].partition(",")[0] if late else ""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("Change Board VOTE", True),
        ("Authority determination", True),
        ("Approval by the Panel", True),
        ("Devoted to voters", False),
        ("Undecided: consultation", False),
        ("Report to the CSC", False),
    ],
)
def test_words_are_read_once_when_a_step_is_entered(analyst, step, said):
    modification = ModificationFactory()
    set_next_steps(
        by=analyst, modification=modification, steps=[(step, None, "", False, "")], token=AS_STORED, on=ON
    )
    assert (words_decide(step), decides(modification)) == (said, [said])


def test_the_stored_choice_decides_what_is_flagged_not_the_text(mp149, analyst):
    assert (decides(mp149), flagged()) == ([True, False], "Change Board vote is expected on 10 Nov 2021")
    NextStep.objects.filter(step="Ofgem letter").update(decides=True)
    assert flagged() == "Ofgem letter is expected on 20 Nov 2021"
    NextStep.objects.update(decides=False)
    assert flagged() == ""


def test_what_was_read_is_shown_in_the_sheet_and_corrected_there(mp149, as_role):
    client = as_role("analyst")
    assert [line.row.cells["decides"] for line in client.get(PATH).context["lines"]][:2] == ["1", ""]
    assert save(client, PATH, **{"1.decides": "", "2.decides": "1"}).status_code == 303
    assert decides(mp149) == [False, True]
    entry = AuditEntry.objects.latest("position")
    assert entry.changes["decides"] == [["Change Board vote"], ["Ofgem letter"]]
    add = [{"step": "Panel decision", "expected": "1 Dec 21"}, {"step": "Site visit", "decides": "1"}]
    assert save(client, PATH, add=add).status_code == 303
    assert decides(mp149) == [False, True, True, True]


def test_a_correction_stays_with_other_words_dates_and_in_other_pages(mp149, as_role, analyst):
    client = as_role("analyst")
    save(client, PATH, **{"1.decides": "", "2.decides": "1"})
    assert save(client, PATH, **{"1.step": "Second vote", "2.expected": "3 Dec 21"}).status_code == 303
    assert decides(mp149) == [False, True]
    assert save(client, ROUND, **{"MP149/2.step": "Letter of the Authority"}).status_code == 303
    assert decides(mp149) == [False, True]
    change_many(by=analyst, modifications=[mp149], change=BulkChange(step="Report"), on=ON)
    assert decides(mp149) == [False, True, False]
    added = mp149.next_steps.last()
    assert (added.step, added.by_then, added.outcome) == ("Report", False, "")


def test_other_words_of_a_step_that_nobody_corrected_are_read_anew(mp149, as_role):
    client = as_role("analyst")
    cells = {"1.step": "Change Board report", "2.step": "Authority decision"}
    assert save(client, PATH, **cells).status_code == 303
    assert decides(mp149) == [False, True]


def test_the_migration_reads_the_steps_that_are_there(examples):
    before, late = dict(NextStep.objects.values_list("pk", "decides")), late_on(ON)
    assert {True, False} == set(before.values())
    NextStep.objects.update(decides=False)
    import_module("modifications.migrations.0007_step_decides").read(apps, None)
    assert dict(NextStep.objects.values_list("pk", "decides")) == before
    assert late_on(ON) == late
