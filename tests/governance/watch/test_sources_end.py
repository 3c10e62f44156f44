"""A release whose sources have ended raises no flag, gives nobody a task, and says so on its pages."""

from datetime import date

import pytest

from governance.examples import sources
from governance.watch.late import late_on
from governance.watch.models import Flag
from governance.watch.operations.flags import sweep
from governance.watch.waiting import waiting_on
from releases.models.releases import Release
from releases.operations.life import end_sources, lift_sources_end
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from tests.conftest import DAY

UNTIL, NOTE = date(2021, 9, 21), "The last source is a paper."
LONG = "Sources end here: what is recorded of this release rests on sources up to 21 September 2021."


@pytest.fixture
def end(people, examples):
    def act(release: Release = examples.november, on: date = DAY) -> Release:
        return end_sources(by=people.analyst, release=release, until=UNTIL, note=NOTE, token=AS_STORED, on=on)

    return act


def test_its_flags_close_with_that_reason_until_the_end_is_lifted(end, examples, people):
    november = Flag.objects.filter(release=examples.november)
    sweep(on=DAY)
    raised = november.filter(cleared_on=None).count()
    assert raised > 0
    end()
    told = Notification.objects.count()
    sweep(on=DAY)
    assert set(november.values_list("cleared_because", flat=True)) == {
        "The sources of the November 2021 SEC Release end on 21 Sep 2021."
    }
    assert Notification.objects.count() == told
    steps = Flag.objects.filter(modification__reference="MP149").values_list("cleared_because", flat=True)
    assert set(steps) <= {"The sources of its release have ended."}
    common = {"release": examples.november, "token": AS_STORED, "on": DAY}
    lift_sources_end(by=people.analyst, reason="A paper of October 2021 was found.", **common)
    sweep(on=DAY)
    assert november.filter(cleared_on=None).count() == raised


def test_nobody_has_tasks_about_it(end, people):
    """What the DCC owes for November 2021 is asked for while the sources go on."""
    of_november = [
        task.what
        for _, rows in waiting_on(people.delivery, DAY).values()
        for task in rows
        if "November 2021" in task.what
    ]
    assert of_november
    end()
    left = [task.what for _, rows in waiting_on(people.delivery, DAY).values() for task in rows]
    assert not set(left) & set(of_november)


def test_nobody_is_asked_for_the_notice_of_a_live_release(end, examples, people):
    def asked() -> list[str]:
        return [task.path for _, rows in waiting_on(people.analyst, DAY).values() for task in rows]

    assert "/releases/june-2021/notice/" in asked()
    end(examples.june)
    assert "/releases/june-2021/notice/" not in asked()


def test_the_real_releases_of_the_examples_end_and_raise_no_flag(examples, people):
    assert late_on(DAY)
    sources.load(people.analyst, people.chair)
    assert not Release.objects.filter(sources_until=None).exclude(slug="february-2021").exists()
    assert late_on(DAY) == {}


def test_its_pages_and_files_say_so(end, as_role):
    end()
    public = as_role("anonymous")
    page = public.get("/releases/november-2021/").content.decode()
    assert f"{LONG} {NOTE}" in page
    assert "when our sources end" in public.get("/releases/").content.decode()
    assert "the sources of this release end before it" in public.get("/calendar/").content.decode()
    file = public.get("/calendar/all.ics").content.decode().replace("\r\n ", "")
    [event] = [one for one in file.split("BEGIN:VEVENT") if "november-2021/timeline/release-go-live@" in one]
    assert "STATUS:TENTATIVE" in event
    assert "DESCRIPTION:Sources end here: " in event
