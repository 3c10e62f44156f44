"""Drafting, issuing and withdrawing a paper."""

from datetime import date
from types import SimpleNamespace

import pytest

from governance.criteria.models import StandardSet
from governance.criteria.operations.standard import draft_standard
from governance.integrity.verify.whole import verify
from governance.meetings.models import Item
from governance.papers.compose.paper import _purpose
from governance.papers.models import Paper, PaperVersion
from governance.papers.operations.drafting import draft_paper, drop_change
from governance.papers.operations.issuing import issue_paper, put_on_agenda, redraft_paper, withdraw_paper
from governance.papers.queries import draft_of
from governance.versions.models import RidVersion
from modifications.models.modifications import Modification
from modifications.operations.progress import set_next_steps
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from secrel.core.values.immutable import WrittenOnce
from tests.governance.papers.conftest import MEETING, PAPER, newest
from tests.support.factories import MeetingFactory


def keys(document) -> list[tuple[str, str]]:
    return [(row.key, row.verb) for row in document.content.recommendations]


def test_a_body_without_a_power_gets_no_paper(people, examples):
    with pytest.raises(RuleBroken, match=r"The TAG has no power to decide on releases on 26 October 2021\."):
        draft_paper(by=people.analyst, body=Body.objects.get(key="tag"), meeting_on=MEETING, item=1, on=PAPER)
    assert not Paper.objects.filter(meeting__on=MEETING).exists()


def test_an_item_of_a_meeting_has_one_paper(people, paper, csc):
    with pytest.raises(RuleBroken, match="Item 1 of the CSC of 26 October 2021 already has a paper"):
        draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=1, on=PAPER)
    second = draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=2, on=PAPER)
    assert second.author == "The analyst"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"meeting_on": date(2021, 10, 18)}, "is in the past"),
        ({"meeting_on": date(2021, 10, 23)}, "is not a Working Day"),
        ({"item": 0}, "from 1 to 99"),
        ({"item": 100}, "from 1 to 99"),
    ],
)
def test_a_paper_is_for_a_possible_meeting_and_item(people, examples, csc, facts, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        draft_paper(by=people.analyst, body=csc, on=PAPER, **{"meeting_on": MEETING, "item": 1} | facts)


def test_only_secas_writes_papers(people, paper, csc):
    with pytest.raises(NotAllowed):
        draft_paper(by=people.member, body=csc, meeting_on=MEETING, item=2, on=PAPER)
    with pytest.raises(NotAllowed):
        issue_paper(by=people.delivery, paper=paper, token=AS_STORED, on=PAPER)


def test_the_reference_follows_from_the_meeting_and_the_item(people, examples, panel, issue):
    MeetingFactory(body=panel, on=date(2021, 12, 17), number="76")
    paper = draft_paper(
        by=people.analyst, body=panel, meeting_on=date(2021, 12, 17), item=23, on=date(2021, 12, 1)
    )
    assert draft_of(paper, date(2021, 12, 1)).issue.document.reference == "SECP_76_1712_23"


def test_a_paper_needs_the_number_of_its_meeting(people, examples, csc, issue):
    paper = draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=1, on=PAPER)
    with pytest.raises(RuleBroken, match="has the number of the meeting"):
        issue(paper)


def test_an_issued_paper_is_frozen_and_what_it_asks_is_on_the_agenda(paper, issue, people):
    version = issue(paper)
    assert (version.reference, version.number, version.late_reason) == ("CSC_49_2610_01", 1, "")
    [item] = version.paper.items()
    assert (item.kind, item.state, item.title) == (
        "paper",
        "open",
        "Agree the update to the scope of the February 2022 SEC Release",
    )
    assert version.snapshot.document.issue.document.status == (
        "Issued by SECAS on 19 October 2021 for the CSC of 26 October 2021"
    )
    frozen = version.snapshot.as_data()
    set_next_steps(
        by=people.analyst,
        modification=Modification.objects.get(reference="MP121"),
        steps=[],
        token=AS_STORED,
        on=PAPER,
    )
    assert PaperVersion.objects.get(pk=version.pk).snapshot.as_data() == frozen
    with pytest.raises(WrittenOnce):
        version.save()
    assert [found for _, found in verify() if found] == []


