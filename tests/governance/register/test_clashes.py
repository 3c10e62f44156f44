"""Coming releases that change a SEC document, and clashes: six weeks apart is one, a day more is none."""

from datetime import date, timedelta

import pytest

from governance.documents.notice.types import NoticeContent
from governance.notices.queries.log import LoggedNotice, texts_of
from governance.register.queries.clashes import Touch, clashes, coming_touches
from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from tests.governance.documents.notice.notices import data, row

ON = date(2031, 6, 26)
WEEKS = timedelta(days=42)


def touch(on, slug="june-2031", *modifications):
    return Touch(on, slug.title(), slug, modifications, is_coming=True)


def texts(on, **facts):
    documents = [row("Section A", by_designation=True)]
    content = NoticeContent.of_data(data(documents=documents, effective_on=on.isoformat(), **facts))
    return list(texts_of([LoggedNotice("x", on, on, content)]))


@pytest.mark.parametrize(
    ("days", "apart"), [(42, "42 days apart"), (1, "one day apart"), (0, "on the same day")]
)
def test_two_releases_within_six_weeks_clash(days, apart):
    coming = [touch(ON, "june-2031", "MP901"), touch(ON + timedelta(days=days), "other", "MP902")]
    [sentence] = clashes(coming, [])
    assert sentence.endswith(f"are {apart}.")
    assert "June-2031 (26 June 2031: MP901)" in sentence


def test_a_day_more_than_six_weeks_is_no_clash():
    assert clashes([touch(ON), touch(ON + WEEKS + timedelta(days=1), "other")], []) == []


def test_a_release_without_a_date_clashes_with_none():
    assert clashes([touch(ON), touch(None, "other")], []) == []


def test_two_modifications_in_a_release_clash():
    assert clashes([touch(ON, "june-2031", "MP901", "MP902")], []) == [
        "June-2031 (26 June 2031: MP901, MP902) has 2 modifications that change it."
    ]


def test_a_text_in_force_clashes_with_a_coming_release_and_not_with_its_own_notice():
    assert clashes([touch(ON)], texts(ON - WEEKS, release=None, form="ad_hoc")) == [
        "SEC version 71.0 (15 May 2031) and June-2031 (26 June 2031) are 42 days apart."
    ]
    assert clashes([touch(ON)], texts(ON - WEEKS - timedelta(days=1), release=None)) == []
    assert clashes([touch(ON)], texts(ON)) == []  # the notice of the release itself


def test_past_texts_alone_are_no_clash():
    assert clashes([], [*texts(ON), *texts(ON + timedelta(days=7))]) == []


@pytest.mark.django_db
def test_secas_sees_current_scopes_and_the_public_what_is_published(examples):
    Release.objects.filter(pk=examples.june.pk).update(life="go")
    secas, public = (
        coming_touches(held, date(2021, 6, 24)) for held in (frozenset({Permission.READ_DRAFTS}), frozenset())
    )
    [touch] = public["Appendix O"]
    assert (touch.slug, touch.on, str(touch).startswith("June 2021 SEC Release (24 June 2021: ")) == (
        *("june-2021", date(2021, 6, 24)),
        True,
    )
    assert secas["Appendix O"] == public["Appendix O"]
    after = coming_touches(frozenset(), date(2021, 6, 25))
    assert "june-2021" not in {touch.slug for some in after.values() for touch in some}
    item = examples.june.scope.filter(status="approved").first()
    DocumentImpact.objects.create(part=item.part, document=SecDocument.objects.get(designation="Section Z"))
    now = coming_touches(frozenset({Permission.READ_DRAFTS}), date(2021, 6, 24))
    assert now["Section Z"][0].modifications == (item.part.modification.reference,)
    assert "Section Z" not in coming_touches(frozenset(), date(2021, 6, 24))


@pytest.mark.django_db
def test_a_documents_page_has_its_texts_and_what_is_to_come(examples, client, django_assert_num_queries):
    page = client.get("/documents/section-g/").content.decode()
    places = [
        page.index(f"/notices/{slug}/")
        for slug in ("2020-11-27-sec-27.0", "2020-07-23-mp135", "2020-02-27-february-2020")
    ]
    assert places == sorted(places)
    assert "No SEC version is stated." in page
    assert "Coming releases that change it" in page
