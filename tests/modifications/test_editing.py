"""Pages and operations that edit a modification."""

from datetime import date

import pytest

from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification
from modifications.models.progress import Assessment
from modifications.operations.assessments import AssessmentFacts, set_assessments
from modifications.operations.documents import change_change_request
from modifications.operations.history import put_back
from modifications.operations.links import set_links
from modifications.operations.parts import PartFacts, set_parts
from modifications.operations.progress import confirm_steps, set_next_steps
from modifications.operations.register import change_modification
from modifications.queries import register
from releases.models.releases import Release, UnsettledTarget
from releases.models.scope import ScopeItem
from releases.operations.bulk import BulkChange, ModificationRound, change_many, save_round
from releases.status_sentence import status_sentence
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from secrel.core.search.reading import read_search
from tests.releases.editing.sheet_forms import save
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


def found(text: str, **options) -> list[str]:
    return [row.reference for row in register(read_search(text), **options)]


def test_a_modification_in_two_parts_keeps_its_first_ones_place(analyst):
    item = ScopeItemFactory()
    modification, whole = item.modification, item.part
    parts = [PartFacts(whole, "1", ["suppliers"]), PartFacts(None, "2", [], ["Section D"])]
    set_parts(by=analyst, modification=modification, parts=parts, on=ON, token=AS_STORED)
    assert [str(part) for part in modification.parts.order_by("pk")] == [
        f"{modification.reference} part 1",
        f"{modification.reference} part 2",
    ]
    assert ScopeItem.objects.get(pk=item.pk).part.name == "1"
    second = modification.parts.get(name="2")
    assert [str(row.document) for row in second.document_impacts.all()] == ["Section D"]


def test_parts_are_named_where_there_are_several_and_stay_where_they_are_used(analyst):
    item = ScopeItemFactory()
    with pytest.raises(RuleBroken, match="give each one a name"):
        rows = [PartFacts(item.part, ""), PartFacts(None, "2")]
        set_parts(by=analyst, modification=item.modification, parts=rows, on=ON, token=AS_STORED)
    with pytest.raises(RuleBroken, match="cannot be removed"):
        set_parts(
            by=analyst, modification=item.modification, parts=[PartFacts(None, "new")], on=ON, token=AS_STORED
        )


def test_assessments_are_stored_changed_and_checked(analyst):
    modification = ModificationFactory()
    part = modification.parts.get()
    facts = {
        "kind": "impact",
        "part": part,
        "requested_on": date(2021, 9, 1),
        "due": PartialDate(2021, month=11),
    }
    set_assessments(
        by=analyst, modification=modification, rows=[AssessmentFacts(None, facts)], on=ON, token=AS_STORED
    )
    row = Assessment.objects.get(part=part)
    early = AssessmentFacts(row, {"received_on": date(2021, 8, 1)})
    with pytest.raises(RuleBroken, match="requested on 01 Sep 2021; it cannot have been received earlier"):
        set_assessments(by=analyst, modification=modification, rows=[early], on=ON, token=AS_STORED)
    set_assessments(by=analyst, modification=modification, rows=[], on=ON, token=AS_STORED)
    assert not Assessment.objects.filter(part=part).exists()


