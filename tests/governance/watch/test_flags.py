"""Flags: raised in time, updated and cleared by what people do, the same however often the job runs."""

import io
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from governance.versions.models import Comment
from governance.versions.operations.comments import answer_comment
from governance.versions.operations.versions import issue_for_comment
from governance.watch.late import SUBJECTS
from governance.watch.late.going_live import outside_window, unpermitted_moves
from governance.watch.late.settling import SETTLING
from governance.watch.models import Flag, FlagKind
from governance.watch.operations.flags import sweep
from governance.watch.tasks import sweep_flags
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.operations.scope import change_scope_item
from releases.operations.timeline import PlannedRow, note_actual, set_timeline
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED, OPERATIONS, SYSTEM
from secrel.core.dates.operations import set_bank_holiday
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.outbox import Listed, Notification
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import condition_of
from tests.governance.watch.flagged import NOVEMBER, flag_of, flagged, flags
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
STANDING = {
    "releases/february-2022/baseline/full": "papers_missed",
    "releases/june-2020/evidence/operational/dcc": "evidence_overdue",
    "releases/june-2020/evidence/operational/secas": "evidence_overdue",
    "releases/june-2020/evidence/testing/dcc": "evidence_overdue",
    "releases/june-2020/testing/dcc-submits-the-uit-completion-report-and-evidence-for-the-testing-cri": (
        "deliverable_overdue"
    ),
    "releases/june-2020/go-live": "go_live_passed",
    "releases/november-2021/baseline/system": "papers_missed",
    **dict.fromkeys(
        (
            f"releases/november-2021/evidence/{whose}"
            for whose in ("operational/dcc", "operational/secas", "security/dcc", "testing/dcc")
        ),
        "evidence_undated",
    ),
}
"""What the examples hold that is late in October 2021 in any case."""
STEPS = tuple(
    f"modifications/{reference}/edit/steps"
    for reference in (
        *("DP173", "MP078", "MP107", "MP109", "MP116", "MP121", "MP128B"),
        *("MP140", "MP141", "MP149", "MP159", "MP164", "MP167", "MP180"),
    )
)
# from this day on: what is flagged beside what stands anyway, until the next day of the table
GOLDEN = {
    "2021-10-01": {},
    "2021-10-14": {NOVEMBER.format("MP149"): "cut_off_near"},
    "2021-10-21": {NOVEMBER.format("MP164"): "cut_off_near", NOVEMBER.format("MP180"): "cut_off_near"},
    "2021-10-22": dict.fromkeys(STEPS, "step_unconfirmed") | {NOVEMBER.format("MP149"): "cut_off_passed"},
    "2021-10-28": {"releases/november-2021/go-live": "go_live_near"},
    "2021-10-29": {
        NOVEMBER.format("MP164"): "cut_off_passed",
        NOVEMBER.format("MP180"): "cut_off_passed",
    },
    "2021-10-30": {"releases/november-2022/baseline/system": "baseline_due"},
}


def golden_days() -> list[tuple[date, dict[str, str]]]:
    expected, days = dict(STANDING), []
    for number in range(30):
        on = date(2021, 10, 1) + timedelta(number)
        expected = expected | GOLDEN.get(on.isoformat(), {})
        days.append((on, expected))
    return days


def test_flags_of_thirty_days_are_those_of_the_table_and_twice_a_day_the_same(examples):
    for on, expected in golden_days():
        sweep_flags(on=on.isoformat())
        assert flags() == expected, on
        entries = AuditEntry.objects.count()
        assert sweep_flags(on=on.isoformat()) == {"raised": 0, "updated": 0, "cleared": 0}
        assert AuditEntry.objects.count() == entries
    assert Flag.objects.count() == len(expected)  # one a thing


def test_three_days_without_beat_lose_nothing(examples):
    for on in ("2021-10-13", "2021-10-22", "2021-10-29"):
        sweep_flags(on=on)
    assert flags() == golden_days()[-2][1]


def test_a_cut_off_that_passes_updates_its_flag_and_keeps_its_history(examples):
    for on in ("2021-10-14", "2021-10-22"):
        sweep_flags(on=on)
    flag = flagged(NOVEMBER.format("MP149"))
    assert (flag.kind, str(flag.raised_on)) == ("cut_off_passed", "2021-10-14")
    assert flag.sentence == "MP149 in the November 2021 Release: not approved by its cut-off of 21 Oct 2021."
    assert [(step.what, step.kind, str(step.on)) for step in flag.steps.all()] == [
        ("raised", "cut_off_near", "2021-10-14"),
        ("updated", "cut_off_passed", "2021-10-22"),
    ]


