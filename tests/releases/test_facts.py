"""The rest of a release's facts: its own, its life, its timetable, summaries, annexes, glossary, neighbours."""

from datetime import date, timedelta

import pytest

from modifications.operations.documents import add_change_request
from releases.models.releases import Release, Section
from releases.operations.change_requests import set_change_requests
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.releases import change_release, move_release, set_unsettled_target
from releases.operations.scope import move_in_scope
from releases.operations.sections import set_notes
from releases.operations.testing import set_annexes, set_glossary, set_test_strategy
from releases.operations.timeline import (
    PlannedRow,
    add_neighbour,
    note_actual,
    set_programme,
    set_timeline,
)
from releases.pages import section_at
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def content(release):
    return composed(Release.objects.get(pk=release.pk))


def test_changed_release_moves_the_row_of_its_go_live(analyst):
    release = ReleaseFactory()
    rows = [PlannedRow("Release go-live", is_go_live=True)]
    set_timeline(by=analyst, release=release, rows=rows, token=AS_STORED)
    change_release(
        by=analyst, release=release, fields={"go_live_on": date(2021, 12, 2)}, token=AS_STORED, on=ON
    )
    assert content(release)["timeline"][0]["when"]["label"] == "02 Dec 21"
    assert AuditEntry.objects.latest("position").changes == {"go_live_on": ["2021-11-04", "2021-12-02"]}
    with pytest.raises(RuleBroken, match="these values are already saved"):
        change_release(
            by=analyst, release=release, fields={"go_live_on": date(2021, 12, 2)}, token=AS_STORED, on=ON
        )


def test_life_goes_by_its_table(analyst):
    release = ScopeItemFactory(status="targeted").release
    day = release.go_live_on
    for move in ("baseline_system", "baseline_full"):
        with pytest.raises(NotAllowed, match="does not allow you to baseline"):
            move_release(by=analyst, release=release, move=move, on=ON)
        release = move_release(by=SYSTEM, release=release, move=move, on=ON)
    for move in ("decide_go", "go_live", "close"):
        with pytest.raises(NotAllowed, match="Your role does not allow you to"):
            move_release(by=analyst, release=release, move=move, on=day)
        release = move_release(by=SYSTEM, release=release, move=move, on=day)
    assert release.workflow_state.label == "Closed"
    with pytest.raises(RuleBroken, match="is “Closed”"):
        move_release(by=SYSTEM, release=release, move="go_live", on=day)


def test_a_release_goes_live_on_its_day_with_something_in_it_and_baselined(db):
    item = ScopeItemFactory(status="targeted")
    release, day = item.release, item.release.go_live_on
    with pytest.raises(RuleBroken, match=f"goes live on {day.day} {day:%b %Y}. Record the go-live"):
        move_release(by=SYSTEM, release=release, move="go_live", on=day - timedelta(days=1))
    empty = ReleaseFactory(slot="", profile="document_only")
    with pytest.raises(RuleBroken, match="The scope is empty"):
        move_release(by=SYSTEM, release=empty, move="go_live", on=empty.go_live_on)
    of_slot = ScopeItemFactory(release=ReleaseFactory(slot="february")).release
    with pytest.raises(RuleBroken, match="The RID has not been baselined yet"):
        move_release(by=SYSTEM, release=of_slot, move="go_live", on=day)


def test_timetable_rows_keep_addresses_dates_as_written_and_rules(analyst):
    release = ReleaseFactory()
    rows = [
        PlannedRow("SIT commences", planned=PartialDate.parse("2021-06"), label="June"),
        PlannedRow("SIT commences", notes="Again", rule_days=-10, rule_of="UIT commences"),
    ]
    set_timeline(by=analyst, release=release, rows=rows, token=AS_STORED)
    note_actual(by=analyst, row=release.timeline.first(), actual=PartialDate.parse("2021-06-14"), on=ON)
    assert content(release)["timeline"] == [
        {
            "key": "sit-commences",
            "when": {"label": "June", "precision": "month", "date": "2021-06"},
            "event": "SIT commences",
            "notes": "",
            "actual": {"label": "14 Jun 21", "precision": "day", "date": "2021-06-14"},
        },
        {
            "key": "sit-commences-2",
            "when": {"label": "", "precision": "unknown", "date": None},
            "event": "SIT commences",
            "notes": "Again",
            "rule": {"working_days": -10, "of": "UIT commences"},
        },
    ]


