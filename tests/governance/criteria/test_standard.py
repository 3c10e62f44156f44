"""The standard acceptance criteria as versions: drafted, agreed by the Panel, in force; and what differs from them."""

from datetime import date

import pytest

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.models import Criterion, CriterionText, StandardSet
from governance.criteria.operations.standard import (
    ask_standard,
    discard_standard,
    draft_standard,
    set_standard,
)
from governance.criteria.queries.standard import (
    changes_to_standard,
    differences,
    standard_criteria,
    texts_of,
)
from governance.meetings.models import Item, Result
from governance.meetings.operations.asking import take_off_agenda
from governance.register.operations.opening import open_release
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import confirmed, outcome
from tests.governance.integrity.test_verify import findings, tamper
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)
REWORDED = "Every phase of testing is closed, and the Panel has its report."


def wordings(standard: StandardSet) -> list[tuple]:
    return [
        (row.category, row.text, row.owner, row.reviewer, row.for_documents) for row in texts_of(standard)
    ]


@pytest.fixture
def draft(examples, people) -> StandardSet:
    """Set 3: one criterion reworded, one left out, one added."""
    standard = draft_standard(by=people.analyst, on=ON)
    rows = wordings(standard)
    place = next(k for k, row in enumerate(rows) if row[0] == "testing")
    rows[place] = ("testing", REWORDED, *rows[place][2:])
    del rows[0]
    rows.append(("general", "The service desk is told.", rows[0][2], rows[0][3], True))
    return set_standard(by=people.analyst, standard=standard, criteria=rows, token=AS_STORED, on=ON)


def agreed(standard: StandardSet, people, result=Result.AGREED, **fields) -> StandardSet:
    item = ask_standard(by=people.analyst, standard=standard, meeting_on=ON, on=ON)
    confirmed(outcome(item, people, result, ON, **fields), people, ON)
    return StandardSet.objects.get(pk=standard.pk)


def test_the_first_set_is_loaded_once_and_in_force(examples):
    first, agreed = StandardSet.objects.order_by(
        "number"
    )  # the Panel's paper of January 2020 asked for the second
    assert (first.number, first.state, first.texts.count()) == (1, "superseded", 16)
    assert (agreed.number, agreed.state, agreed.texts.count()) == (2, "in_force", 16)
    assert [str(row) for row in standard_criteria("document_only")] == ["Operational 8", "Operational 9"]


def test_a_draft_starts_as_a_copy_of_the_set_in_force_and_is_replaced_whole(draft, people):
    assert (draft.number, draft.state, draft.texts.count()) == (3, "draft", 16)
    assert str(texts_of(draft)[0]) == "General 1"
    with pytest.raises(RuleBroken, match="Standard set 3 is already a draft"):
        draft_standard(by=people.analyst, on=ON)
    with pytest.raises(Stale):
        set_standard(by=people.analyst, standard=draft, criteria=[], token=1, on=ON)
    assert StandardSet.objects.get(number=2).state == "in_force"


def test_an_agreed_set_replaces_the_one_in_force(draft, people):
    standard = agreed(draft, people)
    assert (standard.state, standard.in_force_from) == ("in_force", ON)
    assert standard.source == "Agreed by the Panel of 15 October 2021"
    assert StandardSet.objects.get(number=2).state == "superseded"
    release = open_release(
        by=people.analyst,
        slug="june-2023",
        name="June 2023 SEC Release",
        slot="june",
        go_live_on=date(2023, 6, 29),
        profile="system_impacting",
        on=ON,
    )
    assert release.criteria.filter(text=REWORDED).exists()
    with pytest.raises(
        RuleBroken, match=r"Standard set 3 is in force, so it cannot be changed\. Draft a new version"
    ):
        set_standard(by=people.analyst, standard=standard, criteria=[], token=AS_STORED, on=ON)


def test_a_set_that_is_not_agreed_stays_a_draft(draft, people):
    standard = agreed(draft, people, Result.NOT_AGREED, reason="Not yet.")
    assert standard.state == "draft"
    assert StandardSet.objects.get(number=2).state == "in_force"


def test_a_set_on_an_agenda_cannot_be_changed(draft, people):
    item = ask_standard(by=people.analyst, standard=draft, meeting_on=ON, on=ON)
    assert item.title == "Agree Standard set 3 of the acceptance criteria"
    with pytest.raises(RuleBroken, match=r"is on the agenda of the Panel of 15 October 2021\. Take it off"):
        set_standard(by=people.analyst, standard=draft, criteria=[], token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="is already on the agenda of the Panel of 15 October 2021"):
        ask_standard(by=people.analyst, standard=draft, meeting_on=ON, on=ON)
    take_off_agenda(by=people.analyst, item=item, reason="Not ready.", token=AS_STORED, on=ON)
    set_standard(by=people.analyst, standard=draft, criteria=[], token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="has no criteria yet"):
        ask_standard(by=people.analyst, standard=draft, meeting_on=ON, on=ON)


def test_discarding_a_draft_needs_a_reason(draft, people):
    with pytest.raises(NotAllowed):
        discard_standard(by=people.chair, standard=draft, reason="x", token=AS_STORED, on=ON)
    discarded = discard_standard(
        by=people.administrator, standard=draft, reason="Later.", token=AS_STORED, on=ON
    )
    assert discarded.state == "discarded"
    assert draft_standard(by=people.administrator, on=ON).number == 4


