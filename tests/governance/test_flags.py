"""Cut-off flags: raised in time, cleared by what people do, the same however often the job runs."""

from datetime import date

import pytest
from django.core.cache import cache

from governance.models import Flag
from governance.operations.flags import sweep_cut_offs
from governance.tasks import flag_cut_offs
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.models import Notification

pytestmark = pytest.mark.django_db


def flags() -> dict[str, str]:
    rows = Flag.objects.filter(cleared_on__isnull=True).select_related("item__part__modification")
    return {row.item.modification.reference: row.kind for row in rows}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 10, 13), {}),
        (date(2021, 10, 14), {"MP149": "cut_off_near"}),
        (date(2021, 10, 20), {"MP149": "cut_off_near"}),
        (date(2021, 10, 21), {"MP149": "cut_off_near", "MP180": "cut_off_near"}),
        (date(2021, 10, 22), {"MP149": "cut_off_passed", "MP180": "cut_off_near"}),
        (date(2021, 10, 29), {"MP149": "cut_off_passed", "MP180": "cut_off_passed"}),
    ],
)
def test_flags_of_a_day(examples, on, expected):
    sweep_cut_offs(on=on)
    assert flags() == expected


def test_running_again_changes_nothing(examples):
    assert flag_cut_offs(on="2021-10-14") == {"raised": 1, "cleared": 0}
    assert flag_cut_offs(on="2021-10-14") == {"raised": 0, "cleared": 0}
    assert flag_cut_offs(on="2021-10-15") == {"raised": 0, "cleared": 0}
    assert Flag.objects.count() == 1


def test_a_passed_cut_off_replaces_the_near_one(examples):
    for on in ("2021-10-14", "2021-10-22"):
        flag_cut_offs(on=on)
    near, passed = Flag.objects.filter(item__part__modification__reference="MP149").order_by("pk")
    assert (near.kind, str(near.cleared_on), passed.kind) == ("cut_off_near", "2021-10-22", "cut_off_passed")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"cut_off_on": date(2021, 11, 1)}, "The cut-off date was moved."),
        ({"move": "take_out"}, "MP149 is out of scope now."),
    ],
)
def test_what_people_do_clears_a_flag(examples, analyst, change, because):
    flag_cut_offs(on="2021-10-14")
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(
        by=analyst,
        item=item,
        token=None,
        on=date(2021, 10, 15),
        **{"description": item.description, "cut_off_on": item.cut_off_on} | change,
    )
    flag_cut_offs(on="2021-10-15")
    assert flags() == {}
    assert Flag.objects.get().cleared_because == because


def test_analyst_sees_the_flag_at_home_and_is_told(examples, as_role, people):
    page = as_role("analyst").get("/").content.decode()
    assert "Nothing is flagged today." in page
    flag_cut_offs(on="2021-10-14")
    page = as_role("analyst").get("/").content.decode()
    assert "MP149 Effecting Changes to the Smart Energy Code efficiently" in page
    assert "Cut-off near without a decision" in page
    assert Notification.objects.filter(
        user=people.analyst, subject="Cut-off near without a decision: MP149"
    ).exists()


def test_a_day_that_was_not_run_is_found(examples, settings, monkeypatch):
    from governance import tasks
    from governance.models import DailyRun

    settings.DAILY_JOB_HOUR = 0
    cache.delete("day-started")
    called = []
    monkeypatch.setattr(tasks.start_day, "delay", lambda: called.append("start"))
    tasks.look_after_jobs()
    flag_cut_offs(on="2021-10-15")
    tasks.look_after_jobs()
    assert (called, DailyRun.objects.count()) == (["start"], 1)


def test_flags_are_not_for_the_public(examples, client):
    flag_cut_offs(on="2021-10-14")
    assert "Cut-off near" not in client.get("/").content.decode()