def test_a_default_cut_off_names_its_rule(examples):
    sweep_flags(on="2021-10-21")
    assert flagged(NOVEMBER.format("MP164")).sentence == (
        "MP164 in the November 2021 Release: not approved yet; its cut-off is 28 Oct 2021, 5 Working Days before the "
        "go-live."
    )


def test_a_decision_expected_after_the_cut_off_is_flagged_in_time(examples, analyst, day):
    item = scope_item("november-2021", "MP180").get()
    change_scope_item(
        by=analyst,
        item=item,
        token=AS_STORED,
        description=item.description,
        cut_off_on=date(2021, 10, 26),
        on=day,
    )
    sweep_flags(on="2021-10-05")
    flag = flagged(NOVEMBER.format("MP180"))
    assert flag.kind == FlagKind.DECISION_LATE
    assert flag.sentence == (
        "MP180 in the November 2021 Release: Authority decision is expected by 28 Oct 2021, after its cut-off of 26 "
        "Oct 2021."
    )


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"cut_off_on": date(2021, 11, 1)}, "The date has moved."),
        ({"move": "take_out"}, "MP149 is now out of scope."),
    ],
)
def test_what_people_do_clears_a_flag(examples, analyst, change, because):
    sweep_flags(on="2021-10-14")
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(
        by=analyst,
        item=item,
        token=AS_STORED,
        on=date(2021, 10, 15),
        **{"description": item.description, "cut_off_on": item.cut_off_on} | change,
    )
    counts = sweep_flags(on="2021-10-15")
    flag = flag_of(NOVEMBER.format("MP149"))
    assert (counts["cleared"], flag.cleared_because, str(flag.cleared_on)) == (1, because, "2021-10-15")
    assert [step.what for step in flag.steps.all()] == ["raised", "cleared"]


def test_a_sweep_is_one_entry_that_names_each_thing(examples):
    sweep_flags(on="2021-10-13")
    sweep_flags(on="2021-10-14")
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.target, entry.actor) == (
        "governance.sweep_flags",
        "flags/2021-10-14",
        "system",
    )
    assert entry.changes == {"raised": [None, [str(flagged(NOVEMBER.format("MP149")))]]}


def test_the_audit_trail_lists_each_flag(examples, as_role):
    sweep_flags(on="2021-10-14")
    page = as_role("analyst").get("/record/").content.decode()
    assert "Evidence overdue: June 2020 SEC Release: 2 operational criteria lack evidence" in page
    assert "[&#x27;" not in page


def test_a_dry_run_lists_what_a_sweep_would_do_and_saves_nothing(examples):
    out = io.StringIO()
    call_command("sweep_flags", "--on", "2021-10-14", "--dry-run", stdout=out)
    lines = out.getvalue().splitlines()
    assert (len(lines), lines[-1]) == (13, "2021-10-14, if it ran: 12 raised, 0 updated, 0 cleared.")
    assert "raised: Go-live passed: June 2020 SEC Release: its go-live was on 6 May 2020" in out.getvalue()
    assert (Flag.objects.count(), Notification.objects.filter(path="/flags/").count()) == (0, 0)
    with pytest.raises(CommandError, match="“soon” is not a date"):
        call_command("sweep_flags", "--on", "soon", "--dry-run")


def test_each_body_is_notified_of_its_own_flags_and_secas_of_all_in_one_message(examples, people):
    sweep_flags(on="2021-10-14")
    to_secas = Notification.objects.get(user=people.analyst, path="/flags/")
    assert to_secas.subject == (
        "June 2020: its go-live was on 6 May 2020, and nobody recorded it as live (and 11 more)"
    )
    assert (to_secas.body, len(to_secas.listed)) == ("7 are late, 5 are due soon.", 12)
    assert (
        Listed(
            "Cut-off near. MP149 in the November 2021 Release: not approved yet; its cut-off is 21 Oct 2021.",
            "/releases/november-2021/scope/MP149/",
        )
        in to_secas.listed
    )
    to_dcc = Notification.objects.get(user=people.delivery, path="/")
    assert to_dcc.subject == "June 2020: 6 testing criteria have no evidence (and 5 more)"
    assert to_dcc.body == "3 are late, 3 are due soon."
    assert [(one.path, one.text[:39]) for one in to_dcc.listed] == [
        ("/releases/june-2020/criteria/", "Evidence overdue. June 2020 SEC Release"),
        ("/releases/june-2020/testing/", "Deliverable overdue. June 2020 SEC Rele"),
        ("/releases/june-2020/criteria/", "Evidence overdue. June 2020 SEC Release"),
        *[("/releases/november-2021/criteria/", "No evidence, go-live near. November 202")] * 3,
    ]


