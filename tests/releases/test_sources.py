"""Stating where the sources of a release end, and lifting it."""

from datetime import date

import pytest

from releases.models.releases import Release
from releases.operations.life import end_sources, lift_sources_end
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.record import AuditEntry
from tests.support.factories import ReleaseFactory

DAY = date(2021, 10, 15)
FACTS = {"until": date(2019, 11, 1), "note": "Imported from a RID of 2019.", "token": AS_STORED, "on": DAY}


@pytest.fixture
def release(db):
    return ReleaseFactory()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"until": date(2021, 10, 16)}, "sources_until"), ({"note": " "}, "sources_note")],
)
def test_sources_end_on_a_past_day_and_for_a_reason(people, release, facts, field):
    with pytest.raises(RuleBroken) as refused:
        end_sources(by=people.analyst, release=release, **FACTS | facts)
    assert refused.value.field == field


def test_only_secas_states_it_with_the_token_of_the_page(people, release):
    with pytest.raises(NotAllowed):
        end_sources(by=people.delivery, release=release, **FACTS)
    with pytest.raises(Stale):
        end_sources(by=people.analyst, release=release, **FACTS | {"token": 0})


def test_the_page_states_and_lifts_it(people, release, as_role):
    client, page = as_role("analyst"), f"/releases/{release.slug}/edit/sources/"

    def post(**fields: str):
        was = client.get(page).context["form"]["was"].value()
        return client.post(page, {"was": was} | fields)

    assert post(sources_until="", sources_note="Old.").status_code == 422
    assert post(sources_until="1 Nov 2019", sources_note=FACTS["note"]).status_code == 303
    release = Release.objects.get(pk=release.pk)
    assert (release.sources_until, release.sources_note) == (FACTS["until"], FACTS["note"])
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "releases.end_sources"
    assert entry.changes == {
        "sources_until": [None, "2019-11-01"],
        "sources_note": [None, "Imported from a RID of 2019."],
    }
    assert "Give a reason for lifting" in post(sources_until="", sources_note="").content.decode()
    assert post(sources_until="", sources_note="", reason="Its next RID was found.").status_code == 303
    assert Release.objects.get(pk=release.pk).sources_until is None
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        lift_sources_end(by=people.analyst, release=release, reason="Again.", token=AS_STORED, on=DAY)