def test_a_late_paper_gives_its_reason_and_prints_it(paper, issue):
    with pytest.raises(RuleBroken, match=r"were due on 19 October 2021\. Give a reason") as refused:
        issue(paper, on=date(2021, 10, 20))
    assert refused.value.field == "late_reason"
    version = issue(paper, on=date(2021, 10, 20), late_reason="The Panel met late.")
    document = version.snapshot.document.issue.document
    assert (document.late_reason, document.due) == ("The Panel met late.", "2021-10-19")


def test_a_paper_on_the_day_it_is_due_needs_no_reason(paper, issue):
    assert issue(paper, late_reason="Not needed.").late_reason == ""


def test_a_paper_is_not_issued_after_its_meeting(paper, issue):
    with pytest.raises(RuleBroken, match="has taken place"):
        issue(paper, on=date(2021, 10, 27), late_reason="Forgotten.")


def test_an_old_token_loses_nothing(paper, people):
    with pytest.raises(Stale):
        issue_paper(by=people.analyst, paper=paper, token=0, on=PAPER)


@pytest.mark.parametrize(
    ("row", "text", "sentence"),
    [
        ("november-2021/MP180", "MP149 will be in this release.", "The row of MP180 .* speaks of MP149"),
        (
            "november-2021/MP180",
            "The Change Board votes under Self-Governance.",
            "does not fit the body that decides",
        ),
        ("november-2021/MP164", "The Authority will decide on it.", "does not fit the body that decides"),
        ("june-2022/MP104", "The Panel baselined it on 19 June 2021.", "19 June 2021 is a Saturday"),
        ("june-2022/MP104", "It changed on Friday 19 June 2021.", "19 June 2021 is a Saturday, not a Friday"),
        ("june-2022/MP104", "See Annex 1.", "names Annex 1, and the paper has none"),
    ],
)
def test_the_slips_of_the_sample_cannot_be_issued(paper, write, issue, row, text, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        issue(write(paper, rows={row: text}))
    assert not paper.versions.exists()
    issue(write(paper, rows={}))


def test_a_step_that_contradicts_the_path_cannot_be_issued(paper, issue):
    Modification.objects.filter(reference="MP180").update(path="self_governance")
    with pytest.raises(RuleBroken, match=r"has the Authority decide \(“Authority decision”\)"):
        issue(paper)


def test_a_step_on_a_saturday_cannot_be_issued(paper, issue, people):
    board = Body.objects.get(key="change-board")
    steps = [("Change Board vote", board, "2021-10-02", False, "")]
    modification = Modification.objects.get(reference="MP121")
    set_next_steps(by=people.analyst, modification=modification, steps=steps, token=AS_STORED, on=PAPER)
    with pytest.raises(
        RuleBroken, match="2 October 2021 is a Saturday, the day of “Change Board vote” of MP121"
    ):
        issue(paper)


@pytest.mark.parametrize(
    ("do", "reference", "release", "facts", "sentence"),
    [
        ("take_out", "MP154", "february-2022", {}, "MP154 is not in the scope"),
        ("target", "MP109", "february-2022", {}, "MP109 is already targeted"),
        ("target", "MP109", "june-2022", {}, "MP109 is no candidate"),
        ("settle", "MP109", "june-2022", {"description": "x"}, "MP109 has no unsettled target"),
        ("move", "MP109", "february-2022", {}, "Choose the release that it moves to"),
        (
            "move",
            "MP109",
            "february-2022",
            {"to_release": "february-2022"},
            "Choose the release that it moves to",
        ),
        ("take_out", "MP106", "june-2021", {}, "so its scope stays"),
    ],
)
def test_a_change_that_could_not_be_made_is_not_proposed(
    paper, propose, do, reference, release, facts, sentence
):
    with pytest.raises(RuleBroken, match=sentence):
        propose(paper, do, reference, release, **facts)


def test_a_modification_is_proposed_once_and_can_be_dropped(paper, propose, people):
    propose(paper, "take_out", "MP109", "february-2022")
    with pytest.raises(RuleBroken, match="already proposes a change of MP109"):
        propose(paper, "take_out", "MP109", "february-2022")
    common = {"by": people.analyst, "paper": paper, "token": AS_STORED, "on": PAPER}
    assert drop_change(place=1, **common).entries.acts == ()
    with pytest.raises(RuleBroken, match="already been removed"):
        drop_change(place=1, **common)


def test_a_new_version_replaces_the_items_until_the_meeting(paper, write, issue, decide):
    first = issue(paper)
    with pytest.raises(RuleBroken, match="Nothing has changed since version 1"):
        issue(paper, changes="None.")
    write(paper, purpose=["An update."])
    with pytest.raises(RuleBroken, match="Describe what has changed since version 1"):
        issue(paper)
    second = issue(paper, changes="The purpose.")
    assert (first.number, second.number) == (1, 2)
    assert list(Item.objects.filter(meeting=paper.meeting).values_list("state", flat=True)) == [
        "withdrawn",
        "open",
    ]
    decide(paper.items()[0])
    write(paper, purpose=["Another update."])
    with pytest.raises(RuleBroken, match="Cannot issue"):
        issue(paper, changes="The purpose.")


def test_a_withdrawn_paper_asks_nothing_and_can_be_drafted_again(paper, issue, people, write):
    issue(paper)
    common = {"by": people.analyst, "paper": paper, "token": AS_STORED, "on": PAPER}
    withdraw_paper(reason="Too early.", **common)
    assert paper.items() == []
    with pytest.raises(RuleBroken, match="withdrawn"):
        write(paper, purpose=["An update."])
    assert redraft_paper(**common).state == "draft"
    write(paper, purpose=["An update."])
    assert issue(paper, changes="The purpose.").number == 2


def test_a_baseline_is_asked_of_the_body_that_baselines(paper, write, issue):
    write(paper, attachments=["november-2021/0.1"])
    assert ("baseline-november-2021", "BASELINE") in keys(draft_of(newest(), PAPER))
    with pytest.raises(RuleBroken, match=r"The CSC cannot be asked to BASELINE .* the Panel decides that"):
        issue(paper)


def test_a_rid_is_attached_presented_and_bears_the_reference(examples, people, panel, write):
    on, day = date(2021, 10, 8), date(2021, 10, 15)
    MeetingFactory(body=panel, on=day, number="97")
    paper = draft_paper(by=people.analyst, body=panel, meeting_on=day, item=5, on=on)
    write(paper, on, attachments=["november-2021/0.1"])
    version = issue_paper(by=people.analyst, paper=newest(), token=AS_STORED, on=on)
    content = version.snapshot.document.content
    assert [(row.label, row.title) for row in content.attachments] == [
        ("Appendix A", "November 2021 SEC Release Implementation Document v0.1")
    ]
    rid = RidVersion.objects.get(release=examples.november)
    assert (rid.state, rid.meeting.on) == ("presented", day)
    assert rid.snapshot.issue["document"]["reference"] == "SECP_97_1510_05"
    assert rid.snapshot.content_id == content.attachments[0].content_digest
    assert [item.kind for item in paper.items()] == ["baseline"]
    assert paper.items()[0].paper_link.key == "baseline-november-2021"


def test_a_standard_set_is_agreed_by_its_own_matter(examples, people, panel):
    on, day = date(2021, 10, 8), date(2021, 10, 15)
    MeetingFactory(body=panel, on=day, number="97")
    draft_standard(by=people.analyst, on=on)
    paper = draft_paper(by=people.analyst, body=panel, meeting_on=day, item=5, on=on)
    document = draft_of(paper, on)
    assert ("standard", "AGREE") in keys(document)
    assert [group.category for group in document.content.annexes[0].groups] == [
        "Operational",
        "Testing",
        "Security",
    ]
    issue_paper(by=people.analyst, paper=paper, token=AS_STORED, on=on)
    [item] = [item for item in paper.items() if item.kind == "standard"]
    assert item.standard_item.standard == StandardSet.objects.get(state="draft")


def test_items_are_put_by_the_papers_own_operation():
    assert put_on_agenda.action == "governance.ask_by_paper"


@pytest.mark.parametrize(
    ("names", "purpose"),
    [
        ((), "the coming Smart Energy Code (SEC) Releases"),
        (("June 2021 SEC Release",), "the June 2021 Smart Energy Code (SEC) Release"),
        (
            ("June 2021 SEC Release", "December 2021 Example Release", "February 2022 SEC Release"),
            "the June 2021 and February 2022 Smart Energy Code (SEC) Releases and the December 2021 Example Release",
        ),
        (("Ad-hoc Release", "Other Release"), "the Ad-hoc Release and the Other Release"),
    ],
)
def test_purpose_names_sec_releases_together(names, purpose):
    releases = tuple(SimpleNamespace(name=name) for name in names)
    assert _purpose(releases) == f"This paper gives an update on {purpose}."
