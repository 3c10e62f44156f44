"""Home and search: the next release, tasks and results, in a constant number of queries."""

from datetime import date

import pytest

from governance.composing.models import LastRead
from governance.criteria.models import Criterion
from governance.meetings.operations.asking import ask_motion
from governance.watch.models import Flag
from releases.queries import scope_item
from secrel.core.models.people import Body
from tests.governance.acceptance.accepting import asked_to_comment, released
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_home_makes_a_constant_number_of_queries(client, django_assert_num_queries, count):
    ReleaseFactory.create_batch(count)
    with django_assert_num_queries(10):  # six and those of the cache
        client.get("/")


@pytest.mark.parametrize("count", [1, 3])
def test_home_of_an_analyst_makes_a_constant_number_of_queries(as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    for _ in range(count):
        item = ScopeItemFactory(cut_off_on=date(2021, 10, 20))
        common = {"kind": "cut_off_near", "due_on": item.cut_off_on, "raised_on": date(2021, 10, 14)}
        Flag.objects.create(thing=f"{item.pk}", sentence="Not approved.", path="/", item=item, **common)
    client.get("/")
    with django_assert_num_queries(8):  # as composed before; one asks what was read
        page = client.get("/").content.decode()
    assert page.count("Cut-off near") == count


@pytest.mark.parametrize("count", [1, 3])
def test_commenting_is_a_task_in_a_constant_number_of_queries(
    people, as_role, django_assert_num_queries, count
):
    for release in ReleaseFactory.create_batch(count):
        asked_to_comment(release, people)
    client = as_role("tabasc")
    with django_assert_num_queries(15):
        client.get("/")
    with django_assert_num_queries(8):
        assert client.get("/").content.decode().count('">Comment on the draft<') == count
    client.get("/calendar/")
    with django_assert_num_queries(3):  # as made before
        assert client.get("/calendar/").content.decode().count("Comments on RID 0.1 close") == count


def groups(client) -> dict[str, list[tuple[str, str]]]:
    """The tasks on the home page: by group, each with its subject and action."""
    waiting = client.get("/").context["tasks"].groups
    return {key: [(task.what, task.act) for task in rows] for key, (_, rows) in waiting.items()}


@pytest.fixture
def asked(examples, people, day):
    """An item on the Panel's agenda."""
    panel = Body.objects.get(key="panel")
    return ask_motion(by=people.analyst, body=panel, words="Version 1.1 is enough.", meeting_on=day, on=day)


def test_home_lists_the_tasks_of_each_role(asked, as_role):
    tasks = groups(as_role("delivery"))["submit"]
    assert ("June 2020: UIT Completion Report", "Submit the deliverable") in tasks
    assert ("November 2021: 6 testing criteria", "Submit evidence") in tasks
    assert list(groups(as_role("chair"))) == ["decide"]
    [(what, act)] = groups(as_role("member"))["decide"]
    assert ("1.1" in what, act) == (True, "Take a position")
    assert "You have no tasks" in as_role("administrator").get("/").content.decode()


def test_the_order_of_tasks_is_remembered_for_people_with_tasks(examples, as_role, client):
    person = as_role("delivery")
    titles = [group.title for group in person.get("/").context["task_groups"]]
    assert titles == ["June 2020", "November 2021", "June 2022"]
    by_date = person.get("/?tasks=date")
    assert (by_date.cookies["tasks"].value, by_date.context["order"]) == ("date", "date")
    assert person.get("/").context["order"] == "date"
    assert person.get("/?tasks=any").context["order"] == "date"
    assert "tasks" not in client.get("/?tasks=date").cookies


def test_a_done_task_disappears(examples, people, as_role, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    released([criterion], people, day)
    after = groups(as_role("delivery"))["submit"]
    assert ("November 2021: 5 testing criteria", "Submit evidence") in after


def test_the_navigation_shows_the_number_of_tasks(asked, as_role, client):
    page = as_role("member").get("/waiting/").content.decode()
    assert '<span class="tally" title="1 task">1' in page
    assert as_role("administrator").get("/waiting/").content.decode().strip() == ""
    home = as_role("member").get("/releases/").content.decode()
    assert 'hx-get="/waiting/"' in home
    assert "/waiting/" not in client.get("/releases/").content.decode()


def test_home_links_the_latest_version_of_the_next_release(published, client, settings):
    settings.TODAY = date(2021, 6, 1)
    page = client.get("/").content.decode()
    assert '<a href="/releases/june-2021/rid/8.0/">RID 8.0</a>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_search_makes_a_constant_number_of_queries(client, django_assert_num_queries, count):
    ReleaseFactory.create_batch(count)
    ModificationFactory.create_batch(count, title="A change of the February releases")
    with django_assert_num_queries(10):
        response = client.get("/search/", {"q": "february"})
    assert response.context["found"] == 2 * count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("app o", "Appendix O"),
        ("Sec J", "Section J"),
        ("Payment of Charges", "Section J"),
        ("cr1088", "CR1088"),
        ("production proving", "CR1088"),
    ],
)
def test_search_finds_documents_and_change_requests(examples, as_role, query, found):
    assert f">{found}<" in as_role("analyst").get("/search/", {"q": query}).content.decode()


