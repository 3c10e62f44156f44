"""On the day of the examples no page, feed or calendar shows the machine's day. tests/long/whole walks every page."""

from datetime import date

from governance.acceptance.models import Evidence
from governance.versions.models import RidVersion
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.outbox import Notification
from tests.core.dates.machines_day import shows_machines_day

F = "/releases/february-2021"
SHOWN = {
    "anonymous": (
        "/",
        "/news/",
        "/news/all.atom",
        "/calendar/all.ics",
        f"{F}/rid/3.0/",
        "/api/v1/consultations/",
    ),
    "analyst": (
        *("/", "/messages/", "/accounts/unsaved/", "/modifications/MP901/history/"),
        *(f"{F}/criteria/testing-1/", f"{F}/regression/", f"{F}/rid/3.0/", "/meetings/panel/2021-02-12/1/"),
        *("/meetings/csc/2021-09-28/", "/consultations/june-2020-go-live/answers/"),
    ),
}


def test_pages_feeds_and_calendars_show_the_day_of_the_examples(examples, people, as_role):
    Notification.objects.create(user=people.analyst, subject="New", body="", path="/")
    UnsavedInput.objects.create(owner=people.analyst, address="/releases/new/", text="name=June")
    evidence = Evidence.objects.filter(release__slug="february-2021").first()
    pages = {role: (*paths, evidence.get_absolute_url()) for role, paths in SHOWN.items()}
    found = {}
    for role, paths in pages.items():
        client = as_role(role)
        answers = {path: client.get(path) for path in paths if role == "analyst" or "evidence" not in path}
        assert {path: row.status_code for path, row in answers.items()} == dict.fromkeys(answers, 200)
        found |= {(role, path): shows_machines_day(row.getvalue().decode()) for path, row in answers.items()}
    assert {place: forms for place, forms in found.items() if forms} == {}


def test_what_is_stored_has_the_day_on_which_it_happened(examples):
    stored = RidVersion.objects.get(release__slug="february-2021", major=1, minor=0)
    assert {row.taken_at.date() for row in stored.steps.all()} == {date(2020, 2, 14), date(2020, 8, 14)}
    evidence = Evidence.objects.filter(release__slug="february-2021")
    assert {(row.prepared_at.date(), row.released_at.date()) for row in evidence} == {
        (date(2021, 1, 22),) * 2
    }