def test_summary_is_replaced_with_its_nesting_and_links(analyst):
    item = ScopeItemFactory()
    points = [
        SummaryPointFacts(
            "suppliers",
            "Suppliers do more.",
            sub=("One thing.", "Another."),
            modifications=(item.modification,),
        ),
        SummaryPointFacts("dcc", "The DCC builds it.", "Systems"),
    ]
    set_summary(by=analyst, release=item.release, points=points[:1], token=AS_STORED)
    set_summary(by=analyst, release=item.release, points=points, token=AS_STORED)
    impacts = content(item.release)["impacts"]
    assert impacts["party_summaries"][0] == {
        "participant": "suppliers",
        "points": [
            {
                "text": "Suppliers do more.",
                "sub": ["One thing.", "Another."],
                "modifications": [item.modification.reference],
            }
        ],
    }
    assert [row["area"] for row in impacts["dcc_summaries"]] == ["Systems"]


def test_strategy_has_the_standard_text_until_it_has_its_own(analyst):
    release = ReleaseFactory()
    standing = content(release)["testing"]["dcc_approach"]
    set_test_strategy(
        by=analyst, release=release, dcc_approach=["Own.", "Words."], user_approach=[], token=AS_STORED
    )
    assert content(release)["testing"] == {
        "system_testing": True,
        "dcc_approach": ["Own.", "Words."],
        "user_approach": [],
    }
    set_test_strategy(by=analyst, release=release, dcc_approach=None, user_approach=None, token=AS_STORED)
    assert content(release)["testing"]["dcc_approach"] == standing


def test_annexes_notes_and_change_requests_are_replaced(analyst):
    release = ReleaseFactory(change_requests="items")
    set_annexes(by=analyst, release=release, annexes=[("Annex A", "TAD")], token=AS_STORED)
    set_notes(by=analyst, release=release, key="costs", notes=["Without VAT."], token=AS_STORED)
    proving = add_change_request(by=analyst, reference="CR1088", title="Proving")
    set_change_requests(by=analyst, release=release, rows=[(proving, "proves it.")], token=AS_STORED)
    said = content(release)
    assert said["annexes"] == [{"label": "Annex A", "title": "TAD"}]
    assert said["costs"]["notes"] == ["Without VAT."]
    assert said["scope"]["change_requests"] == [
        {"ref": "CR1088", "title": "Proving", "summary": "proves it."}
    ]


def test_the_releases_own_glossary_replaces_the_one_made_from_the_text(analyst):
    release = ReleaseFactory()
    made = content(release)["glossary"]
    assert made["SEC"] == "Smart Energy Code"
    set_glossary(by=analyst, release=release, terms={"XYZ": "Something"}, token=AS_STORED)
    assert content(release)["glossary"] == {"XYZ": "Something"}
    set_glossary(by=analyst, release=release, terms=None, token=AS_STORED)
    assert content(release)["glossary"] == made


def test_what_leaves_a_scope_is_in_the_ledger_with_body_reason_and_destination(analyst):
    item, later = ScopeItemFactory(), ReleaseFactory(slug="june-2040", name="June 2040 SEC Release")
    csc = Body.objects.get(key="csc")
    move_in_scope(
        by=analyst,
        item=item,
        move="take_out",
        body=csc,
        to_release=later,
        reason="Lead time too short.",
        on=ON,
    )
    event = item.events.last()
    assert (event.move, event.body, event.other_release, event.reason) == (
        *("take_out", csc, later, "Lead time too short."),
    )
    assert content(item.release)["scope"]["targeted"] == []


def test_programmes_and_unsettled_targets_are_stored(analyst):
    release = ReleaseFactory()
    programme = set_programme(by=analyst, slug="ecos", name="ECoS", owner="DCC", go_live="2022-06")
    neighbour = add_neighbour(by=analyst, release=release, programme=programme, kind="aligned")
    assert str(neighbour.programme.go_live) == "2022-06"
    target = set_unsettled_target(
        by=analyst,
        modification=ModificationFactory(),
        year=2021,
        considered=[release],
        on=ON,
        token=AS_STORED,
    )
    assert (target.year, list(target.considered.all())) == (2021, [release])


@pytest.mark.parametrize(
    ("tests_from", "tests_until", "said"),
    [("2022-03", "2022-06", "Mar 22 to Jun 22"), ("2022-03", "", "from Mar 22"), ("", "", "")],
)
def test_test_window_of_a_programme_shows_the_dates_it_has(db, tests_from, tests_until, said):
    programme = set_programme(
        by=SYSTEM, slug="ecos", name="ECoS", tests_from=tests_from, tests_until=tests_until
    )
    assert programme.test_window == said


def test_release_facts_from_an_older_page_are_refused(analyst):
    release = ReleaseFactory()
    section = section_at(release.slug, Section.Key.SCOPE)
    common = {"by": analyst, "release": section.release, "token": section.token, "on": ON}
    change_release(fields={"classification": "green"}, **common)
    with pytest.raises(Stale, match="Scope was changed by somebody else since you opened it"):
        change_release(fields={"classification": "white"}, **common)
    assert Release.objects.get(pk=release.pk).classification == "green"
