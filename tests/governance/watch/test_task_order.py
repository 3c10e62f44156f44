"""The order of a person's tasks: by release or by due date alone, most urgent first, counted."""

from datetime import date

from governance.watch.waiting.now import ShownTask, TasksNow
from governance.watch.waiting.ordering import ordered

ON = date(2021, 10, 15)


def task(what: str, release: str = "", when: date | None = None, go_live_on: date | None = None) -> ShownTask:
    slug = release.lower().replace(" ", "-")
    facts = {"code": what, "act": "Do it", "is_own": False, "path": "/", "note": "", "tone": "", "label": ""}
    dates = {"when": when, "go_live_on": go_live_on}
    return ShownTask(what=what, release=release, release_slug=slug, handover=None, **facts, **dates)


def tasks(*rows: ShownTask) -> TasksNow:
    return TasksNow(
        ON, {"decide": ("To decide", list(rows[::2])), "chase": ("To chase", list(rows[1::2]))}, []
    )


LATE = task("Example 2021: a report is late.", "Example 2021", date(2021, 10, 8))
SOON = task("Example 2021 SEC Release: evidence", "Example 2021", date(2021, 10, 22))
FAR = task("June 2023: evidence", "June 2023", None, date(2023, 6, 29))
LATER = task("May 2022: a vote", "May 2022", date(2021, 10, 23))
ANY = task("Somebody registers", "", date(2021, 9, 1))
ALL = tasks(FAR, ANY, SOON, LATER, LATE)


def shown(order: str) -> list[tuple[str, list[str], int, str]]:
    return [
        (group.title, [what for what, _ in group.rows], group.overdue, str(group.next_day))
        for group in ordered(ALL, order)
    ]


def test_releases_follow_their_most_urgent_task_and_name_themselves_once():
    assert shown("release") == [
        ("Example 2021", ["A report is late.", "Evidence"], 1, "2021-10-22"),
        ("May 2022", ["A vote"], 0, "2021-10-23"),
        ("June 2023", ["Evidence"], 0, "None"),
        ("Other tasks", ["Somebody registers"], 1, "None"),
    ]


def test_the_plain_order_begins_with_what_is_overdue():
    assert shown("date") == [
        ("Overdue", [ANY.what, LATE.what], 2, "None"),
        ("Due within 7 days", [SOON.what], 0, "2021-10-22"),
        ("Later, or without a day", [LATER.what, FAR.what], 0, "2021-10-23"),
    ]


def test_few_tasks_stand_open_and_of_many_the_most_urgent():
    assert [group.is_open for group in ordered(ALL, "release")] == [True] * 4
    many = tasks(*[FAR, ANY, SOON, LATER, LATE, LATE, LATE])
    assert [group.is_open for group in ordered(many, "release")] == [True, False, False, False]
    assert ordered(tasks(), "date") == []
