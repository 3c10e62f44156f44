"""A pasted list of modifications, and adding one after the other, as a browser sends them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.models.scope import ScopeEvent, ScopeItem
from releases.operations.bulk import add_list_to_scope
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.models.record import AuditEntry
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
PATH = "/releases/february-2022/edit/scope/"
LIST = f"{PATH}list/"


def sent(page) -> dict[str, str]:
    """What a browser sends of the lines of a preview."""
    lines = page.context["lines"]
    fields = {field.html_name: field.value() or "" for line in lines for field in line}
    return {"lines": str(len(lines)), "save": "1", **fields}


def test_a_pasted_scope_creates_two_modifications_and_moves_one(examples, as_role):
    client = as_role("analyst")
    elsewhere = ScopeItem.objects.get(release__slug="november-2021", part__modification__reference="MP164")
    here = ScopeItem.objects.filter(release__slug="february-2022").exclude(status="out").first()
    text = (
        "Reference\tTitle\tStatus\tCut-off\tDescription\n"
        "DP971\tA new proposal\tcandidate\t\t\n"
        "MP972\tA new modification\tTargeted\t1 Feb 2022\tproposes to do it.\n"
        f"MP164\t\t\t\t\n{here.modification.reference}\t\t\t\t\nMP999x9\t\tsoon\t31 Feb 2022\t\n"
    )
    shown = client.post(LIST, {"text": text})
    page = " ".join(shown.content.decode().split())
    assert shown.status_code == 200
    assert [line.standing and line.standing.kind for line in shown.context["lines"]] == [
        *("new", "new", "elsewhere", "here", None)
    ]
    assert "Columns read as: Reference, Title, Status, Cut-off, Description." in page
    assert "Create the Draft Proposal and add it" in page
    assert "Move it from November 2021" in page
    assert "Divide it to take a part" in page
    assert "“MP999x9” is not a reference" in page
    assert "“soon” is not a status. Enter Targeted, Candidate or Approved." in page
    assert 'value="soon"' in page
    assert not Modification.objects.filter(reference="DP971").exists()

    entered = sent(shown)
    unsure = client.post(LIST, entered)
    assert unsure.status_code == 422
    assert "Choose what to do with it." in unsure.content.decode()
    entered |= {"2-act": "move", "4-act": "skip"}
    no_reason = client.post(LIST, entered)
    assert (no_reason.status_code, ScopeItem.objects.get(pk=elsewhere.pk).status) == (422, elsewhere.status)
    assert "Row 3 needs a correction." in no_reason.content.decode()
    assert no_reason.context["lines"][2].errors == {
        "reason": ["Enter why it leaves the November 2021 SEC Release."]
    }
    saved = client.post(LIST, entered | {"2-reason": "Not ready in November"})
    assert saved["Location"] == f"{PATH}?added=DP971%2CMP972%2CMP164"

    made = {row.reference: row for row in Modification.objects.filter(reference__in=["DP971", "MP972"])}
    assert {(row.title, row.stage) for row in made.values()} == {
        ("A new proposal", "development"),
        ("A new modification", "development"),
    }
    release = Release.objects.get(slug="february-2022")
    items = {row.modification.reference: row for row in release.scope.select_related("part__modification")}
    assert [items[name].status for name in ("DP971", "MP972", "MP164")] == [
        "candidate",
        "targeted",
        "targeted",
    ]
    assert (items["MP972"].description, str(items["MP972"].cut_off_on)) == ("do it.", "2022-02-01")
    assert items["MP164"].description == elsewhere.description
    assert ScopeItem.objects.get(pk=elsewhere.pk).status == "out"
    entry = AuditEntry.objects.filter(action="releases.add_list_to_scope").latest("position")
    assert entry.changes == {
        "added": [None, ["DP971", "MP972", "MP164"]],
        "created": [None, ["DP971", "MP972"]],
    }
    caused = set(AuditEntry.objects.filter(cause=entry.position).values_list("action", flat=True))
    reasons = ScopeEvent.objects.filter(item__release=release, item__in=[items[name] for name in items])
    told = {
        row.item.modification.reference: row.reason for row in reasons.filter(reason__startswith="Not ready")
    }
    assert told == {"MP164": "Not ready in November"}  # the others did not move
    assert "everybody can read its reference and title." in page
    assert caused == {"modifications.register", "releases.add_to_scope", "releases.move_between"}


def test_what_was_not_in_the_preview_is_shown_before_it_is_saved(examples, as_role):
    client = as_role("analyst")
    entered = sent(client.post(LIST, {"text": "DP971 One\nDP974\nDP973 Three\nDP973 Three"}))
    twice = client.post(LIST, entered | {"0-reference": "MP164", "3-act": "skip"})
    lines = twice.context["lines"]
    assert lines[0].errors == {
        "reference": ["This was not in the preview. Check what to do with it, then save again."],
        "act": ["Choose what to do with it."],
    }
    assert lines[1].errors == {"title": ["Enter its title, as it is not in the register."]}
    assert (lines[3].errors, Modification.objects.filter(reference="DP973").exists()) == ({}, False)
    approved = entered | {"0-status": "approved", "1-act": "skip", "3-act": "skip"}
    refused = client.post(LIST, approved)
    assert refused.context["lines"][0].errors == {
        "reference": ["Cannot mark as approved: DP971 has not been approved yet. Record the decision first."]
    }
    assert not Modification.objects.filter(reference="DP971").exists()


def test_a_number_that_is_there_under_another_prefix_is_not_created_again(examples, as_role):
    page = as_role("analyst").post(LIST, {"text": "DP149\tIts title"}).content.decode()
    assert "MP149" in page
    page = as_role("analyst").post(LIST, {"text": ""})
    assert (page.status_code, "Paste a list of modifications first" in page.content.decode()) == (422, True)


def test_the_form_stays_open_with_the_new_row_and_the_choices(examples, as_role):
    client = as_role("analyst")
    entered = {
        "reference": "MP104",
        "status": "candidate",
        "description": "do it.",
        "decided_on": "1 Oct 2021",
    }
    added = client.post(PATH, entered)
    assert "added=MP104&status=candidate" in added["Location"]
    page = client.get(added["Location"])
    form = page.context["form"]
    assert [str(row.part) for row in page.context["added"]] == ["MP104"]
    assert "autofocus" in str(form["reference"])
    assert (form["status"].value(), form["decided_on"].value()) == ("candidate", "1 Oct 2021")
    refused = client.post(PATH, entered | {"reference": "MP164", "status": "targeted"})
    assert [line.standing.kind for line in refused.context["instead"]] == ["elsewhere"]
    instead = {"lines": "1", "save": "1", "reason": ""}
    instead |= {field.html_name: field.value() or "" for field in refused.context["instead"][0]}
    assert client.post(LIST, instead | {"0-act": "candidate"}).status_code == 303
    item = ScopeItem.objects.get(release__slug="february-2022", part__modification__reference="MP164")
    assert (item.status, item.description) == ("candidate", "do it.")


def test_a_modification_that_is_not_in_the_register_is_created_from_the_refusal(examples, as_role):
    client = as_role("analyst")
    entered = {"reference": "DP975", "status": "targeted", "description": "do it."}
    [line] = client.post(PATH, entered).context["instead"]
    assert line.errors == {"title": ["Enter its title, as it is not in the register."]}
    sent_on = {field.html_name: field.value() or "" for field in line} | {"lines": "1", "save": "1"}
    assert client.post(LIST, sent_on | {"0-title": "A proposal"}).status_code == 303
    assert ScopeItem.objects.get(part__modification__reference="DP975").description == "do it."


def test_a_list_is_added_as_a_whole_or_not_at_all(analyst):
    release, common = ReleaseFactory(), {"by": analyst, "on": date(2021, 10, 1)}
    lines = [
        ListedItem(reference=name, status="targeted", title="x", stage="report") for name in ("DP1", "MP1")
    ]
    with pytest.raises(RuleBroken, match="DP1 is in the list twice") as refused:
        add_list_to_scope(release=release, lines=[*lines, lines[0]], **common)
    assert (refused.value.field, Modification.objects.filter(title="x").exists()) == ("2-reference", False)
    with pytest.raises(RuleBroken, match="Nothing would be added"):
        add_list_to_scope(release=release, lines=[], **common)
    assert [str(item.part) for item in add_list_to_scope(release=release, lines=lines, **common)] == [
        *("DP001", "MP001")
    ]


def test_a_modification_in_parts_is_created_with_all_parts_of_the_list(examples, as_role, analyst):
    lines = "MP977 ‘In parts’ part 1 proposes to begin.\nMP977 ‘In parts’ part 2 proposes to end."
    client = as_role("analyst")
    shown = client.post(LIST, {"text": lines})
    forms = shown.context["lines"]
    assert [form.standing.options[0][1] for form in forms] == [
        "Create the modification and add its part 1",
        "Create the modification and add its part 2",
    ]
    sent = {field.html_name: field.value() or "" for form in forms for field in form}
    sent |= {"lines": "2", "save": "1", "reason": "", "1-status": "candidate"}
    assert client.post(LIST, sent).status_code == 303
    modification = Modification.objects.get(reference="MP977")
    names = sorted(part.name for part in modification.parts.all())
    assert (modification.title, names) == ("In parts", ["1", "2"])
    facts = {"reference": "MP978", "status": "targeted", "title": "x", "stage": "report"}
    mixed = [ListedItem(**facts, part_name=name) for name in ("", "1")]
    with pytest.raises(RuleBroken, match="give each one a name"):
        add_list_to_scope(by=analyst, release=ReleaseFactory(), lines=mixed, on=date(2021, 10, 1))


def test_a_baselined_scope_says_what_it_asks_for_before_it_refuses(examples, as_role):
    page = " ".join(as_role("analyst").get("/releases/june-2020/edit/scope/").content.decode().split())
    assert "Required, except for a candidate: the scope of the June 2020 SEC Release is baselined" in page
    assert "Required. We ask once per session." in page


def test_an_uploaded_list_is_read_like_a_pasted_one(examples, as_role):
    client = as_role("analyst")
    shown = client.post(
        LIST, {"text": "", "file": SimpleUploadedFile("scope.csv", b"Ref,Title\nDP971,One\n")}
    )
    assert [line.cleaned_data["title"] for line in shown.context["lines"]] == ["One"]
    damaged = client.post(LIST, {"text": "", "file": SimpleUploadedFile("scope.xlsx", b"no zip")})
    assert (damaged.status_code, damaged.context["lines"]) == (422, [])
    assert "scope.xlsx is not a XLSX file" in damaged.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_preview_of_a_list_asks_the_same_few_queries(examples, as_role, count, django_assert_num_queries):
    client = as_role("analyst")
    client.get("/")
    text = "\n".join(["MP164", "DP971 One", "MP104", "DP974 Two", "MP149"][: count + 1])
    with django_assert_num_queries(12):
        assert client.post(LIST, {"text": text}).status_code == 200