def test_links_are_replaced_and_listed_once(analyst):
    one, other = ModificationFactory(), ModificationFactory()
    set_links(
        by=analyst, modification=one, links=[("depends_on", other, "First that.")], on=ON, token=AS_STORED
    )
    assert str(one.links.get()) == f"{one.reference} depends on {other.reference}"
    for links, sentence in (
        ([("corrects", one, "")], "linked to itself"),
        ([("corrects", other, "")] * 2, "is listed twice"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            set_links(by=analyst, modification=one, links=links, on=ON, token=AS_STORED)


def test_a_value_is_restored_from_the_audit_trail(analyst):
    modification = ModificationFactory(title="Before")
    change_modification(
        by=analyst,
        modification=modification,
        fields={"title": "After", "raised_on": ON},
        on=ON,
        token=AS_STORED,
    )
    entry = AuditEntry.objects.filter(action="modifications.change").latest("position")
    for name in ("title", "raised_on"):
        put_back(by=analyst, modification=modification, entry=entry, name=name, on=ON, token=AS_STORED)
    modification.refresh_from_db()
    assert (modification.title, modification.raised_on) == ("Before", None)
    with pytest.raises(RuleBroken, match="value cannot be restored from here"):
        put_back(by=analyst, modification=modification, entry=entry, name="reference", on=ON, token=AS_STORED)


def test_history_page_restores_and_shows_who_and_why(examples, as_role):
    client, path = as_role("analyst"), "/modifications/MP149/history/"
    modification = Modification.objects.get(reference="MP149")
    page = client.get("/modifications/MP149/edit/")
    entered = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    entered |= {"title": "Another title", "reason": "A slip"}
    entered.pop("is_urgent")
    assert client.post("/modifications/MP149/edit/", entered).status_code == 303
    text = client.get(path).content.decode()
    assert "Another title" in text
    assert "The analyst. Reason: A slip" in text
    entry = AuditEntry.objects.filter(action="modifications.change").latest("position")
    assert client.post(f"{path}put-back/", {"entry": entry.position, "name": "title"}).status_code == 409
    stored = Modification.objects.get(pk=modification.pk)
    assert stored.title == "Another title"  # a form without its token changes nothing
    data = {"entry": entry.position, "name": "title", "token": stored.token}
    assert client.post(f"{path}put-back/", data).status_code == 303
    assert Modification.objects.get(pk=modification.pk).title == modification.title


def test_only_changed_steps_are_confirmed_by_a_save(analyst):
    modification = ModificationFactory()
    vote = ("Vote", None, "2021-10-27", False, "")
    set_next_steps(by=analyst, modification=modification, steps=[vote], on=date(2021, 9, 1), token=AS_STORED)
    set_next_steps(
        by=analyst,
        modification=modification,
        steps=[vote, ("Decision", None, "", True, "")],
        on=ON,
        token=AS_STORED,
    )
    assert [str(step.confirmed_on) for step in modification.next_steps.all()] == ["2021-09-01", "2021-10-15"]
    confirm_steps(by=analyst, modification=modification, on=ON, token=AS_STORED)
    assert {str(step.confirmed_on) for step in modification.next_steps.all()} == {"2021-10-15"}
    with pytest.raises(RuleBroken, match="has no open step to confirm"):
        confirm_steps(by=analyst, modification=ModificationFactory(), on=ON, token=AS_STORED)


def test_a_paper_round_confirms_and_changes_or_nothing_at_all(analyst):
    one, other = ModificationFactory(), ModificationFactory()
    for modification in (one, other):
        steps = [("Vote", None, "", False, "")]
        set_next_steps(
            by=analyst, modification=modification, steps=steps, on=date(2021, 9, 1), token=AS_STORED
        )
        modification.refresh_from_db()
    held = [("Vote", None, "2021-10-27", False, "held")]
    rounds = [
        ModificationRound(one, None, (1,), one.token),
        ModificationRound(other, held, (), other.token - 1),
    ]
    with pytest.raises(Stale):
        save_round(by=analyst, rounds=rounds, on=ON)
    assert str(one.next_steps.get().confirmed_on) == "2021-09-01"
    rounds[1] = ModificationRound(other, held, (), other.token)
    save_round(by=analyst, rounds=rounds, on=ON)
    assert (str(one.next_steps.get().confirmed_on), other.next_steps.get().outcome) == ("2021-10-15", "held")


def test_paper_round_lists_the_oldest_confirmation_first_and_is_edited_in_place(examples, as_role, analyst):
    for reference, on in (("MP164", date(2021, 10, 1)), ("MP180", date(2021, 9, 1))):
        modification = Modification.objects.get(reference=reference)
        steps = [("Change Board vote", None, "2021-10-27", False, "")]
        set_next_steps(by=analyst, modification=modification, steps=steps, on=on, token=AS_STORED)
    client, path = as_role("analyst"), "/modifications/paper-round/"
    order = [line.row.head for line in client.get(path).context["lines"]]
    assert order.index("MP180") < order.index("MP164")
    cells = {"MP180/1.confirm": "1", "MP164/1.outcome": "approved"}
    assert save(client, path, **cells).status_code == 303
    assert str(Modification.objects.get(reference="MP180").next_steps.get().confirmed_on) == "2021-10-15"
    assert Modification.objects.get(reference="MP164").next_steps.get().outcome == "approved"
    assert "MP164/1" not in [line.row.key for line in client.get(path).context["lines"]]


def test_several_are_changed_together_or_not_at_all(analyst):
    good, parts = ModificationFactory(), ModificationFactory(parts=["1", "2"])
    release = ReleaseFactory()
    change = BulkChange(
        lead_analyst=analyst, to_release=release, step="Vote", body=Body.objects.get(key="csc")
    )
    with pytest.raises(RuleBroken, match=f"{parts.reference}: It is delivered in parts"):
        change_many(by=analyst, modifications=[good, parts], change=change, on=ON)
    assert Modification.objects.get(pk=good.pk).lead_analyst is None
    change_many(by=analyst, modifications=[good], change=change, on=ON)
    good.refresh_from_db()
    assert (good.lead_analyst, good.next_steps.get().step) == (analyst, "Vote")
    assert release.scope.get().status == "targeted"


def test_a_bulk_change_is_shown_before_it_is_saved(examples, as_role, people):
    client = as_role("analyst")
    entered = {
        "modification": ["MP149", "SECMP0015"],
        "lead_analyst": people.analyst.email,
        "reason": "Holiday",
    }
    shown = client.post("/modifications/change/", entered | {"look": "1"})
    assert [(row.reference, can) for row, can, _ in shown.context["preview"]] == [
        ("SECMP0015", True),
        ("MP149", True),
    ]
    assert Modification.objects.get(reference="MP149").lead_analyst is None
    assert client.post("/modifications/change/", entered).status_code == 303
    assert Modification.objects.get(reference="SECMP0015").lead_analyst == people.analyst


def test_search_finds_references_former_names_words_and_secas_solutions(examples, analyst):
    assert found("mp 153") == found("dp153") == ["MP153"]
    assert found("effect change") == ["MP149"]  # Effecting Changes …, in any form of the words
    assert found("MP15") == ["MP150", "MP153", "MP154", "MP157", "MP158", "MP159"]
    assert found("seats of Other SEC Parties") == []
    assert found("seats of Other SEC Parties", with_solutions=True) == ["MP084"]


def test_register_sorts_keeps_its_filters_and_comes_as_csv(examples, as_role):
    public, analyst = as_role("anonymous"), as_role("analyst")
    page = public.get("/modifications/?stage=implementation&sort=-title")
    titles = [row.title for row in page.context["page"]]
    assert titles == sorted(titles, reverse=True)
    assert page.context["heads"][1] == ("Title", "?stage=implementation&sort=title", "descending")
    text = public.get("/modifications/register.csv?stage=implementation").content.decode("utf-8-sig")
    lines = text.strip().splitlines()
    assert lines[0] == "reference,title,stage,path,impacts DCC systems,releases"
    assert len(lines) - 1 == len(titles)
    assert "lead analyst" in analyst.get("/modifications/register.csv").content.decode()


def test_a_draft_proposal_is_raised_converted_and_found_by_both_names(examples, as_role):
    client = as_role("analyst")
    entered = {"reference": "dp 250", "title": "A new idea", "stage": "development"}
    assert client.post("/modifications/new/", entered)["Location"] == "/modifications/DP250/"
    again = client.post("/modifications/new/", entered)
    assert '<a href="/modifications/DP250/">DP250</a>' in again.content.decode()
    assert client.post("/modifications/DP250/edit/convert/")["Location"] == "/modifications/MP250/"
    assert found("DP250") == found("MP250") == ["MP250"]


def test_a_change_request_is_entered_once_and_changed(examples, as_role):
    client = as_role("analyst")
    entered = {"reference": "cr 3001", "title": "A new one", "description": "does it."}
    assert client.post("/change-requests/new/", entered)["Location"] == "/change-requests/CR3001/"
    assert (
        '<a href="/change-requests/CR3001/">'
        in client.post("/change-requests/new/", entered).content.decode()
    )
    path = "/change-requests/CR3001/edit/"
    was = client.get(path).context["form"]["was"].value()
    assert client.post(path, {"title": "Theirs", "description": "does it.", "was": was}).status_code == 303
    assert (
        client.post(path, {"title": "A new one", "description": "does more.", "was": was}).status_code == 303
    )
    row = ChangeRequest.objects.get(reference="CR3001")
    assert (row.title, row.description) == ("Theirs", "does more.")
    with pytest.raises(Stale):
        change_change_request(by=SYSTEM, change_request=row, fields={"title": "x"}, token=1, on=ON)


def test_the_status_sentence_is_made_of_open_steps_and_the_cut_off(analyst):
    item = ScopeItemFactory(cut_off_on=date(2021, 10, 28))
    steps = [
        ("Consultation", None, "2021-09", False, "closed"),
        ("Change Board vote", None, "2021-10-27", False, ""),
        ("Authority decision", None, "2021-11 late", True, ""),
    ]
    set_next_steps(by=analyst, modification=item.modification, steps=steps, on=ON, token=AS_STORED)
    assert status_sentence(item.modification.next_steps.all(), [item]) == (
        "Change Board vote expected on 27 Oct 21, then Authority decision expected by Late Nov 21. To be in the "
        f"{item.release} it must be approved by 28 October 2021."
    )


def test_decisions_and_stages_are_recorded_on_their_page(examples, as_role):
    client, path = as_role("analyst"), "/modifications/MP180/edit/stage/"
    assert client.post(path, {"move": "send_for_decision", "reason": ""}).status_code == 303
    refused = client.post(path, {"kind": "recommends", "outcome": "approved"})
    assert "Choose the body that makes the recommendation." in refused.content.decode()
    recommends = {
        "kind": "recommends",
        "body": "change-board",
        "outcome": "approved",
        "decided_on": "1 Oct 2021",
    }
    assert client.post(path, recommends).status_code == 303
    decides = {"kind": "decides", "body": "authority", "outcome": "approved", "decided_on": "13 Oct 2021"}
    assert client.post(path, decides).status_code == 303
    modification = Modification.objects.get(reference="MP180")
    assert [str(row) for row in modification.decisions.all()] == [
        "Approval recommended by the Change Board",
        "Approved by the Authority",
    ]
    assert modification.stage == "implementation"


def test_sheets_of_a_modification_are_saved(examples, as_role):
    client, at = as_role("analyst"), "/modifications/MP164/edit"
    solution = {"kind": "alternative", "text": "Do it otherwise.", "is_approved": "1"}
    assert save(client, f"{at}/solutions/", add=[solution]).status_code == 303
    step = {"step": "Vote", "body": "change-board", "expected": "27 Oct 21", "by_then": ""}
    assert save(client, f"{at}/steps/", add=[step]).status_code == 303
    assert save(client, f"{at}/links/", add=[{"kind": "depends_on", "end": "mp149"}]).status_code == 303
    assessment = {"kind": "impact", "due": "Nov 21", "requested_on": "1 Oct 2021"}
    assert save(client, f"{at}/assessments/", add=[assessment]).status_code == 303
    modification = Modification.objects.get(reference="MP164")
    assert modification.solutions.get(is_approved=True).text == "Do it otherwise."
    assert modification.next_steps.last().sentence == "Vote expected on 27 Oct 21"
    assert str(modification.links.get()) == "MP164 depends on MP149"
    assert str(Assessment.objects.get(part__modification=modification).due) == "2021-11"
    part = str(modification.parts.get().pk)
    assert (
        save(client, f"{at}/parts/", **{f"{part}.dcc": "1", f"{part}.documents": "Sec D, app o"}).status_code
        == 303
    )
    assert [str(row.document) for row in modification.parts.get().document_impacts.all()] == [
        "Section D",
        "Appendix O",
    ]
    assert Release.objects.filter(scope__part__modification=modification).exists()


def test_parts_change_their_names_with_each_other(analyst):
    modification = ModificationFactory(parts=["1", "2"])
    one, two = modification.parts.order_by("pk")
    set_parts(
        by=analyst,
        modification=modification,
        parts=[PartFacts(one, "2"), PartFacts(two, "1")],
        on=ON,
        token=AS_STORED,
    )
    assert [part.name for part in modification.parts.order_by("pk")] == ["2", "1"]


def test_an_assessment_is_of_its_own_modification_and_of_a_part(examples, as_role):
    client = as_role("analyst")
    other = save(client, "/modifications/MP164/edit/assessments/", add=[{"kind": "impact", "part": "MP149"}])
    assert (other.status_code, "does not belong to MP164" in other.content.decode()) == (422, True)
    parts = save(client, "/modifications/SECMP0015/edit/assessments/", add=[{"kind": "impact", "note": "x"}])
    assert (parts.status_code, "is delivered in parts" in parts.content.decode()) == (422, True)


def test_a_step_without_a_name_is_not_dropped_silently(examples, as_role):
    client, path = as_role("analyst"), "/modifications/paper-round/"
    key = next(line.row.key for line in client.get(path).context["lines"] if line.row.key.endswith("/0"))
    response = save(client, path, **{f"{key}.expected": "1 Dec 21"})
    assert (response.status_code, "Enter the step in the row as well" in response.content.decode()) == (
        422,
        True,
    )


def test_an_unsettled_target_is_recorded_and_settled(examples, as_role):
    client, path = as_role("analyst"), "/modifications/MP164/edit/target/"
    said = {
        "year": "2022",
        "considered": ["june-2022"],
        "settled_by": "csc",
        "settle_by": "Q1 22",
        "note": "",
    }
    assert (
        client.post(path, said | {"was": client.get(path).context["form"]["was"].value()}).status_code == 303
    )
    target = UnsettledTarget.objects.get(modification__reference="MP164")
    assert ([row.slug for row in target.considered.all()], target.settle_by.label) == (
        ["june-2022"],
        "Q1 2022",
    )
    was = client.get(path).context["form"]["was"].value()
    nothing = {"year": "", "settled_by": "", "settle_by": "", "note": "", "was": was}
    assert client.post(path, nothing).status_code == 303
    assert not UnsettledTarget.objects.filter(modification__reference="MP164").exists()


def test_assessments_of_others_that_cover_it_are_named(examples, as_role):
    page = as_role("analyst").get("/modifications/SECMP0062/edit/assessments/").content.decode()
    assert "Also covered by the combined assessment of SECMP0053." in page
    assert 'href="/modifications/SECMP0053/edit/assessments/"' in page