def test_a_changed_word_of_an_agreed_set_is_named(draft, people):
    agreed(draft, people)
    assert findings() == []
    tamper("governance_criteriontext", "UPDATE governance_criteriontext SET text = 'x' WHERE number = 1")
    assert "Standard set 3 was changed after it was agreed." in findings()


def rows_of(release: Release) -> list[list]:
    criteria = release.criteria.select_related("owner", "reviewer").order_by("category", "number")
    return [[row.category, row.text, row.owner, row.reviewer, row.why] for row in criteria]


def test_differences_of_a_release_from_the_standard_are_shown(examples, people):
    june = Release.objects.get(slug="june-2020")
    assert [(row.what, row.criterion) for row in differences(june)] == [("Left out", "Security 1")]
    rows = rows_of(june)
    rows[0][1] = "Everything is ready."
    rows.append(["general", "The service desk is told.", rows[0][2], rows[0][3], "Asked by the Panel."])
    rows[0][4] = "Shorter."
    set_criteria(by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed")
    found = [(row.what, row.criterion, row.own and (row.own.text, row.own.why)) for row in differences(june)]
    assert found == [
        ("Added", "General 1", ("The service desk is told.", "Asked by the Panel.")),
        ("Amended", "Operational 1", ("Everything is ready.", "Shorter.")),
        ("Left out", "Security 1", None),
    ]


def test_another_reviewer_is_a_difference_too(draft, people):
    rows = wordings(draft)
    place = next(k for k, row in enumerate(rows) if row[0] == "security")
    rows[place] = (*rows[place][:3], Body.objects.get(key="tag"), True)
    set_standard(by=people.analyst, standard=draft, criteria=rows, token=AS_STORED, on=ON)
    [found] = [row for row in changes_to_standard(draft) if row.criterion == "Security 1"]
    assert (found.what, found.who_differs) == ("Amended", True)
    assert found.own.who == "evidence from DCC, reviewed by TAG; also for document-only releases"
    entry = AuditEntry.objects.filter(action="governance.set_standard").latest("position")
    before, after = entry.changes["criteria"]
    assert before != after


def test_the_author_of_a_set_does_not_agree_it(examples, people):
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "chair"), ("panel", "member")])
    standard = draft_standard(by=both, on=ON)
    item = ask_standard(by=people.analyst, standard=standard, meeting_on=ON, on=ON)
    item = outcome(item, people, Result.AGREED, ON)
    with pytest.raises(NotAllowed, match="Nobody approves their own work"):
        confirmed(item, people, ON, by=both)
    confirmed(item, people, ON)


def test_after_the_baseline_a_different_criterion_needs_a_reason(examples, people):
    june = Release.objects.get(slug="june-2020")
    assert june.is_baselined
    rows = rows_of(june)
    rows[0][1] = "Everything is ready."
    with pytest.raises(RuleBroken, match="Operational 1 differs from the standard set") as refused:
        set_criteria(
            by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed"
        )
    assert refused.value.field == "why"
    rows[0][4] = "Agreed with the DCC."
    set_criteria(by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed")
    standard = CriterionText.objects.get(standard__state="in_force", category="security")
    rows.append(["security", standard.text, standard.owner, standard.reviewer, ""])
    set_criteria(by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed")
    assert Criterion.objects.filter(release=june, why="Agreed with the DCC.").count() == 1
    rows = rows_of(june)
    rows[0][4] = ""
    with pytest.raises(RuleBroken, match="Operational 1 differs from the standard set"):
        set_criteria(
            by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed"
        )
    set_criteria(
        by=people.analyst,
        release=june,
        criteria=[row[:4] for row in rows],
        on=ON,
        token=AS_STORED,
        reason="As agreed",
    )
    assert Criterion.objects.filter(release=june, why="Agreed with the DCC.").count() == 1
    rows = rows_of(june)
    rows[-1][3] = Body.objects.get(key="ssc")
    with pytest.raises(RuleBroken, match="differs from the standard set"):
        set_criteria(
            by=people.analyst, release=june, criteria=rows, on=ON, token=AS_STORED, reason="As agreed"
        )


def test_pages_draft_edit_and_ask(examples, people, as_role):
    client = as_role("analyst")
    page = client.post("/criteria/draft/", follow=True)
    assert page.redirect_chain[-1][0] == "/criteria/3/"
    assert "Ask the Panel to agree it" in page.content.decode()
    assert as_role("anonymous").get("/criteria/3/").status_code == 404
    assert "Standard set 2" in as_role("anonymous").get("/criteria/").content.decode()
    sheet = client.get("/criteria/3/edit/").content.decode()
    assert "Document-only releases" in sheet
    past = client.post("/criteria/3/ask/", {"meeting_on": "1 Oct 2021"})
    assert "is in the past. Choose a later one" in past.content.decode()
    assert client.post("/criteria/3/ask/", {"meeting_on": "15 Oct 2021"}).status_code == 303
    item = Item.objects.get(kind="standard", state="open")
    page = as_role("chair").get(item.get_absolute_url()).content.decode()
    assert "The Panel is asked to AGREE Standard set 3" in page
    assert "Every new and changed component" in page
    board = as_role("analyst").get("/releases/june-2020/criteria/").content.decode()
    assert "Differences from the standard" in board


@pytest.mark.parametrize("count", [2, 3])
def test_sets_are_listed(examples, people, as_role, count, django_assert_num_queries):
    for number in range(3, count + 1):
        StandardSet.objects.create(number=number, state="discarded")
    client = as_role("analyst")
    with django_assert_num_queries(3):
        page = client.get("/criteria/").content.decode()
    assert page.count("Standard set ") == count
