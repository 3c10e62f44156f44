"""Corrections of findings that need one click: shown before they act, made by the operation, and told afterwards."""

import re
from datetime import date

import pytest

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.criteria.queries.criteria import criteria_of
from governance.versions.mends.mend import offered_mends
from governance.versions.queries.current import check_release, current_rid
from releases.operations.scope import change_scope_item
from releases.operations.testing import set_glossary
from releases.operations.timeline import PlannedRow, set_timeline
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.record import AuditEntry
from tests.support.factories import ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)
CHECKS = "/releases/a-release/checks/"
SORT = f"{CHECKS}mend/sort-timetable/"
COMMON = {"by": SYSTEM, "token": AS_STORED, "on": ON}


@pytest.fixture
def release():
    return ReleaseFactory(slug="a-release", name="November 2021 SEC Release")


def rows(release, *planned: tuple[str, str], **more):
    dated = [PlannedRow(event, planned=PartialDate.parse(when)) for event, when in planned]
    set_timeline(
        release=release, rows=[*dated, PlannedRow("Release go-live", is_go_live=True)], **COMMON, **more
    )


def events(release) -> list[str]:
    return [row.event for row in release.timeline.all()]


def form(page, name: str) -> dict[str, str]:
    """The hidden fields of a correction's form."""
    found = re.search(rf'<form[^>]*mend/{name}/".*?</form>', page.content.decode(), re.S)
    return dict(re.findall(r'name="(token|seen)" value="([^"]*)"', found[0]))


def offers(release) -> dict:
    current = current_rid(release)
    return {
        offer.name: offer.mend
        for offer in offered_mends(release, current, check_release(release, current)).values()
    }


def test_the_checks_sort_the_timetable_with_one_button_and_say_what_moved(release, as_role):
    rows(release, ("Training begins", "2021-09-02"), ("Kick-off", "2021-08-05"), ("Notes are sent", ""))
    client = as_role("analyst")
    page = client.get(CHECKS)
    assert "“Kick-off” (05 Aug 21) moves from row 2 to row 1." in page.content.decode()
    sent = form(page, "sort-timetable")
    answer = client.post(SORT, sent, follow=True)
    assert answer.redirect_chain == [(CHECKS, 303)]
    assert "The timetable is in date order: “Kick-off” is row 1." in answer.content.decode()
    assert events(release) == ["Kick-off", "Training begins", "Notes are sent", "Release go-live"]
    entry = AuditEntry.objects.order_by("position").last()
    assert (entry.action, entry.actor_name, entry.target) == (
        "releases.set_timeline",
        "The analyst",
        "releases/a-release/timeline",
    )
    again = client.post(SORT, sent, follow=True).content.decode()
    assert "Nothing was changed: the checks no longer find what this would correct." in again


def test_what_was_not_shown_is_not_done(release, as_role):
    rows(release, ("Training begins", "2021-09-02"), ("Kick-off", "2021-08-05"))
    client = as_role("analyst")
    sent = form(client.get(CHECKS), "sort-timetable")
    rows(release, ("Training begins", "2021-09-02"), ("Kick-off", "2021-08-05"), ("Planning", "2021-07-01"))
    for data in (sent, {}, {"seen": offers(release)["sort-timetable"].digest}):
        answer = client.post(SORT, data)
        assert answer.status_code == 409
        assert "“Planning” (01 Jul 21) moves from row 3 to row 1." in answer.content.decode()
    assert events(release)[0] == "Training begins"


def test_a_timetable_with_a_wrong_date_is_not_sorted(release):
    rows(
        release,
        ("UIT window closes", "2021-09-02"),
        ("Kick-off", "2021-08-05"),
        ("UIT commences", "2021-09-30"),
    )
    rules = {row.finding.rule for row in check_release(release)}
    assert {"timetable-out-of-order", "phases-out-of-order"} <= rules
    assert "sort-timetable" not in offers(release)


def test_a_baselined_release_asks_for_a_reason_which_is_recorded(examples, as_role):
    june, path = examples.june, "/releases/june-2021/checks/"
    rows(june, ("Training begins", "2021-05-06"), ("Kick-off", "2021-03-04"), reason="As agreed")
    client = as_role("analyst")
    page = client.get(path)
    assert 'id="reason-sort-timetable"' in page.content.decode()
    sent = form(page, "sort-timetable")
    refused = client.post(f"{path}mend/sort-timetable/", sent | {"reason": " "})
    assert (refused.status_code, events(june)[0]) == (422, "Training begins")
    assert "Give a reason for the change." in refused.content.decode()
    assert client.post(f"{path}mend/sort-timetable/", sent | {"reason": "Sorted."}).status_code == 303
    assert events(june)[0] == "Kick-off"
    assert AuditEntry.objects.filter(action="releases.set_timeline").latest("position").reason == "Sorted."