def timetable(release: Release, *rows: tuple[str, str]) -> None:
    planned = [PlannedRow(event, planned=PartialDate.parse(when)) for when, event in rows]
    set_timeline(by=SYSTEM, release=release, rows=planned, token=AS_STORED)


def test_a_deliverable_is_due_then_overdue_then_done(analyst):
    release = ReleaseFactory(slug="a-release", name="A SEC Release", slot="")
    timetable(release, ("2021-10-20", "DCC submits SIT Completion Report"))
    thing = "releases/a-release/testing/dcc-submits-sit-completion-report"
    expected = {"2021-10-12": None, "2021-10-13": "deliverable_due", "2021-10-20": "deliverable_due"}
    for on, kind in (expected | {"2021-10-21": "deliverable_overdue"}).items():
        sweep_flags(on=on)
        assert flags().get(thing) == kind, on
    assert flagged(thing).sentence == "A SEC Release: SIT Completion Report, due from the DCC by 20 Oct 2021."
    row = TimelineRow.objects.get(release=release)
    note_actual(by=analyst, row=row, actual=PartialDate.parse("2021-10-21"), on=date(2021, 10, 21))
    sweep_flags(on="2021-10-22")
    assert flags(thing) == {}


def test_a_condition_is_due_then_overdue_until_it_is_closed(examples):
    condition = condition_of(examples.november, due_on=date(2021, 10, 15))
    thing = "releases/november-2021/conditions/1"
    expected = {"2021-10-07": None, "2021-10-08": "condition_due", "2021-10-15": "condition_due"}
    for on, kind in (expected | {"2021-10-18": "condition_overdue"}).items():
        sweep_flags(on=on)
        assert flags().get(thing) == kind, on
    sentence = "Condition 1 of the November 2021 SEC Release: {}, due from the DCC by 15 Oct 2021."
    assert flagged(thing).sentence == sentence.format("open")
    for state, day in (("reported", "2021-10-19"), ("closed", "2021-10-20")):
        type(condition).objects.update(state=state)
        assert sum(sweep_flags(on=day).values()) == 1
    flag = flag_of(thing)
    assert (flag.sentence, str(flag.cleared_on)) == (
        sentence.format("reported as met and not closed"),
        "2021-10-20",
    )


def test_evidence_is_due_before_it_is_overdue(examples):
    sweep_flags(on="2020-05-19")
    assert flags().get("releases/june-2020/evidence/operational/dcc") == "evidence_due"
    sweep_flags(on="2020-05-27")
    assert flags().get("releases/june-2020/evidence/operational/dcc") == "evidence_overdue"


def test_comments_close_soon_and_then_wait_for_answers(
    examples, people, as_role, django_capture_on_commit_callbacks
):
    draft = examples.november.versions.get(major=0, minor=1)
    issue_for_comment(
        by=people.analyst,
        version=draft,
        until=date(2021, 10, 20),
        bodies=Body.objects.filter(key="tabasc"),
        token=AS_STORED,
        on=date(2021, 10, 8),
    )
    thing = "releases/november-2021/rid/0.1/comments"
    sweep_flags(on="2021-10-14")
    assert thing not in flags()
    sweep_flags(on="2021-10-15")
    assert flagged(thing).sentence == "Comments on November 2021 RID 0.1 (0 comments) close on 20 Oct 2021."
    entered = {"comment-section": "scope", "comment-text": "Which one?"}
    assert as_role("tabasc").post("/releases/november-2021/rid/0.1/comments/", entered).status_code == 303
    sweep_flags(on="2021-10-21")
    flag = flagged(thing)
    assert (flag.kind, flag.sentence) == (
        "comments_open",
        "1 comment on November 2021 RID 0.1 waits for an answer; the period closed on 20 Oct 2021.",
    )
    comment = Comment.objects.get(version=draft)
    # an answer that is entered with an earlier day counts as at the last day swept
    for resolves, day in ((False, date(2021, 10, 21)), (True, date(2021, 10, 20))):
        with django_capture_on_commit_callbacks(execute=True):
            answer_comment(by=people.analyst, comment=comment, text="MP149.", resolves=resolves, on=day)
        assert (thing in flags()) == (not resolves)
    assert flag_of(thing).cleared_on == date(2021, 10, 21)


