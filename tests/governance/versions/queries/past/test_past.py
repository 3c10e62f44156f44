"""Pages of a release as it stood at the end of a day, to each reader."""

from datetime import date, timedelta

import pytest

from governance.versions.models import RidVersion
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.versions import issue_draft
from governance.versions.queries.past.days import content_days
from governance.versions.queries.past.documents import NotThen, past_document, past_rid
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from tests.governance.meetings.deciding import rendered
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
SECAS = frozenset({Permission.READ_DRAFTS})
JUNE = "/releases/june-2021/"


def as_at(release: Release, on: date):
    return past_document(release, SECAS, None, on)


@pytest.mark.parametrize("slug", ["june-2020", "february-2021", "june-2021"])
def test_release_as_at_each_baseline_is_the_frozen_content_and_between_two_that_of_the_day(examples, slug):
    release = Release.objects.get(slug=slug)
    first, second = RidVersion.objects.filter(release=release, kind="baseline").order_by("major")
    frozen = {row.snapshot.content_id for row in (first, second)}
    for version in (first, second):
        past = as_at(release, version.published_on)
        assert (past.key, past.content) == (version.snapshot.content_id, version.snapshot.rid.content)
    between = [row for row in content_days(release) if first.published_on < row.day < second.published_on]
    others = [row for row in between if row.key not in frozen]
    assert others, "the example has a day of its own between its baselines"
    assert as_at(release, others[0].day).key == others[0].key


def test_day_between_two_baselines_states_its_own_facts(examples):
    past = as_at(examples.june, date(2020, 11, 28))
    assert past.content.release.profile == "system_impacting"
    assert [entry.ref for entry in past.content.scope.targeted] == [
        *("MP106", "MP116", "MP138", "DP144", "DP145", "MP147")
    ]
    assert (past.found.since, past.found.earlier, past.found.later) == (
        *(date(2020, 11, 27), date(2020, 7, 9)),
        date(2020, 11, 30),
    )
    rid = past_rid(examples.june, past)
    assert [row.version for row in rid.issue.history] == ["0.1", "1.0"]
    assert (rid.issue.document.version, rid.issue.document.status) == (
        "1.1",
        "As it stood at the end of 28 November 2020; not issued",
    )


def test_public_sees_the_version_published_by_then_and_nothing_before(examples):
    public = past_document(examples.june, frozenset(), None, date(2021, 2, 1))
    assert (public.version.number, public.found.since, public.found.later) == (
        *("3.0", date(2021, 1, 29)),
        date(2021, 2, 24),
    )
    with pytest.raises(NotThen, match=r"by the end of 23 July 2020\. The first day to look at is 24"):
        past_document(examples.june, frozenset(), None, date(2020, 7, 23))
    with pytest.raises(NotThen, match="Nothing that you may see has been published"):
        past_document(examples.november, frozenset(), None, date(2021, 10, 1))


def test_version_taken_back_is_not_shown_for_the_days_on_which_it_was_public(people, day):
    release = ReleaseFactory()
    draft = issue_draft(by=people.analyst, release=release, changes="First", on=day - timedelta(days=9))
    draft = rendered(draft)
    draft = publish_version(by=people.analyst, version=draft, token=draft.token, on=day - timedelta(days=8))
    then = day - timedelta(days=5)
    assert past_document(release, frozenset(), None, then).version == draft
    unpublish_version(by=people.analyst, version=draft, token=draft.token, reason="A slip", on=day)
    with pytest.raises(NotThen, match="Nothing that you may see"):
        past_document(release, frozenset(), None, then)


def test_panel_sees_what_was_presented_to_it_by_then(examples, people):
    reader, held = people.member, people.member.permissions()
    release = Release.objects.get(slug="june-2020")
    version = RidVersion.objects.get(release=release, major=1, minor=0)
    assert past_document(release, held, reader, version.published_on).version == version
    with pytest.raises(NotThen):
        past_document(release, held, reader, version.published_on - timedelta(days=30))


def test_pages_show_the_day_without_links_to_edit_and_lead_back(examples, as_role, client):
    analyst = as_role("analyst")
    for path in ("", "checks/", "rid/", "over-time/", "preview/costs/", "as-it-stands.html"):
        page = analyst.get(f"{JUNE}{path}", {"as-at": "28 Nov 2020"})
        text = page.content.decode()
        assert (page.status_code, "As it stood at the end of 28 November 2020" in text) == (200, True), path
        assert f"{JUNE}edit/" not in text.partition("<main")[2], path
        if path != "as-it-stands.html":
            assert f'<a href="{JUNE}{path}">See it as it is today</a>' in text
    waiting = analyst.get(f"{JUNE}as-it-stands.pdf", {"as-at": "2020-11-28"})
    asks_again = f'hx-get="{JUNE}as-it-stands.pdf?as-at=2020-11-28"'
    assert (waiting.status_code, asks_again in waiting.content.decode()) == (202, True)
    page = client.get(JUNE, {"as-at": "2021-02-01"}).content.decode()
    assert ("RID 3.0, the version shown to you then" in page, "Scope ledger" in page) == (True, False)
    assert '<a class="btn" rel="next" href="?as-at=2021-02-24">' in page


def test_a_page_that_has_no_past_says_that_it_shows_today(examples, as_role, client):
    said = f'This page shows today. <a href="{JUNE}?as-at=2021-03-01">The release as it stood on that day</a>'
    for path in ("explain/", "criteria/", "edit/scope/"):
        page = as_role("analyst").get(f"{JUNE}{path}", {"as-at": "2021-03-01"})
        assert (page.status_code, said in page.text) == (200, True), path
    assert said not in client.get(JUNE, {"as-at": "2021-03-01"}).text
    assert "This page shows today" not in client.get(JUNE, {"as-at": "zebra"}).text


def test_page_of_a_past_day_makes_a_constant_number_of_queries(
    examples, as_role, client, django_assert_num_queries
):
    analyst = as_role("analyst")
    analyst.get(JUNE)
    with django_assert_num_queries(6):  # session, account, release, days, content, ledger
        analyst.get(JUNE, {"as-at": "2021-03-01"})
    with django_assert_num_queries(3):
        client.get(JUNE, {"as-at": "2021-03-01"})


def test_what_is_no_past_day_gets_a_sentence_and_today_the_page_of_today(examples, as_role, day):
    analyst = as_role("analyst")

    def said(text: str) -> str:
        page = analyst.get(JUNE, {"as-at": text})
        assert page.status_code == 404
        assert 'name="as-at"' in page.content.decode()
        return page.content.decode()

    assert "“zebra” is not a date" in said("zebra")
    assert "Choose a day. Write it like 24 Mar 2021." in said("")
    assert "16 October 2021 is still to come" in said((day + timedelta(days=1)).isoformat())
    assert "Nothing was entered of the June 2021 SEC Release by the end of 8 January 2020." in said(
        "2020-01-08"
    )
    today = analyst.get(JUNE, {"as-at": day.isoformat()})
    assert (today.status_code, today["Location"]) == (302, JUNE)
