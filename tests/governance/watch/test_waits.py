"""Who holds a next step and since when, and the page and API of waiting times."""

from datetime import date

import pytest

from modifications.next_steps import StepFacts
from modifications.operations.progress import set_next_steps
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.releases.editing.sheet_forms import save
from tests.support.factories import ModificationFactory

pytestmark = pytest.mark.django_db
ON, LATER = date(2021, 9, 1), date(2021, 9, 20)


def body(key):
    return Body.objects.get(key=key)


def set_steps(modification, *steps, on=ON, by=SYSTEM):
    set_next_steps(by=by, modification=modification, steps=steps, token=AS_STORED, reason="r", on=on)
    return [(step.step, step.held_by, step.held_since) for step in modification.next_steps.all()]


def test_a_step_is_held_by_its_body_once_it_becomes_the_current_one():
    modification = ModificationFactory()
    dcc, board = body("dcc"), body("change-board")
    first = set_steps(modification, StepFacts("Assessment", dcc), StepFacts("Vote", board))
    assert first == [("Assessment", dcc.short_name, ON), ("Vote", "", None)]
    rows = (StepFacts("Assessment", dcc, outcome="Received"), StepFacts("Vote", board))
    assert set_steps(modification, *rows, on=LATER) == [
        ("Assessment", dcc.short_name, ON),
        ("Vote", board.short_name, LATER),
    ]
    assert AuditEntry.objects.latest("position").changes["held"] == [
        [f"Assessment: held by {dcc.short_name} since 1 Sep 2021"],
        [
            f"Assessment: held by {dcc.short_name} since 1 Sep 2021",
            f"Vote: held by {board.short_name} since 20 Sep 2021",
        ],
    ]


def test_what_is_stored_stays_when_steps_are_reworded_or_others_added():
    modification = ModificationFactory()
    set_steps(modification, StepFacts("Assessment", held_by="A supplier", held_since=date(2021, 8, 2)))
    rows = (StepFacts("Full Assessment", was="Assessment"), StepFacts("Vote"))
    assert set_steps(modification, *rows, on=LATER) == [
        ("Full Assessment", "A supplier", date(2021, 8, 2)),
        ("Vote", "", None),
    ]


def test_a_step_from_before_is_not_stated_and_stays_so():
    modification = ModificationFactory()
    set_steps(modification, StepFacts("Assessment", body("dcc")))
    modification.next_steps.update(held_by="", held_since=None)  # as the migration leaves it
    assert set_steps(modification, StepFacts("Assessment", body("dcc"), "2021-12"), on=LATER) == [
        ("Assessment", "", None)
    ]


def test_a_stored_day_stays_when_a_change_is_dated_before_it():
    modification = ModificationFactory()
    set_steps(modification, StepFacts("Vote", held_by="DCC"), on=LATER)
    assert set_steps(modification, StepFacts("Vote", None, "2021-12"), on=ON) == [("Vote", "DCC", LATER)]


def test_a_step_given_to_another_holder_is_held_from_that_day_unless_one_is_entered():
    modification = ModificationFactory()
    set_steps(modification, StepFacts("Assessment", held_by="DCC"))
    assert set_steps(modification, StepFacts("Assessment", held_by="Ofgem"), on=LATER)[0][1:] == (
        "Ofgem",
        LATER,
    )
    given = StepFacts("Assessment", held_by="SECAS", held_since=date(2021, 9, 10))
    assert set_steps(modification, given, on=LATER)[0][1:] == ("SECAS", date(2021, 9, 10))
    assert set_steps(modification, StepFacts("Assessment", held_by="", held_since=None), on=LATER)[0][1:] == (
        "",
        None,
    )


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (StepFacts("Vote", held_by="", held_since=ON), "is held since 1 Sep 2021. Enter who holds it"),
        (StepFacts("Vote", held_by="DCC", held_since=LATER), "a day that is still to come"),
    ],
)
def test_an_impossible_holder_is_refused(step, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        set_steps(ModificationFactory(), step)


def test_only_secas_says_who_holds_a_step(people):
    with pytest.raises(NotAllowed):
        set_steps(ModificationFactory(), StepFacts("Vote"), by=people.delivery)


def test_the_holder_is_entered_in_the_sheet_and_shown_on_the_page_of_the_modification(as_role, day):
    modification, client = ModificationFactory(), as_role("analyst")
    path = f"/modifications/{modification.reference}/edit/steps/"
    add = [{"step": "Assessment", "held_by": "A supplier", "held_since": "27 Sep 2021"}, {"step": "Vote"}]
    assert save(client, path, add=add).status_code == 303
    assert save(client, path, **{"1.step": "Full assessment"}).status_code == 303
    page = client.get(modification.get_absolute_url()).content.decode()
    assert "Held by A supplier since 27 Sep 2021 (" in page
    refused = save(client, path, **{"2.held_since": "27 Sep 2021"})
    assert (refused.status_code, "Enter who holds it" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_times_take_a_constant_number_of_queries(as_role, django_assert_num_queries, count):
    for number in range(count):
        since = date(2021, 8, 2 + number)
        set_steps(ModificationFactory(), StepFacts("Vote", held_by="DCC", held_since=since))
    client = as_role("analyst")
    client.get("/waits/")
    with django_assert_num_queries(4):
        page = client.get("/waits/")
    assert len(page.context["page"].object_list) == count


def test_waiting_times_are_sorted_and_filtered(as_role):
    one, two, three, gone = ModificationFactory.create_batch(4)
    set_steps(one, StepFacts("Vote", held_by="Ofgem", held_since=date(2021, 8, 23)), StepFacts("Later"))
    set_steps(two, StepFacts("Assessment", held_by="DCC", held_since=date(2021, 8, 2)))
    set_steps(three, StepFacts("Consultation"))
    set_steps(gone, StepFacts("Vote", held_by="DCC", outcome="Approved"))
    client = as_role("analyst")

    def shown(query=""):
        return [(row.reference, row.holder) for row in client.get(f"/waits/{query}").context["page"]]

    assert shown() == [(two.reference, "DCC"), (one.reference, "Ofgem"), (three.reference, "Not stated")]
    assert [row[0] for row in shown("?sort=step")] == [two.reference, three.reference, one.reference]
    assert [row[0] for row in shown("?sort=-reference")] == [three.reference, two.reference, one.reference]
    assert shown("?holder=Ofgem") == [(one.reference, "Ofgem")]
    assert shown("?holder=Nobody&sort=rubbish") == []
    places = client.get("/waits/").context["places"]
    assert [(place.holder, place.count) for place in places] == [("DCC", 1), ("Ofgem", 1), ("Not stated", 1)]
    rows = client.get("/api/v1/waits/").json()["results"]
    assert [(row["reference"], row["held_by"], row["held_since"]) for row in rows] == [
        (two.reference, "DCC", "2021-08-02"),
        (one.reference, "Ofgem", "2021-08-23"),
        (three.reference, "", None),
    ]
    assert rows[2]["working_days"] is None
    assert rows[0]["working_days"] - rows[1]["working_days"] == 15


@pytest.mark.parametrize(
    ("role", "status"), [("member", 403), ("delivery", 403), ("nobody", 403), ("analyst", 200)]
)
def test_only_secas_sees_waiting_times(as_role, role, status):
    client = as_role(role)
    assert client.get("/waits/").status_code == status
    assert client.get("/api/v1/waits/").status_code == status