def test_operations_that_settle_flags_exist_and_each_subject_names_its_kinds():
    assert {name for row in SETTLING for name in row.operations} <= OPERATIONS.keys()
    assert {row.subject for row in SETTLING} == set(SUBJECTS) - {outside_window, unpermitted_moves}
    kinds = [kind for row in SETTLING for kind in row.kinds]
    assert sorted([*kinds, FlagKind.GO_LIVE_NOT_PERMITTED]) == sorted(FlagKind)


def test_a_baselined_date_that_the_calendar_moved_is_flagged_and_never_altered(people):
    release = ReleaseFactory(slug="a-release", name="A SEC Release", go_live_on=date(2022, 2, 24))
    rows = [
        PlannedRow("Regression plans are due", follows_rule=True, rule_days=-3, rule_of="UIT commences"),
        PlannedRow("UIT commences", planned=PartialDate.parse("2021-11-10")),
    ]
    set_timeline(by=SYSTEM, release=release, rows=rows, token=AS_STORED)
    Release.objects.filter(pk=release.pk).update(life="full_baselined")
    common = {"division": "england_and_wales", "is_holiday": True, "source": "Proclamation"}
    set_bank_holiday(by=people.administrator, on=date(2021, 11, 8), name="A day of mourning", **common)
    sweep_flags(on="2021-10-15")
    flag = flagged("releases/a-release/timeline/regression-plans-are-due/rule")
    assert flag.sentence == (
        "A SEC Release: “Regression plans are due” stands on 5 Nov 2021; its rule now gives 4 Nov 2021."
    )
    assert release.timeline.get(key="regression-plans-are-due").date.label == "05 Nov 21"


def test_a_go_live_comes_without_a_go_passes_and_is_recorded(examples):
    thing, sentence = "releases/november-2021/go-live", "November 2021 SEC Release: {}"
    for on, kind, words in (
        ("2021-10-27", None, ""),
        ("2021-10-28", "go_live_near", "it goes live on 4 Nov 2021, and no go is decided."),
        ("2021-11-05", "go_live_passed", "its go-live was on 4 Nov 2021, and nobody recorded it as live."),
    ):
        sweep_flags(on=on)
        assert (flags().get(thing), flagged(thing).sentence if kind else sentence.format("")) == (
            kind,
            sentence.format(words),
        )
    Release.objects.filter(slug="november-2021").update(life="live")
    sweep_flags(on="2021-11-05")
    assert thing not in flags()


@pytest.mark.parametrize("facts", [{"life": "go"}, {"profile": "document_only"}])
def test_a_go_live_with_a_go_or_without_system_impact_is_not_flagged(examples, facts):
    Release.objects.filter(slug="november-2021").update(**facts)
    sweep_flags(on="2021-10-28")
    assert "releases/november-2021/go-live" not in flags()


def test_what_misses_its_baseline_leads_to_the_draft_that_would_be_presented(examples):
    sweep_flags(on="2021-10-30")
    paths = [flagged(f"releases/{slug}/baseline/system").path for slug in ("november-2021", "november-2022")]
    assert paths == ["/releases/november-2021/rid/0.1/", "/releases/november-2022/"]


def test_checking_now_reports_the_result(examples, as_role, settings):
    settings.TODAY = date(2021, 10, 14)
    page = as_role("analyst").post("/flags/look/", follow=True).content.decode()
    assert "Check finished: 12 raised." in page
    page = as_role("analyst").post("/flags/look/", follow=True).content.decode()
    assert "Check finished: nothing has changed." in page


@pytest.mark.parametrize("count", [1, 3])
def test_flags_take_a_constant_number_of_queries(as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    for number in range(count):
        common = {"kind": "baseline_due", "due_on": date(2021, 10, 20), "raised_on": date(2021, 10, 14)}
        Flag.objects.create(
            thing=f"a/{number}", sentence="It is due.", path="/", release=ReleaseFactory(), **common
        )
    with django_assert_num_queries(4):
        assert client.get("/flags/").content.decode().count("It is due.") == 2 * count


def test_a_day_that_was_not_run_is_found(examples, settings, monkeypatch):
    from governance.integrity import tasks
    from governance.watch.models import DailyRun

    settings.DAILY_JOB_HOUR = 0
    cache.delete("day-started")
    called = []
    monkeypatch.setattr(tasks.start_day, "delay", lambda: called.append("start"))
    tasks.look_after_jobs()
    sweep_flags(on="2021-10-15")
    tasks.look_after_jobs()
    assert (called, DailyRun.objects.count()) == (["start"], 1)


def test_flags_are_not_for_the_public(examples, client):
    sweep(on=date(2021, 10, 14))
    assert "Cut-off near" not in client.get("/").content.decode()