def test_dates_that_no_longer_follow_their_rules_are_computed_again(release):
    row = PlannedRow("Plans are due", rule_days=-10, rule_of="UIT commences", follows_rule=True)
    uit = PlannedRow("UIT commences", planned=PartialDate.parse("2021-09-01"))
    set_timeline(release=release, rows=[row, uit], **COMMON)
    release.timeline.filter(event="Plans are due").update(planned="2021-08-18")  # as without the bank holiday
    mend = offers(release)["follow-rules"]
    assert mend.changes == ("“Plans are due” moves from 18 Aug 21 to 17 Aug 21.",)
    mend.act(by=SYSTEM, token=mend.token, reason="", on=ON)
    assert release.timeline.get(event="Plans are due").date == PartialDate.parse("2021-08-17")


def test_acronyms_are_added_as_the_text_writes_them_out(release, people):
    item = ScopeItemFactory(release=release)
    text = "send Zonal Quality Reports (ZQR) to the QXV."
    change_scope_item(item=item, description=text, cut_off_on=None, **COMMON)
    mend = offers(release)["add-acronyms"]
    assert mend.changes == ("ZQR: Zonal Quality Reports",)
    assert mend.beside.startswith("The release then has a glossary of its own.")
    generated = current_rid(release).content.glossary
    mend.act(by=people.analyst, token=mend.token, reason="", on=ON)
    terms = current_rid(release).content.glossary
    assert terms == generated | {"ZQR": "Zonal Quality Reports"}
    assert list(terms) == sorted(terms)
    assert [row.finding.about for row in check_release(release) if row.finding.rule == "acronym-missing"] == [
        "QXV"
    ]


def test_acronyms_that_nothing_uses_are_taken_out(release, people):
    terms = current_rid(release).content.glossary
    set_glossary(release=release, terms=terms | {"ZZZ": "Nothing at all"}, **COMMON)
    release.refresh_from_db()
    mend = offers(release)["remove-acronyms"]
    assert mend.changes == ("ZZZ: Nothing at all",)
    mend.act(by=people.analyst, token=mend.token, reason="", on=ON)
    assert current_rid(release).content.glossary == terms


def test_missing_standard_criteria_are_added_in_their_places(release, people):
    copied = copy_standard_criteria(by=SYSTEM, release=release, on=ON)
    wanted = [(row.category, row.text, row.owner, row.reviewer) for row in criteria_of(release)]
    assert len(copied) == len(wanted)
    left = [row for row in wanted if row[0] != "security"]
    left.remove(gone := next(row for row in left if row[0] == "testing"))
    set_criteria(release=release, criteria=left, **COMMON)
    mend = offers(release)["add-criteria"]
    assert mend.changes[0] == f"Testing 1: “{gone[1]}”"
    assert {change.split(" ")[0] for change in mend.changes} == {"Testing", "Security"}
    assert mend.done == "2 standard criteria were added: Testing 1 and Security 1."
    mend.act(by=people.analyst, token=mend.token, reason="", on=ON)
    assert [(row.category, row.text, row.owner, row.reviewer) for row in criteria_of(release)] == wanted
    assert not [row for row in check_release(release) if row.finding.rule == "criteria-not-standard"]


def test_criteria_in_other_words_are_left_to_people(release):
    copy_standard_criteria(by=SYSTEM, release=release, on=ON)
    own = [(row.category, row.text, row.owner, row.reviewer) for row in criteria_of(release)]
    place = next(n for n, row in enumerate(own) if row[0] == "testing")
    own[place] = (own[place][0], f"{own[place][1]} Twice.", *own[place][2:])
    set_criteria(release=release, criteria=own, **COMMON)
    assert "add-criteria" not in offers(release)


def test_versions_offer_no_correction(examples, as_role):
    page = as_role("analyst").get("/releases/june-2020/rid/1.0/checks/").content.decode()
    assert "/checks/mend/" not in page