def test_search_finds_releases_and_modifications(examples, client):
    page = client.get("/search/", {"q": "november"}).content.decode()
    assert "November 2021 SEC Release" in page
    assert "June 2021" not in page
    fragment = client.get("/search/", {"q": "dp153"}, headers={"HX-Request": "true"}).content.decode()
    assert "MP153" in fragment
    assert "<html" not in fragment
    assert "No results for “zebra”" in client.get("/search/", {"q": "zebra"}).content.decode()


def test_next_step_of_a_release_may_be_a_cut_off(examples, as_role):
    client = as_role("analyst")
    page = client.get("/releases/november-2021/").content.decode()
    assert "Cut-off of MP149" in page[page.index("<dt>Next step</dt>") :][:200]
    scope_item("november-2021", "MP149").update(cut_off_on=None)
    page = client.get(
        "/releases/november-2021/"
    ).content.decode()  # the default of its path, before MP180's own day
    assert "Cut-off of MP149" in page[page.index("<dt>Next step</dt>") :][:200]
    home = client.get("/").content.decode()
    assert "Cut-off of MP180" in home[home.index('id="coming"') :]


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("june 2020 costs", "/releases/june-2020/edit/costs/"),
        ("timet nov 2021", "/releases/november-2021/edit/timeline/"),
        ("gloss", "/releases/november-2021/edit/glossary/"),
    ],
)
def test_search_finds_sections_for_their_editors(examples, as_role, query, address):
    assert f'href="{address}"' in as_role("analyst").get("/search/", {"q": query}).content.decode()
    assert f'href="{address}"' not in as_role("member").get("/search/", {"q": query}).content.decode()


@pytest.mark.parametrize(
    ("query", "address", "who"),
    [
        ("working days", "/calendar/holidays/", {"nobody", "member", "analyst"}),
        ("cut-off", "/calendar/", {"nobody", "member", "analyst"}),
        ("follow", "/following/", {"member", "analyst"}),
        ("late", "/flags/", {"analyst"}),
    ],
)
def test_search_finds_pages_that_the_user_may_open(as_role, client, query, address, who):
    for name in ("nobody", "member", "analyst"):
        user = client if name == "nobody" else as_role(name)
        page = user.get("/search/", {"q": query}).content.decode()
        assert (f'<a href="{address}"><span class="text-2">Page' in page) is (name in who), name


def test_reviewers_get_a_task_for_evidence_of_their_body(examples, people, as_role, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    released([criterion], people, day)
    assert groups(as_role("tag"))["review"] == [("November 2021: Testing 1", "Review the evidence")]
    assert "review" not in groups(as_role("ssc"))


def test_home_lists_releases_with_a_newer_version_than_the_one_read_last(
    examples, as_role, django_assert_num_queries
):
    member = as_role("member")
    member.get("/releases/june-2021/rid/8.0/")
    assert "Since you last read" not in member.get("/").text  # nothing is newer
    rows = LastRead.objects.filter(reader=member.get("/").context["user"])
    rows.filter(subject="releases/june-2021").update(version="7.0")
    member.get("/")
    with django_assert_num_queries(10):
        page = member.get("/").text
    assert (
        '<a class="row-link" href="/releases/june-2021/compare/?from=7.0">June 2021 SEC Release: RID 8.0</a>'
        '<span class="sub">You read 7.0 on ' in page
    )
    assert page.count("?from=") == 1
    assert "compared with RID 7.0" in member.get("/releases/june-2021/compare/?from=7.0").text
    assert "Since you last read" not in member.get("/").text
    rows.filter(subject="releases/june-2021").update(version="6.9")  # one that the reader may no longer see
    assert "Since you last read" not in member.get("/").text
