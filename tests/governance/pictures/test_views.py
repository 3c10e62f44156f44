"""The pages with pictures: what they show to whom, in a constant number of queries."""

import re

import pytest

from governance.consultations.models import Consultation
from governance.versions.operations.versions import issue_draft
from releases.models.timeline import Programme
from secrel.core.dates.partial_dates import PartialDate
from tests.support.factories import ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_makes_a_constant_number_of_queries(client, as_role, django_assert_num_queries, count):
    ReleaseFactory.create_batch(count)
    Programme.objects.create(slug="ecos", name="ECoS", go_live=PartialDate.parse("2021-06"))
    with django_assert_num_queries(7):  # three and those of the cache
        page = client.get("/timeline/").content.decode()
    assert (page.count(">Go-live planned</td>"), "ECoS" in page) == (count, False)
    analyst = as_role("analyst")
    with django_assert_num_queries(6):
        page = analyst.get("/timeline/").content.decode()
    assert (page.count(">Go-live planned</td>"), "ECoS" in page) == (count + 1, True)


@pytest.mark.parametrize("count", [1, 3])
def test_release_over_time_makes_a_constant_number_of_queries(
    as_role, people, day, django_assert_num_queries, count
):
    release = ReleaseFactory()
    for _ in range(count):
        ScopeItemFactory(release=release)
        issue_draft(by=people.analyst, release=release, changes="More", on=day)
    client = as_role("analyst")
    client.get(release.get_absolute_url())
    with django_assert_num_queries(10):
        page = client.get(f"{release.get_absolute_url()}over-time/").content.decode()
    assert page.count('<a class="row-link" href="/releases/') == 2 * count


def test_timeline_zooms_by_links_and_says_what_is_no_period(client):
    page = client.get("/timeline/", {"period": "zebra"}).content.decode()
    assert "“zebra” is not a period." in page
    assert [key in page for key in ("?period=all", "?period=2021-h2", "?period=2021-q4", "?period=2022")] == [
        True
    ] * 4
    quarter = client.get("/timeline/", {"period": "2021-q4"}).content.decode()
    assert "October to December 2021" in quarter
    assert "is not a period" not in quarter


def test_readers_see_published_versions_only_and_no_ledger(examples, client, as_role):
    public = client.get("/releases/june-2021/over-time/").content.decode()
    assert ("RID 8.0" in public, "ledger" in public, ">Now<" in public) == (True, False, False)
    assert (
        "No RID has been published yet" in client.get("/releases/november-2021/over-time/").content.decode()
    )
    analyst = as_role("analyst").get("/releases/june-2021/over-time/").content.decode()
    assert ("Scope by the scope ledger" in analyst, ">Now<" in analyst) == (True, True)


def test_all_releases_over_time_show_each_reader_their_own_versions_in_one_query_more(
    examples, client, as_role, django_assert_num_queries
):
    with django_assert_num_queries(5):  # one and those of the cache
        public = client.get("/over-time/").content.decode()
    assert ("5 of 9 (56%)" in public, "November 2021" in public) == (True, False)
    analyst = as_role("analyst")
    analyst.get("/over-time/")
    with django_assert_num_queries(3):
        page = analyst.get("/over-time/").content.decode()
    assert ("5 of 9 (56%)" in page, "First version (0.1)" in page) == (True, True)


def test_figures_of_churn_are_there_as_csv(examples, client):
    lines = client.get("/over-time.csv").content.decode("utf-8-sig").splitlines()
    june = next(line for line in lines if line.startswith("June 2021"))
    assert june == "June 2021 SEC Release,1.0,2021-06-24,2021-06-24,yes,0,,,,,4200,9,5,4"
    one = client.get("/releases/june-2021/over-time.csv").content.decode("utf-8-sig").splitlines()
    assert one[1] == june
    assert "MP146,shipped,2021-01-29,2021-02-24,26" in one
    none = client.get("/releases/november-2021/over-time.csv").content.decode("utf-8-sig").splitlines()
    assert len(none) == 1


def test_release_over_time_as_at_a_day_knows_nothing_later(examples, client):
    page = client.get("/releases/june-2021/over-time/", {"as-at": "2021-03-01"}).content.decode()
    assert ("RID 4.0" in page, "RID 5.0" in page, "Not yet live" in page) == (True, False, True)


def test_a_go_live_that_was_decided_after_the_rid_is_shown_with_what_the_rid_still_says(
    examples, client, as_role
):
    decided = "Decided by the Panel on 13 March 2020; the published RID 2.0 still says 25 June 2020"
    page = client.get("/timeline/?period=2020").content.decode()
    assert (decided in page, ">6 May 2020<" in page, ">25 Jun 2020<" in page) == (True, True, False)
    assert decided not in as_role("analyst").get("/timeline/?period=2020").content.decode()
    for path in ("/", "/releases/"):
        table = " ".join(re.sub("<[^>]+>", "", client.get(path).content.decode()).split())
        assert "6 May 2020decided since: RID 2.0 still says 25 Jun 2020 June 2020" in table, path
        assert "29 Nov 2020as a publication notice states November 2020" in table, path
    Consultation.objects.filter(slug="june-2020-go-live").update(is_amber=True)
    assert decided not in as_role("party").get("/timeline/?period=2020").content.decode()
