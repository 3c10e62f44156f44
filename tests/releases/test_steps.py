"""What a row of the timetable stands for and who acts in it: keys, read once from its words and corrected by people."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from governance.register.timetables import TIMETABLES
from governance.watch.due.timetables import published_days
from governance.watch.due.timetables import steps as days_due
from governance.watch.late import late_on
from releases.models.timeline import TimelineRow
from releases.operations.steps import set_steps
from releases.operations.timeline import PlannedRow, set_timeline
from releases.steps import BASELINE_STEPS, SUBJECTS, Step, acting_body, steps_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.releases.editing.sheet_forms import save
from tests.support.factories import ReleaseFactory

ON = date(2021, 10, 15)
JUNE = "/releases/june-2020"
ROW = f"{JUNE}/timeline/sit-commences"


def keys_of(release) -> dict[str, tuple[list[str], str]]:
    return {row.event: (row.steps, row.body) for row in release.timeline.all()}


def with_rows(*rows: PlannedRow, **facts):
    release = ReleaseFactory(slug="a-release", slot="november", go_live_on=date(2022, 11, 3), **facts)
    set_timeline(by=SYSTEM, release=release, rows=rows, token=AS_STORED)
    return release


def due(scope: str) -> str:
    late = late_on(ON).get(f"releases/a-release/baseline/{scope}")
    return late.sentence.partition(" is due ")[2].partition(";")[0] if late else ""


@pytest.mark.parametrize(
    "row", [row for rows in TIMETABLES.values() for row in rows], ids=lambda row: row.event
)
def test_standard_rows_have_the_keys_recognised_in_their_text(row):
    assert (list(row.steps), row.body) == (steps_of(row.event), acting_body(row.event))


@pytest.mark.parametrize(
    ("event", "steps", "body"),
    [
        ("The SEC Panel baselines the RID for DCC system-impacting changes", ["baseline_system"], "panel"),
        ("Panel baselines the full scope", ["baseline_full"], "panel"),
        ("Baseline", ["baseline"], "secas"),
        ("SEC Operations Group reviews the baselined evidence", [], "operations-group"),
        ("Rebaselining", [], "secas"),
        ("", [], "secas"),
    ],
)
def test_words_that_people_write_are_read_once(event, steps, body):
    read = [step for step in steps_of(event) if step in BASELINE_STEPS]
    assert (read, acting_body(event)) == (steps, body)


@pytest.mark.django_db
def test_the_keys_decide_when_a_baseline_is_due_not_the_words():
    with_rows(
        PlannedRow("The Panel meets", planned=PartialDate.parse("2021-10-29"), steps=["baseline_system"]),
        PlannedRow(
            "Panel baselines RID for system-impacting modifications",
            planned=PartialDate.parse("2021-10-22"),
            steps=[],
        ),
    )
    assert due("system") == "by 29 Oct 2021"


@pytest.mark.django_db
def test_a_document_only_release_has_two_baselines_only_with_a_row_for_the_first(people):
    release = with_rows(
        PlannedRow("Panel baselines the RID", planned=PartialDate.parse("2021-11-12")),
        profile="document_only",
    )
    row = release.timeline.select_related("release").get()
    assert (row.steps, due("full"), due("system")) == (["baseline"], "by 12 Nov 2021", "")
    set_steps(
        by=people.analyst, row=row, steps=["baseline_system"], token=AS_STORED, reason="As agreed", on=ON
    )
    assert (due("full"), due("system")) == ("", "by 12 Nov 2021")


@pytest.mark.django_db
def test_the_page_of_a_row_shows_and_corrects_its_steps(june, as_role):
    client = as_role("analyst")
    page = client.get(f"{ROW}/").content.decode()
    assert 'value="baseline_system"' in page
    assert '<option value="dcc" selected>' in page
    token = client.get(f"{ROW}/").context["steps"].initial["token"]
    entered = {"steps": ["baseline_full"], "body": "tag", "token": token, "reason": "As agreed"}
    refused = client.post(f"{ROW}/steps/", entered)
    assert "already stands for this step: The full scope is baselined" in refused.content.decode()
    entered |= {"steps": ["evidence_security"], "token": token}
    assert client.post(f"{ROW}/steps/", entered).status_code == 303
    row = june.timeline.get(key="sit-commences")
    assert (row.steps, row.body) == (["evidence_security"], "tag")
    entry = AuditEntry.objects.latest("position")
    assert entry.changes == {"steps": [[], ["evidence_security"]], "body": ["dcc", "tag"]}
    TimelineRow.objects.filter(pk=row.pk).update(planned=PartialDate.parse("2020-02-03"))
    assert [
        one.acting_body for one in days_due() if one.key == "releases/june-2020/timeline/sit-commences"
    ] == ["tag"]
    wrong = client.post(f"{ROW}/steps/", entered | {"body": "nobody", "token": token + 1})
    assert (wrong.status_code, june.timeline.get(key="sit-commences").body) == (422, "tag")


@pytest.mark.django_db
def test_a_body_that_is_none_of_those_that_act_is_refused(june, people):
    row = june.timeline.select_related("release").get(key="sit-commences")
    with pytest.raises(RuleBroken, match="Choose one of the bodies listed"):
        set_steps(
            by=people.analyst, row=row, steps=[], body="ofgem", token=AS_STORED, reason="As agreed", on=ON
        )
    assert set(SUBJECTS) <= set(Body.objects.values_list("key", flat=True))


@pytest.mark.django_db
def test_other_words_are_read_anew_and_corrections_stay(june, as_role, people):
    path, client = f"{JUNE}/edit/timeline/", as_role("analyst")
    rows = {row.key: row for row in june.timeline.select_related("release")}
    set_steps(
        by=people.analyst,
        row=rows["uit-commences"],
        steps=[],
        body="ssc",
        token=AS_STORED,
        reason="As agreed",
        on=ON,
    )
    draft = "dcc-submits-the-draft-tad"
    cells = {
        "sit-commences.event": "TAG looks at SIT",
        "uit-commences.event": "TAG reviews the UIT Completion Report once more",
        f"{draft}.event": "The TAG hands in its draft",
    }
    assert save(client, path, **cells).status_code == 303
    found = {row.key: (row.steps, row.body) for row in june.timeline.all()}
    assert found["sit-commences"] == ([], "tag")
    assert found["uit-commences"] == (
        ["uit_view"],
        "ssc",
    )  # nobody corrected its steps; its body somebody did
    assert found[draft] == (["draft_tad"], "tag")  # words that name no step take none away


@pytest.mark.django_db
def test_a_timetable_that_is_read_again_keeps_what_was_corrected(people):
    rows = [PlannedRow("SIT commences"), PlannedRow("Panel baselines the full scope")]
    release = with_rows(*rows)
    for row in release.timeline.select_related("release"):
        set_steps(
            by=people.analyst, row=row, steps=[], body="csc", token=AS_STORED, reason="As agreed", on=ON
        )
    set_timeline(
        by=SYSTEM, release=release, rows=[*rows, PlannedRow("Panel go/no-go decision")], token=AS_STORED
    )
    assert keys_of(release) == {
        "SIT commences": ([], "csc"),
        "Panel baselines the full scope": ([], "csc"),
        "Panel go/no-go decision": (["go"], "panel"),
    }


@pytest.mark.django_db
def test_the_migration_reads_the_rows_that_are_there_and_goes_back(examples):
    migration = import_module("releases.migrations.0009_row_keys")
    late = {on: late_on(date(2021, 10, on)) for on in (1, 15, 30)}
    bodies_before = {(day.key, day.acting_body) for day in days_due()}
    before = dict(TimelineRow.objects.values_list("pk", "steps"))
    migration.take_out(apps, None)
    TimelineRow.objects.update(body="secas")
    assert not TimelineRow.objects.filter(steps__overlap=list(BASELINE_STEPS)).exists()
    assert late_on(date(2021, 10, 15)) != late[15]
    migration.read(apps, None)
    migration.read(apps, None)
    assert {on: late_on(date(2021, 10, on)) for on in late} == late
    assert {(day.key, day.acting_body) for day in days_due()} == bodies_before
    assert dict(TimelineRow.objects.values_list("pk", "steps")) == before
    assert set(Step.values) >= {step for steps in before.values() for step in steps}


@pytest.mark.django_db
def test_what_is_published_names_who_acts_as_the_row_says_by_now(examples, people):
    days = [day for day in published_days(None) if day.key.startswith("releases/june-2021/timeline/")]
    place = next(day.key for day in days if day.acting_body == "panel")
    row = TimelineRow.objects.select_related("release").get(
        release__slug="june-2021", key=place.removeprefix("releases/june-2021/timeline/")
    )
    set_steps(
        by=people.analyst, row=row, steps=row.steps, body="csc", token=AS_STORED, reason="As agreed", on=ON
    )
    assert [day.acting_body for day in published_days(None) if day.key == place] == ["csc"]
    TimelineRow.objects.filter(pk=row.pk).update(event="Another event")
    assert [day.acting_body for day in published_days(None) if day.key == place] == [
        "panel"
    ]  # as it is printed
